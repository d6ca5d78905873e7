import type { Identity, NamedInstallation, Webhook } from '../config/installation.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { tokenKind } from '../slack/facts/token-kinds.ts'
import { own, type ResponseFields, text } from './fields.ts'
import { readAnswer } from './token-response.ts'
import type { ParsedResponse, ReadingFindings, ResponseToken } from './types.ts'

/** What one answer of the token exchange grants, in any flow. */
export interface Grant {
  readonly flow: 'v1' | 'v2' | 'v2_user'
  readonly appId: string | null
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly bot: GrantedToken | null
  readonly user: GrantedToken | null
  readonly webhook: Webhook | null
  /** The user id of the person who pressed Allow. */
  readonly installerId: string | null
}

export interface GrantedToken {
  readonly token: string
  readonly userId: string | null
  readonly scopes: readonly string[]
  /** Lifetime in seconds; null when the token does not expire. */
  readonly expiresIn: number | null
  readonly refreshToken: string | null
}

/**
 * Reads the grant in an answer of `oauth.v2.access`, `oauth.access` or `oauth.v2.user.access`, according to its flow.
 * Pure; never throws; a field of an unexpected type counts as missing.
 */
export function readResponse(body: ResponseFields, flow: Grant['flow']): Grant {
  return grantOf({ ...readAnswer(body, flow), flow })
}

/**
 * A refreshed or exchanged token with its refresh token. In such an answer, the token is at the top level, whether it
 * is a bot token or a user token.
 */
export interface RefreshedGrant {
  readonly identity: Identity
  readonly token: GrantedToken
}

/**
 * Reads the answer of `oauth.v2.access` with `grant_type=refresh_token`, or of `oauth.v2.exchange`. The prefix of the
 * token shows whether it is a bot token or a user token. If the prefix does not show it, `token_type` does
 * (docs.slack.dev/authentication/using-token-rotation). Null when neither shows it. Pure; never throws.
 */
export function readRefreshed(body: ResponseFields): RefreshedGrant | null {
  const type = own(body, 'token_type')
  const kind = tokenKind(text(own(body, 'access_token')) ?? '')
  if (kind !== 'bot' && kind !== 'user' && type !== 'bot' && type !== 'user') return null
  const { bot, user } = grantOf({ ...readAnswer(body, 'refresh'), flow: 'v2' })
  if (bot) return { identity: 'bot', token: bot }
  return user ? { identity: 'user', token: user } : null
}

/** What one answer or record grants, with the expiry of each token: enough to store an installation. */
export interface ReadGrant extends Grant {
  /** The expiry of each token in ISO 8601. Stored records have the expiry, answers have only the lifetime. */
  readonly expiresAt: Readonly<Record<Identity, string | null>>
}

/**
 * Returns the grants in a parsed answer or record: one for each person. The first grant has the bot token and the
 * webhook. The list is empty when the value is no install (configuration tokens, a sign-in, a refusal, other values).
 * The tokens of such a value are in `tokens`.
 */
export function readGrants(parsed: ParsedResponse): readonly ReadGrant[] {
  const { shape, tokens, webhooks } = parsed
  if (shape === 'config' || shape === 'openid' || shape === 'error' || shape === 'not-an-install') return []
  const access = (kind: Identity) => tokens.filter((one) => one.kind === kind && one.place !== 'refresh')
  const [bot] = access('bot')
  const users = access('user')
  const people = users.length > 0 ? users : [undefined]
  return people.flatMap((user, index): ReadGrant[] => {
    const first = index === 0
    const mine = tokens.filter(
      (one) => one === user || refreshes(user, one) || (first && (one === bot || refreshes(bot, one))),
    )
    const grant = grantOf({ ...parsed, tokens: mine, webhooks: first ? webhooks : [], flow: parsed.flow ?? 'v2' })
    if (!grant.bot && !grant.user && !grant.webhook) return []
    const expiresAt = { bot: first ? (bot?.expiresAt ?? null) : null, user: user?.expiresAt ?? null }
    return [{ ...grant, installerId: user?.actsAs ?? grant.installerId, expiresAt }]
  })
}

/** Whether `one` is the refresh token in the same object as `access`. */
function refreshes(access: ResponseToken | undefined, one: ResponseToken): boolean {
  const folder = (path: string) => path.slice(0, path.lastIndexOf('.') + 1)
  return (
    access !== undefined &&
    one.place === 'refresh' &&
    one.of === access.kind &&
    folder(one.path) === folder(access.path)
  )
}

function grantOf(findings: ReadingFindings & { readonly flow: Grant['flow'] }): Grant {
  const { flow, tokens, webhooks = [], appId, workspace, organization, installerId } = findings
  const [webhook] = webhooks
  return {
    flow,
    appId: nameIn(appId),
    workspace: workspace ?? null,
    organization: organization ?? null,
    bot: granted(tokens, 'bot'),
    user: granted(tokens, 'user'),
    webhook: webhook ? withoutPath(webhook) : null,
    installerId: nameIn(installerId),
  }
}

function granted(tokens: readonly ResponseToken[], identity: Identity): GrantedToken | null {
  const access = tokens.find(({ kind, place }) => kind === identity && place !== 'refresh')
  if (!access) return null
  const { value, actsAs, scopes, expiresIn } = access
  const refresh = tokens.find((one) => refreshes(access, one))
  return { token: value, userId: nameIn(actsAs), scopes, expiresIn, refreshToken: refresh?.value ?? null }
}

function withoutPath({ url, channel, channelId, configurationUrl }: Webhook): Webhook {
  return { url, channel, channelId, configurationUrl }
}
