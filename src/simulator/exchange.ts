import { codeLifetime } from './code.ts'
import { grant } from './grant.ts'
import { type Body, fail } from './method.ts'
import { classicResponse, granularResponse } from './token-response.ts'
import type { App, Code, World } from './world.ts'

export interface OauthRequest {
  /** `oauth.v2.access`, `oauth.access`, or any other method, which is not answered here. */
  readonly method: string
  readonly args: Readonly<Record<string, string>>
  /** `Basic …` wins over client_id and client_secret in the body. */
  readonly authorization: string | undefined
  /** Base URL of this simulator, without a slash at the end. */
  readonly url: string
}

/**
 * The two methods that turn a code into tokens; undefined for every other. Order of checks: empty code, client, secret,
 * code, redirect URL. That an empty code comes before the client was seen on the live Slack; the rest is inferred from
 * reports.
 */
export function answerOauth(world: World, request: OauthRequest): Body | undefined {
  const { method, args } = request
  if (method === 'oauth.access') return exchange(world, 'v1', request)
  if (method !== 'oauth.v2.access') return undefined
  const grantType = args['grant_type'] || 'authorization_code'
  if (grantType === 'refresh_token') return refresh(world, request)
  return grantType === 'authorization_code' ? exchange(world, 'v2', request) : fail('invalid_grant_type')
}

function exchange(world: World, flow: 'v1' | 'v2', request: OauthRequest): Body {
  const { args, url } = request
  const value = args['code'] ?? ''
  if (value === '') return fail('invalid_code')
  const app = client(world, request)
  if (typeof app === 'string') return fail(app)
  const code = world.state.codes.find((one) => one.value === value)
  if (code?.appId !== app.id) return fail('invalid_code')
  const problem = codeProblem(world, flow, code) ?? redirectProblem(app, code, args['redirect_uri'])
  if (problem) return fail(problem)
  // No app here has opted into PKCE.
  if (args['code_verifier']) return fail('pkce_not_allowed')
  const granted = grant(world, code)
  return flow === 'v2' ? granularResponse(world, granted, url) : classicResponse(world, granted, url)
}

/** No app here rotates its tokens, so there is no refresh token that could be right. */
function refresh(world: World, request: OauthRequest): Body {
  if (!request.args['refresh_token']) return fail('invalid_refresh_token')
  const app = client(world, request)
  return fail(typeof app === 'string' ? app : 'invalid_refresh_token')
}

function client(world: World, { args, authorization }: OauthRequest): App | 'invalid_client_id' | 'bad_client_secret' {
  const basic = basicCredentials(authorization)
  const id = basic?.id ?? args['client_id']
  const secret = basic?.secret ?? args['client_secret']
  const app = world.state.apps.find(({ clientId }) => clientId === id)
  if (!app) return 'invalid_client_id'
  return app.clientSecret === secret ? app : 'bad_client_secret'
}

function basicCredentials(authorization: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? { id: text, secret: '' } : { id: text.slice(0, colon), secret: text.slice(colon + 1) }
}

/** Only the v1 method documents a code of its own for a second use. */
function codeProblem(world: World, flow: 'v1' | 'v2', code: Code): string | undefined {
  if (code.flow !== flow) return 'oauth_authorization_url_mismatch'
  if (code.used) return flow === 'v1' ? 'code_already_used' : 'invalid_code'
  return world.now() - code.issuedAt >= codeLifetime ? 'invalid_code' : undefined
}

/** What was sent to authorize has to be repeated; where nothing was sent, the first registered URL was meant. */
function redirectProblem(app: App, code: Code, sent: string | undefined): string | undefined {
  if (code.redirectUri === null) return sent && sent !== app.redirectUrls[0] ? 'bad_redirect_uri' : undefined
  return sent === code.redirectUri ? undefined : 'bad_redirect_uri'
}
