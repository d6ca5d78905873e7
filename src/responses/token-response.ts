import type { NamedInstallation } from '../config/installation.ts'
import { fieldsOf, named, own, type ResponseFields, readNamed, text } from './fields.ts'
import { readIdToken } from './id-token.ts'
import { readToken, readWebhook } from './token.ts'
import type { ParsedResponse, ReadingFindings, ResponseToken } from './types.ts'

/** The shapes of Slack's answers that contain tokens. */
export type AnswerShape = 'v1' | 'v2' | 'v2_user' | 'refresh' | 'exchange' | 'openid' | 'config'

/**
 * Reads an answer of Slack that has the given shape. The same key names mean different tokens: in v1 the top-level
 * `access_token` is the user's and the bot's token is in `bot.bot_access_token`; in v2 the top-level `access_token` is
 * the bot's and the user's token is in `authed_user.access_token` (docs.slack.dev/authentication/installing-with-oauth;
 * docs.slack.dev/reference/methods/oauth.access). Pure; never throws; a field with another type than in Slack's answers
 * counts as missing.
 */
export function readAnswer(body: ResponseFields, shape: AnswerShape): ReadingFindings {
  if (shape === 'v1') return readV1(body)
  if (shape === 'config') return readConfiguration(body)
  const authed = fieldsOf(own(body, 'authed_user'))
  const claims = shape === 'openid' ? readIdToken(text(own(body, 'id_token')) ?? '')?.claims : undefined
  const claim = (name: string) => claims && text(own(claims, `https://slack.com/${name}`))
  const place = placeOf(body)
  return {
    flow: shape === 'v2' || shape === 'v2_user' ? shape : null,
    tokens: readers[shape](body, authed),
    webhooks: webhooksIn(body),
    appId: text(own(body, 'app_id')) ?? null,
    ...place,
    workspace: place.workspace ?? named(claim('team_id'), null),
    installerId: text(own(authed, 'id')) ?? text(own(body, 'user_id')) ?? claim('user_id') ?? null,
    notes: oddType(body, shape),
  }
}

const readers: Readonly<
  Record<Exclude<AnswerShape, 'v1' | 'config'>, (body: ResponseFields, authed: ResponseFields) => ResponseToken[]>
> = {
  v2: (body, authed) => [...topPair(body, 'bot'), ...authedPair(body, authed)],
  // Slack documents two forms: everything is at the top, or the scopes are in authed_user and the scope at the top is
  // empty.
  v2_user: (body, authed) => {
    const scope = text(own(body, 'scope')) ?? own(authed, 'scope')
    const inside = authedPair(body, authed)
    const top = topPair(body, 'user', scope)
    return top.length === 0
      ? inside
      : [...top, ...inside.filter(({ value }) => !top.some((one) => one.value === value))]
  },
  // A refreshed or exchanged token is always at the top (docs.slack.dev/authentication/using-token-rotation).
  refresh: (body) => topPair(body, own(body, 'token_type') === 'user' ? 'user' : placeByPrefix(body)),
  exchange: (body) => topPair(body, own(body, 'token_type') === 'user' ? 'user' : placeByPrefix(body)),
  openid: (body) => topPair(body, 'user'),
}

function placeByPrefix(body: ResponseFields): 'bot' | 'user' {
  if (own(body, 'token_type') === 'bot') return 'bot'
  return /^(?:xoxe\.)?xoxp-/.test(text(own(body, 'access_token')) ?? '') ? 'user' : 'bot'
}

function topPair(body: ResponseFields, place: 'bot' | 'user', scopes = own(body, 'scope')): ResponseToken[] {
  return readToken({
    place,
    token: own(body, 'access_token'),
    path: 'access_token',
    refresh: own(body, 'refresh_token'),
    refreshPath: 'refresh_token',
    scopes,
    bot: own(body, 'bot_user_id'),
    user: text(own(fieldsOf(own(body, 'authed_user')), 'id')) ?? own(body, 'user_id'),
    expiresIn: own(body, 'expires_in'),
    // Slack sends no expiry here, but some libraries add it.
    expiresAt: own(body, 'expires_at') ?? own(body, 'expires'),
  })
}

