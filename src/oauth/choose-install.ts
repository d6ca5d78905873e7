import type { AppRecord, Installation } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { InstallFlow } from './authorize-url.ts'
import { chooseScopes, type Scopes } from './choose-scopes.ts'
import type { InstallLink } from './install-link.ts'
import type { LoginRequest } from './login-request.ts'
import { resolveField, sourceName } from './precedence.ts'
import { chooseRedirect, linkRedirect, type ResolvedRedirect, rememberedPort } from './redirect-uri.ts'

/** The part of a login’s request that decides about the install. */
export type InstallOptions = Pick<
  LoginRequest,
  | ('v1' | 'userOnly' | 'pkce' | 'redirectUri' | 'port' | 'team')
  | ('scopes' | 'userScopes' | 'addScope' | 'addUserScope')
>

/** The other sources of an install; the order in which they are believed is in precedence.ts. */
export interface InstallSources {
  readonly link?: InstallLink | undefined
  readonly remembered?: AppRecord | undefined
  /** The installation that `--add-scope` adds to. */
  readonly installed: Installation | undefined
  /** SLACK_REDIRECT_URI; undefined on the simulator, whose redirect URL is its own. */
  readonly exportedRedirectUri?: string | undefined
  readonly cwd: string
  /** Gets what a person should know. */
  readonly notes: string[]
  /** Set on the simulator. */
  readonly practice?: Practice
}

/** Facts that only the simulator has: the settings of its app, and default scopes. */
export interface Practice {
  readonly pkce: boolean
  scopes(flow: InstallFlow, pkce: boolean): Scopes
}

/** The third stage of a login: flow, scopes, team and redirect URL are decided. */
export interface ChosenInstall {
  readonly flow: InstallFlow
  readonly pkce: boolean
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** The only workspace or organization that is accepted. */
  readonly team: string | undefined
  /** The workspace that Slack’s page shows first, accepted or not. */
  readonly preselect: string | undefined
  readonly redirect: ResolvedRedirect
  /** Undefined: the tool's own on localhost. */
  readonly redirectUri: string | undefined
}

/**
 * Chooses flow, scopes, team and redirect URL of an install, by the same rules at Slack and on the simulator: what one
 * refuses, the other does.
 * @throws CliError usage: no scopes anywhere, or parts that cannot be right.
 */
export async function chooseInstall(options: InstallOptions, sources: InstallSources): Promise<ChosenInstall> {
  const { link, remembered, installed, cwd, notes, practice } = sources
  const flow = chooseFlow(options, link, remembered)
  const pkce =
    resolveField('pkce', {
      option: options.pkce,
      remembered: remembered?.pkce,
      manifest: undefined,
      simulator: practice?.pkce,
    })?.value ?? false
  const simulator = practice && toRecord(practice.scopes(flow, pkce))
  const lists = { link, manifest: undefined, remembered, simulator }
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
  remembered: AppRecord | undefined,
): InstallFlow {
  const option = v1 ? 'v1' : userOnly ? 'v2_user' : undefined
  const flow = resolveField('flow', { option, link: link?.flow, remembered: remembered?.flow })?.value ?? 'v2'
  // Bot scopes that an option names need the flow that grants them, whichever one the app took before.
  const bot = scopes ?? addScope ?? ''
  return flow === 'v2_user' && option === undefined && bot.trim() !== '' ? 'v2' : flow
}

function resolveRedirect(
  options: InstallOptions,
  { link, remembered, exportedRedirectUri, notes, plain }: InstallSources & { readonly plain: boolean },
): Pick<ChosenInstall, 'redirect' | 'redirectUri'> {
  const found = resolveField('redirectUri', {
    option: options.redirectUri,
    environment: exportedRedirectUri,
    link: linkRedirect(link?.redirectUri, options.redirectUri ?? exportedRedirectUri, notes),
    manifest: undefined,
    remembered: remembered?.redirectUri,
  })
  const uri = found?.value
  const given = found?.source === 'remembered' ? undefined : uri
  const port = resolveField('port', { option: options.port, remembered: rememberedPort(given, remembered) })?.value
  const source = found && sourceName('redirectUri', found.source)
  return { redirect: chooseRedirect({ uri, port, plain, source }), redirectUri: uri }
}

function toRecord({ bot, user }: Scopes): Pick<AppRecord, 'botScopes' | 'userScopes'> {
  return { botScopes: bot, userScopes: user }
}

/**
 * Once an app opted into PKCE, a redirect to localhost, https or not, is a desktop redirect, and Slack grants no bot
 * scopes there (docs.slack.dev/authentication/using-pkce).
 */
function checkDesktopRedirect(botScopes: readonly string[], redirect: ResolvedRedirect): void {
  if (!redirect.local || botScopes.length === 0) return
  throw new CliError(
    'usage',
    `With PKCE a redirect to localhost brings no bot scopes, and ${botScopes.join(', ')} ${botScopes.length > 1 ? 'are' : 'is'} requested`,
    {
      code: 'pkce_bot_scopes',
      hint: 'Request user scopes only (--user-scopes), or use a public redirect URL and paste the address: --redirect-uri https://…',
    },
  )
}
