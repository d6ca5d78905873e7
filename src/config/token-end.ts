import { expiresIn } from '../terminal/duration.ts'
import type { AccessToken } from './installation.ts'

/** Whether the refresh token is known not to work: Slack refused it, or it was sent twice without an answer. */
export function isStuck({ refreshTrouble: trouble }: Pick<AccessToken, 'refreshTrouble'>): boolean {
  return trouble !== undefined && (trouble.state === 'refused' || trouble.tries >= 2)
}

/**
 * Returns when a token expires, as text: `expires in 11 h 52 min`, `expired 3 h ago, refreshed when used`. Empty for a
 * token that does not expire. `now` is in milliseconds since 1970.
 */
export function describeEnd(access: AccessToken, now: number): string {
  const { expiresAt, refreshToken, refreshTrouble: trouble } = access
  if (expiresAt === null) return ''
  const end = expiresIn(expiresAt, now)
  if (isStuck(access)) return `${end}, needs a reinstall`
  if (trouble) return `${end}, the answer to a refresh was lost`
  if (refreshToken === null) return `${end}, no refresh token`
  return Date.parse(expiresAt) > now ? end : `${end}, refreshed when used`
}
