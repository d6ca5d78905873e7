import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { createAppUrl } from '../slack/manifest/build.ts'

/** Browsers take longer addresses, but web servers and proxies commonly end at 8 KiB for the whole request line. */
const longestAddress = 8000

/** The create-app page with `manifest` filled in. @throws CliError usage: an address too long for a browser. */
export function createPage(manifest: object): string {
  const url = createAppUrl(manifest)
  if (url.length <= longestAddress) return url
  throw new CliError('usage', `With this manifest the link has ${url.length} characters, too many for a browser`, {
    code: 'link_too_long',
    hint: 'Open https://api.slack.com/apps?new_app=1, choose “From a manifest”, and paste it there; slack-tokens app manifest with the same options prints it',
    details: { length: url.length, longest: longestAddress },
  })
}

/** Opens a page where one can be opened; its address was printed before. */
export async function openPage(url: string, { machineKind, openBrowser, terminal }: Context): Promise<void> {
  if (!machineKind.opens) return
  await openBrowser(url).catch(() => terminal.warn('No browser could be opened'))
}
