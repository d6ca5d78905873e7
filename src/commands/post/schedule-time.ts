import { CliError } from '../../errors.ts'
import { duration, readDuration } from '../../terminal/duration.ts'

/**
 * The maximum number of days between now and a scheduled message
 * (docs.slack.dev/reference/methods/chat.scheduleMessage).
 */
const mostDays = 120

/**
 * Parses `--schedule`: `in 10m`, `17:30` (local time, today or else tomorrow), an ISO date with time (local unless it
 * has a zone), or Unix seconds.
 * @param now milliseconds since 1970.
 * @returns Unix seconds.
 * @throws CliError with the exit reason `usage`: the text is no time; `slack` and the code `time_in_past` or
 * `time_too_far`.
 */
export function readTime(text: string, now: number): number {
  const at = parse(text.trim(), now)
  if (at === undefined || Number.isNaN(at)) {
    throw new CliError('usage', `--schedule ${text} is not a time`, {
      code: 'invalid_time',
      hint: 'Give “in 10m” (s, m, h, d), 17:30, 2026-12-24T09:00 with or without a zone such as +01:00, or Unix seconds',
    })
  }
  if (at * 1000 <= now) throw outside('time_in_past', `--schedule ${text} is ${duration(now - at * 1000)} ago`)
  if (at * 1000 > now + mostDays * 86_400_000) {
    const why = /^\d{12,}$/.test(text) ? ': these are milliseconds, and Slack counts in seconds' : ''
    throw outside(
      'time_too_far',
      `--schedule ${text} is more than ${mostDays} days ahead, which is Slack’s limit${why}`,
    )
  }
  return at
}

/** Returns an error with the code that Slack would answer. Nothing was sent, so it is a usage error. */
function outside(code: 'time_in_past' | 'time_too_far', message: string): CliError {
  return new CliError('usage', message, {
    code,
    hint: `Choose a time from now on, within ${mostDays} days`,
  })
}

function parse(text: string, now: number): number | undefined {
  if (/^\d{9,13}$/.test(text)) return Number(text)
  return parseSpan(text, now) ?? parseClock(text, now) ?? parseDate(text)
}

function parseSpan(text: string, now: number): number | undefined {
  const span = readDuration(text.replace(/^in\s+/i, ''))
  return span === undefined ? undefined : Math.floor(now / 1000) + span / 1000
}

function parseClock(text: string, now: number): number | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (hours === undefined) return undefined
  const at = new Date(now)
  at.setHours(Number(hours), Number(minutes), 0, 0)
  if (at.getTime() <= now) at.setDate(at.getDate() + 1)
  return at.getTime() / 1000
}

/**
 * Parses a date with a time. Returns undefined for a date without a time, which JavaScript would read as midnight UTC.
 */
function parseDate(text: string): number | undefined {
  const form = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i
  return form.test(text) ? Math.floor(Date.parse(text.replace(' ', 'T').replaceAll(' ', '')) / 1000) : undefined
}
