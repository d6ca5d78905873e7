import type { AccessToken } from '../config/installation.ts'

/** Milliseconds before its end that a token is refreshed; a tenth of its life for one that lives shorter. */
const usualMargin = 5 * 60_000
/** Seconds: what Slack's always last (docs.slack.dev/authentication/using-token-rotation). */
const usualLifetime = 43_200

type ExpiringToken = Pick<AccessToken, 'expiresAt' | 'refreshToken' | 'lifetime'>

/** Whether it ends soon, or has ended, and there is a refresh token to do something about it. `now` in milliseconds since 1970. */
export function isDue({ expiresAt, refreshToken, lifetime = usualLifetime }: ExpiringToken, now: number): boolean {
  if (expiresAt === null || refreshToken === null) return false
  return now >= Date.parse(expiresAt) - Math.min(usualMargin, lifetime * 100)
}

export function hasEnded({ expiresAt }: Pick<ExpiringToken, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && now >= Date.parse(expiresAt)
}
