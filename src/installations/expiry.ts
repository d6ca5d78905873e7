import type { AccessToken } from './installation.ts'

/** Whether its refresh token is known to be of no use: refused, or sent twice with no answer. */
export function isStuck({ refreshTrouble: trouble }: Pick<AccessToken, 'refreshTrouble'>): boolean {
  return trouble !== undefined && (trouble.state === 'refused' || trouble.tries >= 2)
}

/** A span in at most two units, `90 s`, `12 min`, `11 h 52 min`, `3 days`; cut off, not rounded up. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} days`
}

/** `ends in 11 h 52 min` or `ended 3 h ago`. @param expiresAt ISO 8601 @param now milliseconds since 1970 */
export function endsIn(expiresAt: string, now: number): string {
  const left = Date.parse(expiresAt) - now
  return left > 0 ? `ends in ${duration(left)}` : `ended ${duration(-left)} ago`
}

/**
 * When a token ends, for a person: `ends in 11 h 52 min`, `ended 3 h ago, refreshed when used`, `needs a reinstall`;
 * empty for one that does not end by itself. `now` in milliseconds since 1970.
 */
export function describeEnd(access: AccessToken, now: number): string {
  const { expiresAt, refreshToken, refreshTrouble: trouble } = access
  if (expiresAt === null) return ''
  const end = endsIn(expiresAt, now)
  if (isStuck(access)) return `${end}, needs a reinstall`
  if (trouble) return `${end}, the answer to a refresh is lost`
  if (refreshToken === null) return `${end}, no refresh token`
  return Date.parse(expiresAt) > now ? end : `${end}, refreshed when used`
}
