import { findAppOf, type NamedApp } from '../config/find-app.ts'
import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { leadsHere } from '../net/is-loopback.ts'
import { chooseScopes, namedLists, type ScopeSources } from '../oauth/choose-scopes.ts'
import { checkClientId } from '../oauth/credentials.ts'
import { type InstallLink, readInstallLink } from '../oauth/install-link.ts'
import { resolveField, sourceName } from '../oauth/precedence.ts'
import { chooseRedirect, linkRedirect, redirectUriOf } from '../oauth/redirect-uri.ts'
import { chooseApiUrl, cleaned, ownApiUrl } from '../oauth/resolve-app.ts'
import type { Context } from '../runtime/context.ts'
import { slackApiUrl } from '../runtime/settings.ts'
import type { ManifestFacts } from '../slack/manifest/facts.ts'
import type { ProjectFacts } from './project.ts'

/** The options for an app's record; all are optional. */
export interface AppInput {
  readonly link?: string | undefined
  readonly clientId?: string | undefined
  readonly appId?: string | undefined
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  readonly redirectUri?: string | undefined
  readonly port?: number | undefined
  readonly pkce?: boolean | undefined
}

export interface ResolvedRecord {
  /** The record without the new secrets. The secrets are added later. */
  readonly record: AppRecord
  /** The app's stored record. */
  readonly before: NamedApp | undefined
  readonly notes: readonly string[]
}

/** The identifiers of an app, and its stored record. */
interface KnownApp {
  readonly clientId: string
  readonly apiUrl: string
  readonly before: NamedApp | undefined
}

/**
 * Returns the record of an app. Each value comes from the first source of oauth/precedence.ts that has a value. `named`
 * is the stored app with the given name.
 * @throws CliError with the exit reason `usage`: no client id, or values that contradict each other.
 */
export async function resolveRecord(
  said: AppInput,
  { project, named }: { project: ProjectFacts; named: NamedApp | undefined },
  context: Context,
): Promise<ResolvedRecord> {
  const notes = [...project.notes]
  const link = said.link === undefined ? undefined : readInstallLink(said.link, notes)
  const { clientId, apiUrl, before } = await know(said, { link, named, notes, project }, context)
  const app = before?.app
  const { manifest } = project
  const flow = link?.flow ?? app?.flow ?? 'v2'
  const scopes = await scopesOf(
    said,
    { lists: { link, manifest, storedApp: app, simulator: undefined }, flow, notes },
    context,
  )
  const onlyUser = scopes.botScopes.length === 0
  const pkce =
    resolveField('pkce', {
      option: said.pkce,
      storedApp: app?.pkce,
      manifest: manifest && manifest.switches.pkce === true && onlyUser,
      simulator: undefined,
    })?.value ?? false
  const uri = resolveField('redirectUri', {
    option: said.redirectUri,
    environment: undefined,
    link: linkRedirect(link?.redirectUri, said.redirectUri, notes),
    manifest: said.redirectUri === undefined ? localOf(manifest, pkce, notes) : undefined,
    storedApp: app?.redirectUri,
  })
  const storedPort = uri && uri.source !== 'storedApp' ? undefined : app?.port
  const redirect = chooseRedirect({
    uri: uri?.value,
    port: resolveField('port', { option: said.port, project: undefined, storedApp: storedPort })?.value,
    plain: pkce,
    source: uri && sourceName('redirectUri', uri.source),
  })
  const switches = { ...app?.switches, ...manifest?.switches }
  const redirectUrls = manifest?.redirectUrls ?? app?.redirectUrls
  const record: AppRecord = {
    ...{ clientId, apiUrl, flow, pkce, ...scopes, port: redirect.port },
    clientSecret: null,
    appId: said.appId ?? project.appId ?? app?.appId ?? null,
    redirectUri: uri?.value ?? null,
    ...(manifest?.name && { appName: manifest.name }),
    ...(redirectUrls && { redirectUrls }),
    ...(Object.keys(switches).length > 0 && { switches }),
  }
  return { record, before, notes }
}

interface AppClues {
  readonly link: InstallLink | undefined
  readonly named: NamedApp | undefined
  readonly project: ProjectFacts
  readonly notes: string[]
}

async function know(
  said: AppInput,
  { link, named, project, notes }: AppClues,
  { store, settings }: Context,
): Promise<KnownApp> {
  const client = resolveField('clientId', {
    option: cleaned('client id', said.clientId, notes),
    link: link?.clientId,
    storedApp: named?.app.clientId,
    installation: undefined,
    environment: settings.clientId,
  })
  if (!client) throw noClientId(project)
  const clientId = client.value
  checkClientId(clientId, sourceName('clientId', client.source))
  const other = named && clientId !== named.app.clientId
  if (other) {
    throw new CliError('usage', `“${named.name}” is another app, with the client id ${named.app.clientId}`, {
      code: 'name_taken',
      hint: `Choose another name: --name   or remove the other app: slack-tokens app remove ${named.name}`,
    })
  }
  const apiUrl = named && !link ? ownApiUrl(named.app, settings) : (chooseApiUrl(link?.apiUrl, settings) ?? slackApiUrl)
  return { clientId, apiUrl, before: findAppOf(await store.read(), { clientId, apiUrl }) }
}

interface NamedScopes {
  readonly lists: ScopeSources['lists']
  readonly flow: AppRecord['flow']
  readonly notes: string[]
}

/**
 * Returns both lists of scopes, each from the first source with a list. A record without scopes is allowed, because a
 * login can still name scopes.
 */
async function scopesOf(
  { scopes, userScopes }: AppInput,
  { lists, flow, notes }: NamedScopes,
  { cwd }: Context,
): Promise<Pick<AppRecord, 'botScopes' | 'userScopes'>> {
  const named = { option: undefined, installation: undefined, ...namedLists(lists) }
  const known = resolveField('scopes', named)?.value
  const bot = scopes ?? known?.botScopes.join(',') ?? ''
  const user = userScopes ?? known?.userScopes.join(',') ?? ''
  if (!bot && !user) return { botScopes: [], userScopes: [] }
  const wanted = { scopes: bot, userScopes: user }
  const chosen = await chooseScopes(wanted, { lists, installed: undefined, flow, cwd, notes })
  return { botScopes: chosen.bot, userScopes: chosen.user }
}

/**
 * Returns the manifest's redirect URL that leads to this computer; prefers https. Undefined when no redirect URL leads
 * to this computer, or when one of those URLs is the default of a login. Adds a note when none leads to this computer.
 */
function localOf(manifest: ManifestFacts | undefined, pkce: boolean, notes: string[]): string | undefined {
  const urls = manifest?.redirectUrls ?? []
  const own = redirectUriOf(chooseRedirect({ plain: pkce }))
  const local = urls.filter(leadsHere)
  if (local.includes(own)) return undefined
  const [first] = local.toSorted((one, other) => Number(other.startsWith('https:')) - Number(one.startsWith('https:')))
  if (first === undefined && manifest) {
    notes.push(
      `No redirect URL of the manifest is on this computer. Register the redirect URL that a login sends: ${own}`,
    )
  }
  return first
}

function noClientId({ appId }: ProjectFacts): CliError {
  const page = appId ? `https://api.slack.com/apps/${appId}` : 'https://api.slack.com/apps'
  return new CliError('usage', `The client id${appId ? ` of the app ${appId}` : ''} is missing`, {
    code: 'no_client_id',
    hint: `Copy it from ${page} (Basic Information → App Credentials): slack-tokens app add --client-id ID --client-secret   or paste the app’s install link`,
  })
}
