import type { AccessToken } from '../config/installation.ts'

/**
 * Milliseconds before expiry at which a token is refreshed. A token with a short lifetime is refreshed when a tenth of
 * its lifetime is left.
 */
const usualMargin = 5 * 60_000
/** The lifetime of Slack's expiring tokens in seconds (docs.slack.dev/authentication/using-token-rotation). */
const usualLifetime = 43_200

type ExpiringToken = Pick<AccessToken, 'expiresAt' | 'refreshToken' | 'lifetime'>

/** Whether a token has a refresh token, and has expired or expires soon. `now` in milliseconds since 1970. */
export function isDue({ expiresAt, refreshToken, lifetime = usualLifetime }: ExpiringToken, now: number): boolean {
  if (expiresAt === null || refreshToken === null) return false
  return now >= Date.parse(expiresAt) - Math.min(usualMargin, lifetime * 100)
}

/** Whether a token has expired. `now` in milliseconds since 1970. */
export function hasEnded({ expiresAt }: Pick<ExpiringToken, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && now >= Date.parse(expiresAt)
}
