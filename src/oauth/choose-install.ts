import type { AppRecord, Installation } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { InstallFlow } from './authorize-url.ts'
import { chooseScopes, type ScopeOptions, type Scopes } from './choose-scopes.ts'
import type { InstallLink } from './install-link.ts'
import { chooseRedirect, type ResolvedRedirect, rememberedPort } from './redirect-uri.ts'

/** What the command line says about an install; everything may be missing. */
export interface InstallWishes extends ScopeOptions {
  readonly redirectUri?: string | undefined
  readonly v1?: boolean | undefined
  /** User scopes alone, through /oauth/v2_user/authorize. */
  readonly userOnly?: boolean | undefined
  readonly pkce?: boolean | undefined
  readonly port?: number | undefined
}

/** What else says something of it, each part from the first that does. */
export interface InstallSources {
  readonly link?: InstallLink | undefined
  readonly remembered?: AppRecord | undefined
  /** The installation that `--add-scope` adds to. */
  readonly installed: Installation | undefined
  /** Of the environment or the link; `--redirect-uri` comes before it, the remembered one after it. */
  readonly redirectUri?: string | undefined
  readonly cwd: string
  /** Gets what a person should know. */
  readonly notes: string[]
  /** Set on the simulator. */
  readonly practice?: Practice
}

/** What the simulator alone has: an app whose settings can be looked at, and scopes to ask for when nothing names any. */
export interface Practice {
  readonly pkce: boolean
  scopes(flow: InstallFlow, pkce: boolean): Scopes
}

export interface ChosenInstall {
  readonly flow: InstallFlow
  readonly pkce: boolean
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  readonly redirect: ResolvedRedirect
  /** Undefined: the tool's own on localhost. */
  readonly redirectUri: string | undefined
}

/**
 * Chooses flow, scopes and redirect URL of an install, by the same rules at Slack and on the simulator: what one refuses,
 * the other does.
 * @throws CliError usage: no scopes anywhere, or parts that cannot be right.
 */
export async function chooseInstall(wishes: InstallWishes, sources: InstallSources): Promise<ChosenInstall> {
  const { link, remembered, installed, cwd, notes, practice } = sources
  const flow = chooseFlow(wishes, link, remembered)
  const pkce = wishes.pkce ?? remembered?.pkce ?? practice?.pkce ?? false
  const defaults = practice && toRecord(practice.scopes(flow, pkce))
  const said = [link, remembered, defaults]
  const refuseUnknown = practice !== undefined
  const { bot, user } = await chooseScopes(wishes, { said, installed, flow, cwd, notes, refuseUnknown })
  const given = wishes.redirectUri ?? sources.redirectUri
  const redirectUri = given ?? remembered?.redirectUri ?? undefined
  const redirect = chooseRedirect({
    uri: redirectUri,
    port: wishes.port ?? rememberedPort(given, remembered),
    plain: pkce || practice !== undefined,
  })
  if (pkce) checkDesktopRedirect(bot, redirect)
  return { flow, pkce, botScopes: bot, userScopes: user, redirect, redirectUri }
}

function chooseFlow(
  wishes: InstallWishes,
  link: InstallLink | undefined,
  remembered: AppRecord | undefined,
): InstallFlow {
  if (wishes.v1) return 'v1'
  if (wishes.userOnly) return 'v2_user'
  const flow = link?.flow ?? remembered?.flow ?? 'v2'
  // Bot scopes that were asked for by name need the flow that grants them, whichever one the app took before.
  const bot = wishes.scopes ?? wishes.addScope ?? ''
  return flow === 'v2_user' && bot.trim() !== '' ? 'v2' : flow
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
    `With PKCE a redirect to localhost brings no bot scopes, and ${botScopes.join(', ')} ${botScopes.length > 1 ? 'are' : 'is'} asked for`,
    {
      code: 'pkce_bot_scopes',
      hint: 'Ask for user scopes alone (--user-scopes), or use a public redirect URL and paste the address: --redirect-uri https://…',
    },
  )
}
