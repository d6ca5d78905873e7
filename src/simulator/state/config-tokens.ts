import { createHmac } from 'node:crypto'
import type { ConfigToken } from './app-types.ts'
import { type AnswerBody, fail } from './refusal.ts'
import type { World } from './types.ts'

/**
 * Lifetime of an app configuration token in milliseconds
 * (docs.slack.dev/app-manifests/configuring-apps-with-app-manifests).
 */
export const configTokenLifetime = 12 * 60 * 60_000

/** The scopes of the methods that require a configuration token. */
export const configScopes = ['app_configurations:read', 'app_configurations:write'] as const

/**
 * Makes the configuration token with this number, and its refresh token. Both depend only on the seed and the number
 * and are made without `draw`, so that all other ids stay the same.
 * @param now milliseconds since 1970
 */
export function configToken(seed: string, number: number, now: number): ConfigToken {
  const secret = createHmac('sha256', seed).update(`configuration token ${number}`).digest('hex')
  return {
    token: `xoxe.xoxp-sim-config-${number}-${secret.slice(0, 24)}`,
    refreshToken: `xoxe-sim-config-${number}-${secret.slice(24, 48)}`,
    userId: 'U0SIMDANA',
    issuedAt: now,
  }
}

/**
 * Issues a new configuration token with its refresh token, as the button on Slack's page does. Older tokens stay valid
 * until they expire.
 */
export function issueConfigToken(world: World, userId?: string): ConfigToken {
  const { state } = world
  const number = Number(state.configTokens.at(-1)?.token.split('-')[3] ?? 0) + 1
  const token = { ...configToken(state.seed, number, world.now()), ...(userId !== undefined && { userId }) }
  // Slack's documentation does not say that the refresh token expires, so the newest hundred tokens are stored.
  state.configTokens = [...state.configTokens.slice(-99), token]
  world.changed()
  return token
}

/** Returns the record of this configuration token, even when the token has expired; undefined when it is unknown. */
export function findConfigToken({ state }: World, token: string): ConfigToken | undefined {
  return state.configTokens.find((pair) => pair.token === token)
}

/** Whether a configuration token has expired by the simulator's clock. */
export function hasExpired(world: World, { issuedAt }: ConfigToken): boolean {
  return world.now() - issuedAt >= configTokenLifetime
}

/**
 * Answers `tooling.tokens.rotate`: issues a new configuration token and refresh token. A refresh token works only once.
 * The old configuration token stays valid until it expires.
 */
export function rotateConfigToken(world: World, refreshToken: string): AnswerBody {
  const old = world.state.configTokens.find((pair) => pair.refreshToken === refreshToken)
  if (!old || old.refreshed) return fail('invalid_refresh_token')
  old.refreshed = true
  const token = issueConfigToken(world, old.userId)
  return {
    ok: true,
    token: token.token,
    refresh_token: token.refreshToken,
    team_id: world.state.workspace.id,
    user_id: token.userId,
    iat: Math.floor(token.issuedAt / 1000),
    exp: Math.floor((token.issuedAt + configTokenLifetime) / 1000),
  }
}

/**
 * Returns the newest configuration token and its refresh token; each field is null when there is none.
 * `configTokenExpires` is in seconds since 1970.
 */
export function newestConfigToken({ state }: World): {
  readonly configToken: string | null
  readonly configRefreshToken: string | null
  readonly configTokenExpires: number | null
} {
  const token = state.configTokens.at(-1)
  return {
    configToken: token?.token ?? null,
    configRefreshToken: token?.refreshToken ?? null,
    configTokenExpires: token ? Math.floor((token.issuedAt + configTokenLifetime) / 1000) : null,
  }
}
