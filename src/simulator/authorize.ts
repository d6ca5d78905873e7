import { scopeList } from '../slack/scopes.ts'
import { isRegistered } from './redirect.ts'
import { type AskedScopes, refuseScopes, splitClassic } from './scope-check.ts'
import type { App, World } from './world.ts'

/** A request for consent that may be shown to a person. */
export interface ConsentRequest extends AskedScopes {
  readonly appId: string
  /** Where the browser goes afterwards. */
  readonly redirectUri: string
  /** As it was sent; null when the first registered one is used. The exchange has to repeat it. */
  readonly sentRedirectUri: string | null
  /** Undefined when none was sent. */
  readonly state: string | undefined
}

/** What Slack's own page says instead of asking. It never redirects: the redirect URL may be the problem. */
export interface Refusal {
  readonly code: string
  /** Slack's wording. */
  readonly message: string
  /** What a developer does about it, on the simulator. */
  readonly next: string
}

/**
 * Judges the query of `/oauth/v2/authorize` or `/oauth/authorize` in the order: client, redirect URL, scopes, workspace.
 * @param query as in the address, without the question mark.
 */
export function judgeAuthorize(world: World, flow: 'v1' | 'v2', query: string): ConsentRequest | Refusal {
  const parameters = new URLSearchParams(query)
  const app = world.state.apps.find(({ clientId }) => clientId === parameters.get('client_id'))
  if (!app) {
    const known = world.state.apps.map(({ clientId }) => clientId).join(', ')
    return refusal('invalid_client_id', 'Invalid client_id parameter', `The simulator knows the client ID ${known}.`)
  }
  const sent = parameters.get('redirect_uri') || null
  const redirectUri = sent ?? app.redirectUrls[0]
  if (redirectUri === undefined || !isRegistered(redirectUri, app.redirectUrls)) return unregistered(app, sent ?? '')
  const asked = askedScopes(flow, parameters)
  const scopes = v2OnlyParameter(flow, parameters) ?? refuseScopes(asked)
  if (scopes)
    return { ...scopes, next: 'Slack has two lists: scope is for the bot token, user_scope for the user token.' }
  if (app.botName === null && wantsBot(flow, asked.bot)) return withoutBot()
  const team = parameters.get('team')
  if (team && team !== world.state.workspace.id) return otherTeam(world, team)
  return { ...asked, appId: app.id, redirectUri, sentRedirectUri: sent, state: parameters.get('state') ?? undefined }
}

export function isRefusal(judged: ConsentRequest | Refusal): judged is Refusal {
  return 'code' in judged
}

function askedScopes(flow: 'v1' | 'v2', parameters: URLSearchParams): AskedScopes {
  const scope = scopeList(parameters.get('scope') ?? '')
  if (flow === 'v1') return { flow, ...splitClassic(scope) }
  return { flow, bot: scope, user: scopeList(parameters.get('user_scope') ?? '') }
}

/** Whether a bot token is asked for: by any bot scope in v2, by the one scope `bot` in v1. */
export function wantsBot(flow: 'v1' | 'v2', botScopes: readonly string[]): boolean {
  return flow === 'v1' ? botScopes.includes('bot') : botScopes.length > 0
}

function v2OnlyParameter(flow: 'v1' | 'v2', parameters: URLSearchParams): Omit<Refusal, 'next'> | undefined {
  if (flow === 'v2' || !parameters.get('user_scope')) return undefined
  const message =
    'Invalid permissions requested. user_scope belongs to /oauth/v2/authorize; here scope holds everything'
  return { code: 'invalid_scope', message }
}

function unregistered(app: App, sent: string): Refusal {
  return refusal(
    'bad_redirect_uri',
    `redirect_uri did not match any configured URIs. Passed URI: ${sent}`,
    `Registered for ${app.name}: ${app.redirectUrls.join(', ') || 'none'}. Start the simulator with --redirect-url to add one.`,
  )
}

function withoutBot(): Refusal {
  return refusal(
    'no_bot_user',
    'This app is requesting permission to install a bot, but it is not currently configured with a bot',
    'Give the app a bot user, or ask for user scopes only.',
  )
}

function otherTeam({ state: { workspace } }: World, team: string): Refusal {
  return refusal(
    'invalid_team_for_non_distributed_app',
    `invalid_team_for_non_distributed_app: this app can be installed in its own workspace only, not in ${team}`,
    `The simulated workspace is ${workspace.id} (${workspace.name}). Leave team out, or send that.`,
  )
}

function refusal(code: string, message: string, next: string): Refusal {
  return { code, message, next }
}
