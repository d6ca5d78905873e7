import { createHmac } from 'node:crypto'
import type { ConfigToken } from './app-types.ts'
import { type AnswerBody, fail } from './refusal.ts'
import type { World } from './types.ts'

/** Milliseconds that an app configuration token lasts (docs.slack.dev/app-manifests/configuring-apps-with-app-manifests). */
export const configTokenLifetime = 12 * 60 * 60_000

/** What Slack's data names as the scopes of the methods that take a configuration token. */
export const configScopes = ['app_configurations:read', 'app_configurations:write'] as const

/**
 * The pair number `number` of a world. Drawn apart from its other ids, so that asking for a pair changes none of them.
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

/** A fresh pair, as the button on Slack's page makes. Pairs from before last for their own time. */
export function issueConfigToken(world: World, userId?: string): ConfigToken {
  const { state } = world
  const number = Number(state.configTokens.at(-1)?.token.split('-')[3] ?? 0) + 1
  const token = { ...configToken(state.seed, number, world.now()), ...(userId !== undefined && { userId }) }
  // The refresh token of an old pair has no end that Slack documents, but nobody keeps a hundred.
  state.configTokens = [...state.configTokens.slice(-99), token]
  world.changed()
  return token
}

/** The pair with this access token, whether it has expired or not. */
export function findConfigToken({ state }: World, token: string): ConfigToken | undefined {
  return state.configTokens.find((pair) => pair.token === token)
}

export function hasExpired(world: World, { issuedAt }: ConfigToken): boolean {
  return world.now() - issuedAt >= configTokenLifetime
}

/** `tooling.tokens.rotate`: a new pair for a refresh token, once. The old access token lasts for the rest of its time. */
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

/** The newest pair as the control interface shows it; `configTokenExpires` in seconds since 1970. */
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
