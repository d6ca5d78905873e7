import { scopeList } from '../../slack/facts/scopes.ts'
import type { ConsentFlow } from '../state/app-types.ts'
import { mayGoOrgWide, wantsBot } from '../state/install-app.ts'
import type { World } from '../state/types.ts'
import { isOrganization, workspaceOf } from '../state/workspaces.ts'
import { type OauthRefusal, otherTeam, unknownClient, unregistered, withoutBot } from './errors.ts'
import { desktopWithoutBot, isDesktop, refuseChallenge } from './pkce.ts'
import { isRegistered } from './redirect-uri.ts'
import { type RequestedScopes, refuseScopes, splitClassic } from './scope-check.ts'

/** A request for consent that Slack accepts. */
export interface ConsentRequest extends RequestedScopes {
  readonly appId: string
  /** The URL to which the browser is redirected. */
  readonly redirectUri: string
  /**
   * The redirect URL in the app's authorize request; null when the request had none. Then Slack uses the first
   * registered URL. The exchange must repeat this value.
   */
  readonly sentRedirectUri: string | null
  /** The `state` of the request; undefined when it had none. */
  readonly state: string | undefined
  /** The PKCE challenge, a SHA-256 in base64url; undefined when the request had none. */
  readonly challenge: string | undefined
  /**
   * Id of the workspace that the consent page preselects: the one in `team` if the browser is signed in to it,
   * otherwise the app's own.
   */
  readonly workspaceId: string
}

/**
 * Checks the query of a consent page: first the client, then redirect URL, PKCE, scopes and workspace. Returns the
 * request for consent, or the error for Slack's error page.
 * @param query the query without the question mark
 */
export function judgeAuthorize(world: World, flow: ConsentFlow, query: string): ConsentRequest | OauthRefusal {
  const parameters = new URLSearchParams(query)
  const app = world.state.apps.find(({ clientId }) => clientId === parameters.get('client_id'))
  if (!app) return unknownClient(world)
  const sent = parameters.get('redirect_uri') || null
  const redirectUri = sent ?? app.redirectUrls[0]
  if (redirectUri === undefined || !isRegistered(redirectUri, app.redirectUrls)) return unregistered(app, sent ?? '')
  const proof = flow === 'v1' ? undefined : refuseChallenge(app, redirectUri, parameters)
  if (proof) return proof
  const requested = askedScopes(flow, parameters)
  const scopes = v2OnlyParameter(flow, parameters) ?? refuseScopes(requested)
  if (scopes) return { ...scopes, next: listsOf[flow] }
  const bot = wantsBot(flow, requested.bot)
  if (bot && app.botName === null) return withoutBot()
  if (bot && flow === 'v2' && isDesktop(app, redirectUri)) return desktopWithoutBot(redirectUri)
  // If the browser is not signed in to the workspace in `team`, the page preselects the app's own workspace.
  const team = parameters.get('team') ?? undefined
  const orgWide = isOrganization(world, team)
  const workspace = workspaceOf(world, orgWide && !mayGoOrgWide(app, flow) ? undefined : team)
  if (!app.distributed && !orgWide && workspace !== world.state.workspace) return otherTeam(world, workspace)
  const challenge = flow === 'v1' ? undefined : parameters.get('code_challenge') || undefined
  const state = parameters.get('state') ?? undefined
  const place = { appId: app.id, workspaceId: workspace.id }
  return { ...requested, ...place, redirectUri, sentRedirectUri: sent, state, challenge }
}

/** Whether the result is a refusal, and not a request for consent. */
export function isRefusal(judged: ConsentRequest | OauthRefusal): judged is OauthRefusal {
  return 'code' in judged
}

const listsOf: Readonly<Record<ConsentFlow, string>> = {
  v1: 'A classic app has one list, scope, for both tokens.',
  v2: 'Slack has two lists: scope is for the bot token, user_scope for the user token.',
  v2_user: 'On /oauth/v2_user/authorize the list scope holds user scopes, and there is no other list.',
}

function askedScopes(flow: ConsentFlow, parameters: URLSearchParams): RequestedScopes {
  const scope = scopeList(parameters.get('scope') ?? '')
  if (flow === 'v1') return { flow, ...splitClassic(scope) }
  if (flow === 'v2_user') return { flow, bot: [], user: scope }
  return { flow, bot: scope, user: scopeList(parameters.get('user_scope') ?? '') }
}

function v2OnlyParameter(flow: ConsentFlow, parameters: URLSearchParams): Omit<OauthRefusal, 'next'> | undefined {
  if (flow !== 'v1' || !parameters.get('user_scope')) return undefined
  const message =
    'Invalid permissions requested. user_scope belongs to /oauth/v2/authorize; here scope holds everything'
  return { code: 'invalid_scope', message }
}
