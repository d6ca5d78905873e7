import type { Identity } from '../installations/installation.ts'
import { type Grant, type GrantedToken, readRefreshed, readResponse } from '../reading/grant.ts'
import { type Recognised, recognise } from '../reading/recognise.ts'
import { errorFacts } from '../slack/errors.ts'
import type { Explanation, MissingToken } from './explanation.ts'
import { missingTokens } from './missing.ts'
import { remarks } from './remarks.ts'
import { explainPair, type Pair } from './tokens.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * Explains any JSON value as the answer of an install. Pure; never throws; sends nothing. A value that is none comes
 * back as `not-an-install`; a stored installation is told apart here and explained by explainStored.
 */
export function explainAnswer(value: unknown): Explanation {
  const recognised = recognise(value)
  const { shape } = recognised
  if (shape === 'error') return explainError(value as Body, recognised)
  if (shape === 'not-an-install' || shape === 'stored-installation') return nothing(recognised)
  const body = value as Body
  const grant = readResponse(body, shape === 'refresh' ? 'v2' : shape)
  const pairs = shape === 'refresh' ? refreshedPair(body) : grantedPairs(grant, body)
  const tokens = pairs.flatMap(explainPair)
  const isOrgInstall = body['is_enterprise_install'] === true
  return {
    ...recognised,
    tokens,
    webhooks: grant.webhook
      ? [{ path: 'incoming_webhook.url', url: grant.webhook.url, channel: grant.webhook.channel }]
      : [],
    workspace: grant.workspace,
    organization: grant.organization,
    isOrgInstall,
    error: null,
    missing: shape === 'refresh' ? [] : missingTokens(shape, body, pairs),
    remarks: remarks({ tokens, pairs, isOrgInstall }),
  }
}

function grantedPairs({ flow, bot, user }: Grant, body: Body): Pair[] {
  const nested = { bot: 'bot.', user: 'authed_user.' }
  if (flow === 'v1') {
    return [
      ...pair('user', user, 'access_token', 'refresh_token'),
      ...pair('bot', bot, 'bot.bot_access_token', 'refresh_token'),
    ]
  }
  // Slack publishes two shapes of this answer: the token at the top, or inside authed_user.
  const at = (key: string) =>
    flow === 'v2_user' && typeof body[key] === 'string' && body[key] !== '' ? '' : nested.user
  return [
    ...pair('bot', bot, 'access_token', 'refresh_token'),
    ...pair('user', user, `${at('access_token')}access_token`, `${at('refresh_token')}refresh_token`),
  ]
}

function refreshedPair(body: Body): Pair[] {
  const refreshed = readRefreshed(body)
  return refreshed ? pair(refreshed.identity, refreshed.token, 'access_token', 'refresh_token') : []
}

function pair(identity: Identity, granted: GrantedToken | null, path: string, refreshPath: string): Pair[] {
  if (!granted) return []
  const { token, refreshToken, scopes, userId, expiresIn } = granted
  const known = { userId, userName: null, ends: expiresIn !== null, expiresAt: null }
  return [{ identity, path, refreshPath, token, refreshToken, scopes, ...known }]
}

function explainError(body: Body, recognised: Recognised): Explanation {
  const code = typeof body['error'] === 'string' ? body['error'] : 'unknown_error'
  const facts = errorFacts(code, 'exchange')
  return {
    ...nothing(recognised),
    error: {
      code,
      means: facts?.means ?? 'This code is not known here.',
      next: facts?.next ?? 'Look it up in docs.slack.dev/reference/methods',
    },
  }
}

function nothing(recognised: Recognised): Explanation {
  const missing: MissingToken[] = []
  return {
    ...recognised,
    tokens: [],
    webhooks: [],
    workspace: null,
    organization: null,
    isOrgInstall: false,
    error: null,
    missing,
    remarks: [],
  }
}
