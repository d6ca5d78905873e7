import type { AppRecord, Installation } from '../config/installation.ts'
import type { InstallFlow } from './authorize-url.ts'
import { chooseScopes, type Scopes } from './choose-scopes.ts'
import type { InstallLink } from './install-link.ts'
import type { LoginRequest } from './login-request.ts'
import { resolveField, sourceName } from './precedence.ts'
import {
  checkDesktopRedirect,
  chooseRedirect,
  httpNote,
  linkRedirect,
  type ResolvedRedirect,
  storedPort,
} from './redirect-uri.ts'

/** The options of a login that set the flow, scopes, team or redirect URL. */
export type InstallOptions = Pick<
  LoginRequest,
  | ('v1' | 'userOnly' | 'pkce' | 'redirectUri' | 'port' | 'projectPort' | 'team')
  | ('scopes' | 'userScopes' | 'addScope' | 'addUserScope')
>

/** The other sources of flow, scopes, team and redirect URL. precedence.ts defines which source is used. */
export interface InstallSources {
  readonly link?: InstallLink | undefined
  readonly storedApp?: AppRecord | undefined
  /** The installation to which `--add-scope` adds scopes. */
  readonly installed: Installation | undefined
  /** The value of SLACK_REDIRECT_URI; undefined on the simulator, which has its own redirect URL. */
  readonly exportedRedirectUri?: string | undefined
  readonly cwd: string
  /** Collects notes for the person who logs in. */
  readonly notes: string[]
  /** Facts of the simulator; undefined for a login with Slack. */
  readonly practice?: Practice
}

/** What is known only for an install on the simulator: whether its app uses PKCE, and its default scopes. */
export interface Practice {
  readonly pkce: boolean
  scopes(flow: InstallFlow, pkce: boolean): Scopes
}

/** What a login requests from Slack, chosen for one `LoginRequest`: flow, scopes, team and redirect URL. */
export interface ChosenInstall {
  readonly flow: InstallFlow
  readonly pkce: boolean
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** The id of the only accepted workspace or organization; undefined accepts all. */
  readonly team: string | undefined
  /** The workspace that Slack's page preselects; the person can choose another one. */
  readonly preselect: string | undefined
  readonly redirect: ResolvedRedirect
  /** The given redirect URL; undefined when the login uses its default redirect URL on localhost. */
  readonly redirectUri: string | undefined
}

/**
 * Chooses flow, scopes, team and redirect URL of an install. The same rules apply to Slack and to the simulator.
 * @throws CliError with the exit reason `usage`: no scopes from any source, or settings that contradict each other.
 */
export async function chooseInstall(options: InstallOptions, sources: InstallSources): Promise<ChosenInstall> {
  const { link, storedApp, installed, cwd, notes, practice } = sources
  const flow = chooseFlow(options, link, storedApp)
  const pkce =
    resolveField('pkce', {
      option: options.pkce,
      storedApp: storedApp?.pkce,
      manifest: undefined,
      simulator: practice?.pkce,
    })?.value ?? false
  const simulator = practice && toRecord(practice.scopes(flow, pkce))
  const lists = { link, manifest: undefined, storedApp, simulator }
  const refuseUnknown = practice !== undefined
  const { bot, user } = await chooseScopes(options, { lists, installed, flow, cwd, notes, refuseUnknown })
  const { redirect, redirectUri } = resolveRedirect(options, { ...sources, plain: pkce || practice !== undefined })
  if (pkce) checkDesktopRedirect(bot, redirect)
  const team = resolveField('team', { option: options.team, link: link?.team })
  return {
    ...{ flow, pkce, botScopes: bot, userScopes: user, redirect, redirectUri },
    team: team?.source === 'option' ? team.value : undefined,
    preselect: team?.value,
  }
}

function chooseFlow(
  { v1, userOnly, scopes, addScope }: InstallOptions,
  link: InstallLink | undefined,
  storedApp: AppRecord | undefined,
): InstallFlow {
  const option = v1 ? 'v1' : userOnly ? 'v2_user' : undefined
  const flow = resolveField('flow', { option, link: link?.flow, storedApp: storedApp?.flow })?.value ?? 'v2'
  // A bot scope in an option needs a flow that grants bot scopes, even if the app used another flow before.
  const bot = scopes ?? addScope ?? ''
  return flow === 'v2_user' && option === undefined && bot.trim() !== '' ? 'v2' : flow
}

function resolveRedirect(
  options: InstallOptions,
  { link, storedApp, exportedRedirectUri, notes, plain }: InstallSources & { readonly plain: boolean },
): Pick<ChosenInstall, 'redirect' | 'redirectUri'> {
  const found = resolveField('redirectUri', {
    option: options.redirectUri,
    environment: exportedRedirectUri,
    link: linkRedirect(link?.redirectUri, options.redirectUri ?? exportedRedirectUri, notes),
    manifest: undefined,
    storedApp: storedApp?.redirectUri,
  })
  const uri = found?.value
  const given = found?.source === 'storedApp' ? undefined : uri
  const port = resolveField('port', {
    option: options.port,
    project: uri === undefined ? options.projectPort : undefined,
    storedApp: storedPort(given, storedApp),
  })?.value
  const source = found && sourceName('redirectUri', found.source)
  const redirect = chooseRedirect({ uri, port, plain, source })
  const note = plain ? undefined : httpNote(redirect)
  if (note !== undefined) notes.push(note)
  return { redirect, redirectUri: uri }
}

function toRecord({ bot, user }: Scopes): Pick<AppRecord, 'botScopes' | 'userScopes'> {
  return { botScopes: bot, userScopes: user }
}
