import { findAppOf, type NamedApp } from '../config/find-app.ts'
import type { AppRecord } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import { leadsHere } from '../net/is-loopback.ts'
import { chooseScopes } from '../oauth/choose-scopes.ts'
import { checkClientId } from '../oauth/credentials.ts'
import { type InstallLink, readInstallLink } from '../oauth/install-link.ts'
import { chooseRedirect, redirectUriOf } from '../oauth/redirect-uri.ts'
import { chooseApiUrl, cleaned, fromLink, ownApiUrl } from '../oauth/resolve-app.ts'
import type { Context } from '../runtime/context.ts'
import { slackApiUrl } from '../runtime/settings.ts'
import type { ManifestFacts } from '../slack/manifest/facts.ts'
import type { ProjectFacts } from './project.ts'

/** What was said about the app; everything may be missing. */
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
  /** Without the secrets that may come now. */
  readonly record: AppRecord
  /** What was remembered of it before. */
  readonly before: NamedApp | undefined
  readonly notes: readonly string[]
}

/** What an app is known by, and what was remembered of it. */
interface KnownApp {
  readonly clientId: string
  readonly apiUrl: string
  readonly before: NamedApp | undefined
}

/**
 * Puts a record together, each part from the first that says it: option, link, manifest or project, what was
 * remembered. `named` is the app that goes by the name that was given.
 * @throws CliError usage: no client id, or parts that cannot be right.
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
  const scopes = await scopesOf(said, { said: [link, manifest, app], flow, notes }, context)
  const pkce = said.pkce ?? app?.pkce ?? (manifest?.switches.pkce === true && scopes.botScopes.length === 0)
  const given = said.redirectUri ?? fromLink(link?.redirectUri, notes) ?? localOf(manifest, pkce, notes)
  const redirect = chooseRedirect({
    uri: given ?? app?.redirectUri ?? undefined,
    port: said.port ?? (given === undefined ? app?.port : undefined),
    plain: pkce,
  })
  const switches = { ...app?.switches, ...manifest?.switches }
  const redirectUrls = manifest?.redirectUrls ?? app?.redirectUrls
  const record: AppRecord = {
    ...{ clientId, apiUrl, flow, pkce, ...scopes, port: redirect.port },
    clientSecret: null,
    appId: said.appId ?? project.appId ?? app?.appId ?? null,
    redirectUri: given ?? app?.redirectUri ?? null,
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
  const given = link?.clientId ?? cleaned('client id', said.clientId, notes)
  const clientId = given ?? named?.app.clientId ?? settings.clientId
  if (clientId === undefined) throw noClientId(project)
  checkClientId(clientId)
  const other = named && clientId !== named.app.clientId
  if (other) {
    throw new CliError('usage', `“${named.name}” is another app, of client id ${named.app.clientId}`, {
      code: 'name_taken',
      hint: `Choose another name: --name, or forget that one: slack-tokens app remove ${named.name}`,
    })
  }
  const apiUrl = named && !link ? ownApiUrl(named.app, settings) : (chooseApiUrl(link?.apiUrl, settings) ?? slackApiUrl)
  return { clientId, apiUrl, before: findAppOf(await store.read(), { clientId, apiUrl }) }
}

interface ScopesSaid {
  readonly said: readonly (Pick<AppRecord, 'botScopes' | 'userScopes'> | undefined)[]
  readonly flow: AppRecord['flow']
  readonly notes: string[]
}

/** Each list from the first that says it; none at all is no mistake here, as a login can still say them. */
async function scopesOf(
  { scopes, userScopes }: AppInput,
  { said, flow, notes }: ScopesSaid,
  { cwd }: Context,
): Promise<Pick<AppRecord, 'botScopes' | 'userScopes'>> {
  const known = said.find((one) => one && one.botScopes.length + one.userScopes.length > 0)
  const bot = scopes ?? known?.botScopes.join(',') ?? ''
  const user = userScopes ?? known?.userScopes.join(',') ?? ''
  if (!bot && !user) return { botScopes: [], userScopes: [] }
  const wanted = { scopes: bot, userScopes: user }
  const chosen = await chooseScopes(wanted, { said, installed: undefined, flow, cwd, notes })
  return { botScopes: chosen.bot, userScopes: chosen.user }
}

/** The redirect URL of a manifest that leads here, unless it is the one that is used anyway. */
function localOf(manifest: ManifestFacts | undefined, pkce: boolean, notes: string[]): string | undefined {
  const urls = manifest?.redirectUrls ?? []
  const own = redirectUriOf(chooseRedirect({ plain: pkce }))
  const local = urls.filter(leadsHere)
  if (local.includes(own)) return undefined
  const [first] = local.toSorted((one, other) => Number(other.startsWith('https:')) - Number(one.startsWith('https:')))
  if (first === undefined && manifest) {
    notes.push(`None of its redirect URLs leads to this machine. Register what a login sends: ${own}`)
  }
  return first
}

function noClientId({ appId }: ProjectFacts): CliError {
  const page = appId ? `https://api.slack.com/apps/${appId}` : 'https://api.slack.com/apps'
  return new CliError('usage', `The client id${appId ? ` of the app ${appId}` : ''} is missing`, {
    code: 'no_client_id',
    hint: `It stands at ${page} under Basic Information → App Credentials: slack-tokens app add --client-id ID --client-secret, or paste its install link`,
  })
}
