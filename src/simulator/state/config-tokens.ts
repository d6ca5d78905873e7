import { createHmac } from 'node:crypto'
import type { ConfigToken } from './app-types.ts'
import { type AnswerBody, fail } from './refusal.ts'
import type { World } from './types.ts'

/**
 * Lifetime of an app configuration token in milliseconds
 * (docs.slack.dev/app-manifests/configuring-apps-with-app-manifests).
 */
export const configTokenLifetime = 12 * 60 * 60_000

/** Scopes that Slack's data names for the methods that require a configuration token. */
export const configScopes = ['app_configurations:read', 'app_configurations:write'] as const

/**
 * Makes the pair of configuration tokens with this number. It depends only on the seed and the number, so it changes no
 * other id.
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

/** Issues a new pair, as the button on Slack's page does. Older pairs stay valid until they expire. */
export function issueConfigToken(world: World, userId?: string): ConfigToken {
  const { state } = world
  const number = Number(state.configTokens.at(-1)?.token.split('-')[3] ?? 0) + 1
  const token = { ...configToken(state.seed, number, world.now()), ...(userId !== undefined && { userId }) }
  // Slack documents no expiry of the refresh token, so a hundred pairs are stored.
  state.configTokens = [...state.configTokens.slice(-99), token]
  world.changed()
  return token
}

/** Finds the pair with this access token, whether it is expired or not. */
export function findConfigToken({ state }: World, token: string): ConfigToken | undefined {
  return state.configTokens.find((pair) => pair.token === token)
}

export function hasExpired(world: World, { issuedAt }: ConfigToken): boolean {
  return world.now() - issuedAt >= configTokenLifetime
}

/**
 * Answers `tooling.tokens.rotate`: issues a new pair for a refresh token, which works once. The old access token stays
 * valid until it expires.
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

/** Returns the newest pair for the control interface; `configTokenExpires` is in seconds since 1970. */
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
