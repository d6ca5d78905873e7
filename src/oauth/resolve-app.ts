import { findInstallation } from '../config/choose-token.ts'
import { findApp, findAppOf } from '../config/find-app.ts'
import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { isLoopback } from '../net/is-loopback.ts'
import type { Context } from '../runtime/context.ts'
import { type Settings, slackApiUrl } from '../runtime/settings.ts'
import { type ChosenInstall, chooseInstall, type InstallWishes } from './choose-install.ts'
import { checkClientId, cleanPasted } from './credentials.ts'
import { readInstallLink } from './install-link.ts'

/** What the command line says about the app; everything may be missing. */
export interface AppLoginOptions extends InstallWishes {
  readonly link?: string | undefined
  /** Name of a remembered app. */
  readonly app?: string | undefined
  readonly clientId?: string | undefined
}

/** An app that is ready to be installed, but for its secret. */
export interface AppToInstall extends ChosenInstall {
  readonly apiUrl: string
  readonly clientId: string
  /** Preselected on Slack's page. */
  readonly team: string | undefined
  readonly remembered: AppRecord | undefined
  /** What a person should know of how this was put together. */
  readonly notes: readonly string[]
}

type AppSources = Pick<Context, 'store' | 'settings' | 'cwd'>

/**
 * Puts together what to install, each part from the first that says it: flag, link, remembered app, manifest file,
 * environment. A real app is never asked for scopes that its owner did not choose: Slack cannot take one back.
 * @throws CliError usage: no client id anywhere, no scopes anywhere, or parts that cannot be right.
 */
export async function appToInstall(
  wishes: AppLoginOptions,
  { store, settings, cwd }: AppSources,
): Promise<AppToInstall> {
  const config = await store.read()
  const notes: string[] = []
  const link = wishes.link === undefined ? undefined : readInstallLink(wishes.link, notes)
  const extending = wishes.addScope !== undefined || wishes.addUserScope !== undefined
  const installed = extending ? findInstallation(config, settings)?.installation : undefined
  const given = link?.clientId ?? cleaned('client id', wishes.clientId, notes)
  const apiUrl = chooseApiUrl(link?.apiUrl, settings)
  const remembered =
    wishes.app === undefined
      ? findAppOf(config, { clientId: given ?? installed?.clientId ?? settings.clientId, apiUrl })?.app
      : findApp(config, wishes.app).app
  const clientId = given ?? remembered?.clientId ?? installed?.clientId ?? settings.clientId
  if (clientId === undefined || clientId === null) throw noApp()
  checkClientId(clientId)
  const before = extending && installed?.clientId === clientId ? installed : undefined
  const redirectUri = wishes.redirectUri ?? settings.redirectUri ?? fromLink(link?.redirectUri, notes)
  const chosen = await chooseInstall(wishes, { link, remembered, installed: before, redirectUri, cwd, notes })
  return {
    ...chosen,
    apiUrl: wishes.app === undefined ? (apiUrl ?? before?.apiUrl ?? slackApiUrl) : ownApiUrl(remembered, settings),
    clientId,
    team: link?.team ?? undefined,
    remembered,
    notes,
  }
}

/** Which Slack the app belongs to, if anything says so. @throws CliError usage: the link and --api-url disagree. */
export function chooseApiUrl(fromLinkUrl: string | undefined, { apiUrl }: Settings): string | undefined {
  if (fromLinkUrl === undefined || apiUrl === undefined || apiUrl.source !== '--api-url')
    return fromLinkUrl ?? apiUrl?.url
  if (apiUrl.url === fromLinkUrl) return fromLinkUrl
  throw new CliError('usage', `The link belongs to ${fromLinkUrl}, not to ${apiUrl.url}`, {
    hint: 'Leave out --api-url',
  })
}

/** A remembered app's own. @throws CliError usage: --api-url names another. */
export function ownApiUrl(remembered: AppRecord | undefined, { apiUrl }: Settings): string {
  const own = remembered?.apiUrl ?? slackApiUrl
  if (apiUrl?.source !== '--api-url' || apiUrl.url === own) return own
  throw new CliError('usage', `The remembered app belongs to ${own}; its secret goes nowhere else`, {
    hint: 'Leave out --api-url',
  })
}

/** The link's own redirect URL leads to the running app, which would take the code first; on localhost it is for us. */
export function fromLink(redirectUri: string | null | undefined, notes: string[]): string | undefined {
  if (!redirectUri || !URL.canParse(redirectUri)) return undefined
  if (isLoopback(new URL(redirectUri))) return redirectUri
  notes.push(
    `The link’s own redirect URL ${redirectUri} belongs to the running app, which would take the code, so it is not used. To use it and paste the address: --redirect-uri ${redirectUri}`,
  )
  return undefined
}

/** A pasted value; what was taken off it is told in `notes`. */
export function cleaned(what: string, text: string | undefined, notes: string[]): string | undefined {
  if (text === undefined) return undefined
  const { value, removed } = cleanPasted(text)
  if (removed) notes.push(`The ${what} came with ${removed}, which were taken off`)
  return value
}

function noApp(): CliError {
  return new CliError('usage', 'Which app is to be installed?', {
    code: 'no_app',
    hint: "Paste its install link: slack-tokens login 'https://slack.com/oauth/v2/authorize?client_id=…'   or --client-id, --app NAME, a token: --with-token, the simulator: --sim",
  })
}
