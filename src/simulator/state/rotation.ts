import type { App, RefreshToken, Token } from './app-types.ts'
import { draw } from './ids.ts'
import { refuse } from './refusal.ts'
import type { World } from './types.ts'
import { workspaceOf } from './workspaces.ts'
/** The owner of an access token and its refresh token: a user or bot user, for one app in one workspace. */
export type RefreshOwner = Pick<Token, 'kind' | 'appId' | 'userId' | 'workspaceId' | 'scopes'>

/** Maximum number of valid access tokens of one owner; when one more is issued, the oldest is revoked. */
const mostActive = 2
/** Lifetime of a public client's refresh token in milliseconds (docs.slack.dev/authentication/using-pkce). */
const publicRefreshLifetime = 30 * 24 * 60 * 60_000
/**
 * Maximum number of used or revoked token pairs that are stored for each owner. They are stored so that a call with
 * such a token does not get the error for an unknown token.
 */
const mostSpent = 50
const hex = '0123456789abcdef'

/**
 * Issues an access token and its refresh token, and returns the access token. At most two access tokens of an owner are
 * valid: when a third one is issued, the oldest is revoked.
 * @param longLived the value of the long-lived token that was exchanged for the new tokens
 */
export function issueRotatingToken(world: World, app: App, owner: RefreshOwner, longLived?: string): Token {
  const { tokens, refreshTokens } = world.state
  const number = tokens.length + 1
  const place = owner.workspaceId === undefined ? {} : { workspaceId: owner.workspaceId }
  const own = { kind: owner.kind, appId: owner.appId, userId: owner.userId, ...place, scopes: [...owner.scopes] }
  const refresh: RefreshToken = {
    ...own,
    value: `xoxe-sim-${number}-${draw(world, hex, 32)}`,
    ...(app.pkce && { endsAt: world.now() + publicRefreshLifetime }),
    ...(longLived !== undefined && { longLived }),
  }
  const prefix = owner.kind === 'bot' ? 'xoxe.xoxb' : 'xoxe.xoxp'
  const access: Token = {
    ...own,
    value: `${prefix}-sim-${number}-${draw(world, hex, 32)}`,
    expiresAt: world.now() + app.tokenLifetime * 1000,
    refresh: refresh.value,
  }
  tokens.push(access)
  refreshTokens.push(refresh)
  const active = tokens.filter((one) => !one.revoked && !isExpired(world, one) && isSameOwner(world, one, owner))
  for (const oldest of active.slice(0, -mostActive)) oldest.revoked = true
  forgetSpent(world, owner)
  world.changed()
  return access
}

/**
 * Exchanges a refresh token for a new access token and refresh token. In Slack, a refresh token works once. For a
 * short, unknown time after its first use, it works again. That time and the effect of a second use are settings of the
 * app, because reports differ (slackapi/node-slack-sdk#2504).
 * @returns the new access token
 * @throws Refused `invalid_refresh_token`
 */
export function rotateToken(world: World, app: App, value: string): Token {
  const refresh = world.state.refreshTokens.find((one) => one.value === value && one.appId === app.id)
  const now = world.now()
  if (!refresh || refresh.revoked || now >= (refresh.endsAt ?? Number.POSITIVE_INFINITY)) {
    refuse('invalid_refresh_token')
  }
  const again = refresh.usedAt !== undefined
  if (again && now - (refresh.usedAt ?? 0) >= app.refreshGrace * 1000) refuse('invalid_refresh_token')
  if (again && app.refreshReuse === 'one-dead') endSuccessors(world, refresh)
  refresh.usedAt ??= now
  endLongLived(world, refresh)
  return issueRotatingToken(world, app, refresh)
}

/**
 * Exchanges a long-lived token for an access token and a refresh token. This works only once for each long-lived token.
 * @returns the new access token
 * @throws Refused with the error code of Slack
 */
export function exchangeLongLived(world: World, app: App, value: string): Token {
  const token = world.state.tokens.find((one) => one.value === value && one.appId === app.id)
  if (!app.rotation) refuse('token_rotation_not_enabled')
  if (!token || token.refresh !== undefined) refuse('invalid_token')
  if (token.exchanged) refuse('token_already_exchanged')
  if (token.revoked) refuse('authorization_not_found')
  token.exchanged = true
  return issueRotatingToken(world, app, token, token.value)
}

/** Whether a token has expired by the simulator's clock. */
export function isExpired(world: World, token: Token): boolean {
  return token.expiresAt !== undefined && world.now() >= token.expiresAt
}

/** Whether a token belongs to this app and user in this workspace, and is of this kind. */
export function isSameOwner(world: World, one: Token, other: Omit<RefreshOwner, 'scopes'>): boolean {
  const same = one.appId === other.appId && one.kind === other.kind && one.userId === other.userId
  return same && workspaceOf(world, one.workspaceId) === workspaceOf(world, other.workspaceId)
}

/**
 * Returns the seconds until a token expires, for `expires_in` in an OAuth response; undefined when the token does not
 * expire.
 */
export function secondsLeft(world: World, { expiresAt }: Token): number | undefined {
  return expiresAt === undefined ? undefined : Math.max(0, Math.round((expiresAt - world.now()) / 1000))
}

/**
 * Deletes an owner's token pairs in which both tokens are invalid, except the newest `mostSpent` of these pairs. When
 * the token lifetime is short, an app gets thousands of pairs in a day.
 */
function forgetSpent(world: World, owner: RefreshOwner): void {
  const { state } = world
  const used = new Set(
    state.refreshTokens.filter((one) => one.revoked || one.usedAt !== undefined).map(({ value }) => value),
  )
  const over = (one: Token) =>
    (one.revoked || isExpired(world, one)) && one.refresh !== undefined && used.has(one.refresh)
  const spent = state.tokens.filter((one) => isSameOwner(world, one, owner) && over(one)).slice(0, -mostSpent)
  if (spent.length === 0) return
  const gone = new Set(spent.map(({ refresh }) => refresh))
  state.tokens = state.tokens.filter((one) => !spent.includes(one))
  state.refreshTokens = state.refreshTokens.filter(({ value }) => !gone.has(value))
}

/**
 * Revokes the newest access token of the owner of `refresh`, and the refresh token that was issued with that access
 * token.
 */
function endSuccessors(world: World, refresh: RefreshToken): void {
  const { tokens, refreshTokens } = world.state
  const newest = tokens.findLast((one) => one.refresh !== undefined && isSameOwner(world, one, refresh))
  if (!newest) return
  newest.revoked = true
  for (const one of refreshTokens) if (one.value === newest.refresh) one.revoked = true
}

function endLongLived(world: World, refresh: RefreshToken): void {
  const token = world.state.tokens.find(({ value }) => value === refresh.longLived)
  if (token) token.expiresAt ??= world.now()
}
