import type { AccessToken } from '../config/installation.ts'

/** Milliseconds before expiry at which a token is refreshed; a short-lived token: a tenth of its lifetime. */
const usualMargin = 5 * 60_000
/** Lifetime in seconds of Slack's expiring tokens (docs.slack.dev/authentication/using-token-rotation). */
const usualLifetime = 43_200

type ExpiringToken = Pick<AccessToken, 'expiresAt' | 'refreshToken' | 'lifetime'>

/** Whether a token has a refresh token and is expired or expires soon. `now` in milliseconds since 1970. */
export function isDue({ expiresAt, refreshToken, lifetime = usualLifetime }: ExpiringToken, now: number): boolean {
  if (expiresAt === null || refreshToken === null) return false
  return now >= Date.parse(expiresAt) - Math.min(usualMargin, lifetime * 100)
}

export function hasEnded({ expiresAt }: Pick<ExpiringToken, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && now >= Date.parse(expiresAt)
}
