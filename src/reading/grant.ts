import type { Identity, Named, Webhook } from '../installations/installation.ts'
import { tokenKind } from '../slack/tokens.ts'

/** What one answer of the token exchange grants, whichever flow it came from. */
export interface Grant {
  readonly flow: 'v1' | 'v2' | 'v2_user'
  readonly appId: string | null
  readonly workspace: Named | null
  readonly organization: Named | null
  readonly bot: GrantedToken | null
  readonly user: GrantedToken | null
  readonly webhook: Webhook | null
  /** Who pressed Allow. */
  readonly installerId: string | null
}

export interface GrantedToken {
  readonly token: string
  readonly userId: string | null
  readonly scopes: readonly string[]
  /** Seconds; null when the token does not end by itself. */
  readonly expiresIn: number | null
  readonly refreshToken: string | null
}

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the answer of `oauth.v2.access`, `oauth.access` or `oauth.v2.user.access`. The same key names mean different
 * tokens: in v1 the top-level `access_token` is the user's and the bot's stands in `bot.bot_access_token`; in v2 the
 * top-level one is the bot's and the user's stands in `authed_user.access_token`
 * (docs.slack.dev/authentication/installing-with-oauth; docs.slack.dev/reference/methods/oauth.access).
 * Pure; never throws; a field of another type than Slack's counts as absent.
 */
export function readResponse(body: Fields, flow: Grant['flow']): Grant {
  const common = {
    flow,
    appId: text(body['app_id']),
    webhook: readWebhook(fields(body['incoming_webhook'])),
    organization: flow === 'v1' ? named(body['enterprise_id'], null) : readNamed(body['enterprise']),
  }
  if (flow === 'v1') return { ...common, ...readV1(body) }
  const authed = fields(body['authed_user'])
  const workspace = readNamed(body['team'])
  const installerId = text(authed['id']) ?? text(body['user_id'])
  if (flow === 'v2_user') {
    // Two shapes are published: everything on top, or the scopes in authed_user with an empty one on top.
    const scopes = text(body['scope']) || text(authed['scope'])
    const user = readToken({ ...authed, ...body, scope: scopes }, installerId)
    return { ...common, workspace, bot: null, user: user ?? readToken(authed, installerId), installerId }
  }
  const bot = readToken(body, text(body['bot_user_id']))
  return { ...common, workspace, bot, user: readToken(authed, installerId), installerId }
}

/** A pair that was refreshed or exchanged: whichever token it is, it stands at the top. */
export interface Refreshed {
  readonly identity: Identity
  readonly token: GrantedToken
}

/**
 * Reads the answer of `oauth.v2.access` with `grant_type=refresh_token`, or of `oauth.v2.exchange`: `token_type` says
 * whose token it is, else its prefix does (docs.slack.dev/authentication/using-token-rotation).
 * Pure; never throws; null when that cannot be told.
 */
export function readRefreshed(body: Fields): Refreshed | null {
  const type = text(body['token_type'])
  const said = type === 'bot' || type === 'user' ? type : tokenKind(text(body['access_token']) ?? '')
  const identity = said === 'bot' || said === 'user' ? said : null
  const token = identity && readToken(body, text(identity === 'bot' ? body['bot_user_id'] : body['user_id']))
  return identity && token ? { identity, token } : null
}

function readV1(body: Fields) {
  const bot = fields(body['bot'])
  const installerId = text(body['user_id'])
  const scope = text(body['scope'])
  const botToken = readToken({ access_token: bot['bot_access_token'], scope: 'bot' }, text(bot['bot_user_id']))
  return {
    workspace: named(body['team_id'], text(body['team_name'])),
    bot: botToken,
    user: readToken({ access_token: body['access_token'], scope }, installerId),
    installerId,
  }
}

function readToken(from: Fields, userId: string | null): GrantedToken | null {
  const token = text(from['access_token'])
  if (!token) return null
  const expiresIn = from['expires_in']
  return {
    token,
    userId,
    scopes: (text(from['scope']) ?? '').split(/[\s,]+/).filter(Boolean),
    expiresIn: typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : null,
    refreshToken: text(from['refresh_token']),
  }
}

function readWebhook(from: Fields): Webhook | null {
  const url = text(from['url'])
  if (!url) return null
  return {
    url,
    channel: text(from['channel']),
    channelId: text(from['channel_id']),
    configurationUrl: text(from['configuration_url']),
  }
}

function readNamed(value: unknown): Named | null {
  const from = fields(value)
  return named(from['id'], text(from['name']))
}

function named(id: unknown, name: string | null): Named | null {
  const known = text(id)
  return known ? { id: known, name } : null
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
