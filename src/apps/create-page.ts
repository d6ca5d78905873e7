import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { createAppUrl } from '../slack/manifest/build.ts'

/**
 * Maximum length of an address. Browsers accept longer ones, but most web servers and proxies limit the request line to
 * 8 KiB.
 */
const longestAddress = 8000

/**
 * Returns the address of the create-app page with `manifest` filled in.
 * @throws CliError with the exit reason `usage`: the address is too long for a web server.
 */
export function createPage(manifest: object): string {
  const url = createAppUrl(manifest)
  if (url.length <= longestAddress) return url
  throw new CliError('usage', `With this manifest the link has ${url.length} characters, too many for a browser`, {
    code: 'link_too_long',
    hint: 'Open https://api.slack.com/apps?new_app=1, choose “From a manifest”, and paste the manifest. To print the manifest: slack-tokens app manifest   with the same options',
    details: { length: url.length, longest: longestAddress },
  })
}

/** Opens a page if this computer can open a browser; otherwise does nothing. Prints a warning if the browser fails. */
export async function openPage(url: string, { machineKind, openBrowser, terminal }: Context): Promise<void> {
  if (!machineKind.opens) return
  await openBrowser(url).catch(() => terminal.warn('No browser could be opened'))
}
