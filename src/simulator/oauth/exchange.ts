import { isSecretOf } from '../state/app-secrets.ts'
import type { App, Code, ConsentFlow } from '../state/app-types.ts'
import { codeLifetime } from '../state/codes.ts'
import { grant } from '../state/install-app.ts'
import { type AnswerBody, answerOrRefusal, fail, refuse } from '../state/refusal.ts'
import { exchangeLongLived, rotateToken } from '../state/rotation.ts'
import type { World } from '../state/types.ts'
import { worldOf } from '../state/workspaces.ts'
import { proofProblem } from './pkce.ts'
import { classicResponse, granularResponse, refreshResponse, userResponse } from './token-response.ts'

export interface OauthRequest {
  /** The name of the called method. */
  readonly method: string
  readonly args: Readonly<Record<string, string>>
  /** The `Authorization` header. Client id and secret in `Basic …` take precedence over those in the body. */
  readonly authorization: string | undefined
  /** Base URL of this simulator, without a slash at the end. */
  readonly url: string
}

/** The flow of each method that exchanges a code. */
const flowOf: Readonly<Record<string, ConsentFlow>> = {
  'oauth.access': 'v1',
  'oauth.v2.access': 'v2',
  'oauth.v2.user.access': 'v2_user',
}

/**
 * Answers the methods that exchange a code, a refresh token or a long-lived token; returns undefined for any other
 * method. The checks run in this order: empty code, client, secret, code, redirect URL, PKCE, scopes. Slack checks an
 * empty code before the client; the rest of the order is inferred from reports.
 */
export function answerOauth(world: World, request: OauthRequest): AnswerBody | undefined {
  const { method, args } = request
  if (method === 'oauth.v2.exchange') return answerOrRefusal(() => exchangeToken(world, request))
  const flow = Object.hasOwn(flowOf, method) ? flowOf[method] : undefined
  if (!flow) return undefined
  const grantType = (flow !== 'v1' && args['grant_type']) || 'authorization_code'
  if (grantType === 'refresh_token') return answerOrRefusal(() => refresh(world, request))
  if (grantType !== 'authorization_code') return fail('invalid_grant_type')
  return answerOrRefusal(() => exchange(world, flow, request))
}

function exchange(world: World, flow: ConsentFlow, request: OauthRequest): AnswerBody {
  const { args, url } = request
  const value = args['code'] ?? ''
  if (value === '') return fail('invalid_code')
  const code = world.state.codes.find((one) => one.value === value)
  const client = readClient(request)
  const verifier = (flow !== 'v1' && args['code_verifier']) || ''
  const app = requireClient(world, client, verifier !== '' || code?.challenge !== undefined)
  if (code?.appId !== app.id) return fail('invalid_code')
  const problem =
    codeProblem(world, flow, code) ??
    redirectProblem(app, code, args['redirect_uri']) ??
    proofProblem(app, code, verifier) ??
    scopeProblem(code)
  if (problem) return fail(problem)
  const there = worldOf(world, code.workspaceId)
  const granted = grant(there, code)
  if (flow === 'v2_user') return userResponse(there, granted)
  return flow === 'v2' ? granularResponse(there, granted, url) : classicResponse(there, granted, url)
}

function refresh(world: World, request: OauthRequest): AnswerBody {
  if (!request.args['refresh_token']) return fail('invalid_refresh_token')
  const client = readClient(request)
  // A public client can refresh without a secret (docs.slack.dev/authentication/using-pkce).
  const isPublic = world.state.apps.some(({ clientId, pkce }) => pkce && clientId === client.id)
  const app = requireClient(world, client, isPublic)
  return refreshResponse(world, rotateToken(world, app, request.args['refresh_token']))
}

/**
 * Exchanges a long-lived token for an access token and a refresh token. The client is checked before the token. The
 * exchange of a code has the same order. Slack does not document this order.
 */
function exchangeToken(world: World, request: OauthRequest): AnswerBody {
  const app = requireClient(world, readClient(request), false)
  return refreshResponse(world, exchangeLongLived(world, app, request.args['token'] ?? ''))
}

interface OauthClient {
  readonly id: string
  /** The client secret; empty when the app sent none. */
  readonly secret: string
}

function readClient({ args, authorization }: OauthRequest): OauthClient {
  const { client_id: id = '', client_secret: secret = '' } = args
  return basicCredentials(authorization) ?? { id, secret }
}

/**
 * Returns the app that sends the request.
 * @param proves true when the app can prove its identity without a secret. If the app sends a secret, the secret must
 * still be right.
 * @throws Refused `invalid_client_id`, `bad_client_secret`
 */
function requireClient(world: World, { id, secret }: OauthClient, proves: boolean): App {
  const app = world.state.apps.find(({ clientId }) => clientId === id)
  if (!app) refuse('invalid_client_id')
  return isSecretOf(world, app, secret) || (proves && secret === '') ? app : refuse('bad_client_secret')
}

/** Returns the client id in a `Basic …` header; undefined when the header has none. */
export function basicClientId(authorization: string | undefined): string | undefined {
  return basicCredentials(authorization)?.id
}

function basicCredentials(authorization: string | undefined): OauthClient | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? { id: text, secret: '' } : { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}

/**
 * Returns Slack's error when a code from an install cannot be exchanged; undefined when it can be. For the second use
 * of a code, Slack documents a special error only for the v1 method.
 */
function codeProblem(world: World, flow: ConsentFlow, code: Code): string | undefined {
  if (code.flow !== flow) return 'oauth_authorization_url_mismatch'
  if (code.used) return flow === 'v1' ? 'code_already_used' : 'invalid_code'
  return world.now() - code.issuedAt >= codeLifetime ? 'invalid_code' : undefined
}

/**
 * Returns `bad_redirect_uri` unless the exchange repeats the redirect URL of the authorize request. If that request had
 * none, the exchange can send none or the first registered URL.
 */
function redirectProblem(app: App, code: Code, sent: string | undefined): string | undefined {
  if (code.redirectUri === null) return sent && sent !== app.redirectUrls[0] ? 'bad_redirect_uri' : undefined
  return sent === code.redirectUri ? undefined : 'bad_redirect_uri'
}

/**
 * Returns Slack's error for an install in which the user unticked every scope; undefined for any other install. Slack
 * lists these errors but does not say when it sends them, so their use here is a guess.
 */
function scopeProblem({ flow, botScopes, userScopes }: Code): string | undefined {
  if (flow === 'v1' || botScopes.length + userScopes.length > 0) return undefined
  return flow === 'v2' ? 'no_scopes' : 'no_user_scopes'
}
