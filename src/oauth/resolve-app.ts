import { findInstallation } from '../config/choose-token.ts'
import { findApp, findAppOf, type NamedApp } from '../config/find-app.ts'
import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { type Settings, slackApiUrl } from '../runtime/settings.ts'
import { type ChosenInstall, chooseInstall, type InstallOptions } from './choose-install.ts'
import { spellingHint } from './choose-scopes.ts'
import { checkClientId, cleanPasted } from './credentials.ts'
import { type InstallLink, readInstallLink } from './install-link.ts'
import type { LoginRequest } from './login-request.ts'
import { resolveField, sourceName } from './precedence.ts'

/** A real app, with everything that the install needs except the app's secret. */
export interface AppToInstall extends ChosenInstall {
  readonly apiUrl: string
  readonly clientId: string
  readonly storedApp: AppRecord | undefined
  /** Notes for the user about how the app was found. */
  readonly notes: readonly string[]
}

type AppSources = Pick<Context, 'store' | 'settings' | 'cwd'>

/**
 * Returns the app to install and the settings of the install. Each setting comes from the first source of precedence.ts
 * that has a value. There are no default scopes for a real app, because a granted scope cannot be removed later.
 * @throws CliError with the exit reason `usage`: no client id or no scopes from any source, or settings that contradict
 * each other.
 */
export async function appToInstall(
  request: InstallOptions & Pick<LoginRequest, 'link' | 'app' | 'clientId'>,
  { store, settings, cwd }: AppSources,
): Promise<AppToInstall> {
  const config = await store.read()
  const notes: string[] = []
  const link = request.link === undefined ? undefined : readInstallLink(request.link, notes)
  const adds = request.addScope !== undefined || request.addUserScope !== undefined
  const installed = adds ? findInstallation(config, settings)?.installation : undefined
  const named = request.app === undefined ? undefined : findApp(config, request.app)
  const client = resolveField('clientId', {
    option: cleaned('client id', request.clientId, notes),
    link: link?.clientId,
    storedApp: named?.app.clientId,
    installation: installed?.clientId,
    environment: settings.clientId,
  })
  if (!client) throw noApp(spellingHint(request))
  const clientId = client.value
  checkClientId(clientId, sourceName('clientId', client.source))
  checkSameApp(clientId, { link, named })
  const apiUrl = chooseApiUrl(link?.apiUrl, settings)
  const storedApp = named?.app ?? findAppOf(config, { clientId, apiUrl })?.app
  const before = installed?.clientId === clientId ? installed : undefined
  const sources = { link, storedApp, installed: before, exportedRedirectUri: settings.redirectUri, cwd, notes }
  const chosen = await chooseInstall(request, sources)
  return {
    ...chosen,
    apiUrl: named
      ? ownApiUrl(storedApp, settings)
      : (chooseApiUrl(link?.apiUrl, settings, before?.apiUrl) ?? slackApiUrl),
    clientId,
    storedApp,
    notes,
  }
}

/**
 * Checks that link, --app and client id mean the same app, so that the secret of one app is never sent with the id of
 * another app.
 * @throws CliError with the exit reason `usage` and the code `two_apps`.
 */
function checkSameApp(
  clientId: string,
  { link, named }: { readonly link: InstallLink | undefined; readonly named: NamedApp | undefined },
): void {
  const other =
    link && link.clientId !== clientId
      ? `The install link has the client id ${link.clientId}`
      : named && named.app.clientId !== clientId && `“${named.name}” has the client id ${named.app.clientId}`
  if (!other) return
  throw new CliError('usage', `${other}, not ${clientId}`, {
    code: 'two_apps',
    hint: 'Name one app: a link, --client-id or --app. To list the stored apps: slack-tokens app list',
  })
}

/**
 * Returns the API URL from --api-url, the link or the installation; undefined when none of them has one.
 * @param installed the API URL of the installation to which scopes are added.
 * @throws CliError with the exit reason `usage`: the link and --api-url differ.
 */
export function chooseApiUrl(link: string | undefined, { apiUrl }: Settings, installed?: string): string | undefined {
  const option = apiUrl?.source === '--api-url' ? apiUrl.url : undefined
  if (option !== undefined && link !== undefined && option !== link) {
    throw new CliError('usage', `The link belongs to ${link}, not to ${option}`, { hint: 'Leave out --api-url' })
  }
  const environment = apiUrl?.source === 'SLACK_API_URL' ? apiUrl.url : undefined
  return resolveField('apiUrl', { option, link, environment, installation: installed })?.value
}

/**
 * Returns the API URL of a stored app.
 * @throws CliError with the exit reason `usage` when --api-url names a different URL.
 */
export function ownApiUrl(storedApp: AppRecord | undefined, { apiUrl }: Settings): string {
  const own = storedApp?.apiUrl ?? slackApiUrl
  if (apiUrl?.source !== '--api-url' || apiUrl.url === own) return own
  throw new CliError('usage', `The stored app belongs to ${own}, and its secret is sent to no other API URL`, {
    hint: 'Leave out --api-url',
  })
}

/** Returns a pasted value without quotes, spaces and invisible characters, and adds a note about what was removed. */
export function cleaned(what: string, text: string | undefined, notes: string[]): string | undefined {
  if (text === undefined) return undefined
  const { value, removed } = cleanPasted(text)
  if (removed) notes.push(`The ${what} came with ${removed}, which were removed`)
  return value
}

function noApp(spelling: string): CliError {
  return new CliError('usage', 'No app is named', {
    code: 'no_app',
    hint: `${spelling}Paste its install link: slack-tokens login 'https://slack.com/oauth/v2/authorize?client_id=…'   or --client-id, --app NAME, a token: --with-token, the simulator: --sim`,
  })
}