function authedPair(body: ResponseFields, authed: ResponseFields): ResponseToken[] {
  return readToken({
    place: 'user',
    token: own(authed, 'access_token'),
    path: 'authed_user.access_token',
    refresh: own(authed, 'refresh_token'),
    refreshPath: 'authed_user.refresh_token',
    scopes: own(authed, 'scope'),
    bot: own(body, 'bot_user_id'),
    user: text(own(authed, 'id')) ?? own(body, 'user_id'),
    expiresIn: own(authed, 'expires_in'),
  })
}

/** Reads an answer of `oauth.access`. The retired workspace apps got the same form, with another token prefix. */
function readV1(body: ResponseFields): ReadingFindings {
  const bot = fieldsOf(own(body, 'bot'))
  const installer = text(own(body, 'user_id')) ?? text(own(fieldsOf(own(body, 'authorizing_user')), 'user_id'))
  const ids = { bot: own(bot, 'bot_user_id'), user: installer }
  const scopes = own(body, 'scope')
  return {
    flow: 'v1',
    tokens: [
      ...topPair({ ...body, user_id: installer }, 'user', scopes),
      ...readToken({
        ...ids,
        place: 'bot',
        token: own(bot, 'bot_access_token'),
        path: 'bot.bot_access_token',
        scopes: 'bot',
      }),
    ],
    webhooks: webhooksIn(body),
    appId: text(own(body, 'app_id')) ?? null,
    workspace: named(own(body, 'team_id'), own(body, 'team_name')),
    organization: named(own(body, 'enterprise_id'), null),
    installerId: installer ?? null,
  }
}

/** Reads an answer of `tooling.tokens.rotate` or `apps.manifest.create`, or stored configuration tokens. */
function readConfiguration(body: ResponseFields): ReadingFindings {
  const refreshPath = text(own(body, 'refresh_token')) ? 'refresh_token' : 'refreshToken'
  const user = text(own(body, 'user_id')) ?? text(own(body, 'userId'))
  return {
    tokens: readToken({
      place: 'config',
      token: own(body, 'token'),
      path: 'token',
      refresh: own(body, refreshPath),
      refreshPath,
      user,
      expiresAt: own(body, 'exp') ?? own(body, 'expiresAt'),
    }),
    appId: text(own(body, 'app_id')) ?? null,
    workspace: named(own(body, 'team_id') ?? own(body, 'teamId'), own(body, 'team_domain')),
    installerId: user ?? null,
  }
}

function webhooksIn(body: ResponseFields) {
  const hook = fieldsOf(own(body, 'incoming_webhook'))
  const rest = { channelId: own(hook, 'channel_id'), configurationUrl: own(hook, 'configuration_url') }
  return readWebhook({ url: own(hook, 'url'), channel: own(hook, 'channel'), ...rest }, 'incoming_webhook.url')
}

function placeOf(body: ResponseFields): Pick<ParsedResponse, 'workspace' | 'organization' | 'isOrgInstall'> {
  // A program that stores the answer often keeps the workspace in two fields.
  const workspace: NamedInstallation | null =
    readNamed(own(body, 'team')) ?? named(own(body, 'team_id'), own(body, 'team_name'))
  const organization = readNamed(own(body, 'enterprise'))
  // Older answers lack the flag. Without a workspace, the install is on the organization.
  const flag = own(body, 'is_enterprise_install')
  return { workspace, organization, isOrgInstall: flag === true || (!flag && !workspace && organization !== null) }
}

/** Returns a note when `token_type` has a value that Slack does not send in this answer. */
function oddType(body: ResponseFields, shape: AnswerShape): string[] {
  const type = own(body, 'token_type')
  const usual = shape === 'openid' ? ['bearer'] : ['bot', 'user', 'granular_bot']
  if (type === undefined || (typeof type === 'string' && usual.includes(type.toLowerCase()))) return []
  return ['token_type is not one that Slack gives here: the prefix of the token says whose it is.']
}
