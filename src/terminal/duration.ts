/**
 * Formats a duration in milliseconds as text. The text has at most two units and is rounded down: `90 s`, `12 min`, `11
 * h 52 min`, `3 days`.
 */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} days`
}

/**
 * Formats a time as text, in local time: `Thu 2026-12-24 09:00 (UTC+01:00), in 3 h` or `…, 3 h ago`.
 * @param at milliseconds since 1970
 * @param now milliseconds since 1970
 */
export function describeTime(at: number, now: number): string {
  const date = new Date(at)
  // Round to 10 s. When a time is set to ten minutes from now, some milliseconds pass before this line runs. Without
  // rounding, `duration` would print 9 min.
  const left = Math.round((at - now) / 10_000) * 10_000
  const two = (value: number) => String(value).padStart(2, '0')
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getDay()] ?? ''
  const offset = -date.getTimezoneOffset()
  const zone = `UTC${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`
  const calendar = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const span = left > 0 ? `in ${duration(left)}` : `${duration(-left)} ago`
  return `${day} ${calendar} ${two(date.getHours())}:${two(date.getMinutes())} (${zone}), ${span}`
}

/**
 * Formats a stored time as text, like `describeTime`; returns any other text unchanged.
 * @param at ISO 8601
 * @param now milliseconds since 1970
 */
export function describeMoment(at: string, now: number): string {
  const time = Date.parse(at)
  return Number.isNaN(time) ? at : describeTime(time, now)
}

/**
 * Formats an expiry as text: `expires in 11 h 52 min` or `expired 3 h ago`.
 * @param expiresAt ISO 8601
 * @param now milliseconds since 1970
 */
export function expiresIn(expiresAt: string, now: number): string {
  const left = Date.parse(expiresAt) - now
  return left > 0 ? `expires in ${duration(left)}` : `expired ${duration(-left)} ago`
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Returns the milliseconds of a duration that a person typed: `90s`, `10 minutes`, `1h30m`, `2d`. Undefined for any
 * other text.
 */
export function readDuration(text: string): number | undefined {
  if (!/^(?:\d{1,6}\s*(?:seconds?|s|minutes?|mins?|m|hours?|h|days?|d)\s*)+$/i.test(text)) return undefined
  return [...text.matchAll(/(\d{1,6})\s*([a-z])/gi)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit.toLowerCase()] ?? 0),
    0,
  )
}
