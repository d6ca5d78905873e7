import type { HashCheck } from './hashes.ts'
import { readingsOfState } from './readings.ts'
import { compoundTime, furthest, isPlainTime, timeForms } from './times.ts'

export interface SeenState {
  readonly state: string
  /** When drive read the state, in milliseconds since 1970. The app made it shortly before. */
  readonly at: number
}

/** By how many milliseconds the time from making a state to seeing it may vary: a slow page can delay the link. */
const tolerance = 30_000

/** The largest step of a counter, because other people can install meanwhile. */
const largestStep = 10n

/** How likely a coincidence may be. Only numbers with few digits come near it, and those are found by trying anyway. */
const mostLikely = 1e-3

/**
 * Returns how states that several browsers got can be guessed; undefined when they differ in anything that is not a
 * time or a counter, such as random characters or a signature.
 * @param seen different states, in their order
 * @param isHashOfTime whether texts are hashes of the time
 */
export function guessableKind(seen: readonly SeenState[], isHashOfTime: HashCheck): string | undefined {
  if (seen.length < 2) return undefined
  const readings = seen.map(({ state }) => readingsOfState(state))
  const kindOfColumn = (column: readonly string[]) => {
    const isTime = timeForms.some((read) => isClock(column.map(read), seen))
    if (isTime || isClockOfIds(column, seen)) return 'a time'
    if (isCounter(column)) return 'a counter'
    return isHashOfTime(column, seen) ? 'a hash of the time' : undefined
  }
  // A time can follow a word directly: install1790000000000.
  const kindOfPart = (column: readonly string[]) =>
    kindOfColumn(column) ??
    kindOfRows(
      column.map((part) => part.split(/(\d+)/)),
      kindOfColumn,
    )
  for (const name of readings[0]?.keys() ?? []) {
    const rows = readings.map((one) => one.get(name)?.split(parts) ?? [])
    const kind = kindOfRows(rows, kindOfPart)
    if (kind) return name === '' ? kind : `${kind} in ${name}`
  }
  return undefined
}

/** Dates and ids stay whole, all other texts are split at the characters that are no letter and no digit. */
const parts =
  /(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?|\b\d{10}\.\d{1,9}\b|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9A-Za-z]+)/i

/** Judges texts that are split in the same way, part by part. A part that is the same in all of them says nothing. */
function kindOfRows(
  rows: readonly (readonly string[])[],
  judge: (column: readonly string[]) => string | undefined,
): string | undefined {
  const [first = []] = rows
  if (rows.some(({ length }) => length !== first.length)) return undefined
  const columns = first.map((_, index) => rows.map((row) => row[index] ?? ''))
  const kinds = columns.filter((column) => new Set(column).size > 1).map(judge)
  return kinds.every((kind) => kind !== undefined) ? [...new Set(kinds)].join(' and ') : undefined
}

/** Whether times run as the clock did between the states. */
function isClock(times: readonly (number | undefined)[], seen: readonly SeenState[]): boolean {
  const late = times.map((time, index) => (time ?? Number.NaN) - (seen[index]?.at ?? 0))
  if (!late.every((one) => Math.abs(one) < furthest)) return false
  return Math.max(...late) - Math.min(...late) <= tolerance
}

function isClockOfIds(column: readonly string[], seen: readonly SeenState[]): boolean {
  const ids = column.map(compoundTime)
  return (
    ids.every((id) => id?.fixed === ids[0]?.fixed) &&
    isClock(
      ids.map((id) => id?.ms),
      seen,
    )
  )
}

const numerals: readonly (readonly [base: number, form: RegExp, prefix: string])[] = [
  [10, /^\d{1,30}$/, ''],
  [16, /^[0-9a-f]{1,64}$/i, '0x'],
]

/** Whether a state contains the time in digits or as a date. Several states of one second can then be the same. */
export function holdsTime({ state, at }: SeenState): boolean {
  const texts = [...readingsOfState(state).values()]
  return texts.some((text) => text.split(parts).some((part) => isPlainTime(part, at)))
}

/** Whether numbers grow in such small steps that random numbers of this length would not. */
function isCounter(column: readonly string[]): boolean {
  return numerals.some(([base, form, prefix]) => {
    if (!column.every((text) => form.test(text))) return false
    const values = column.map((text) => BigInt(prefix + text))
    const steps = values.slice(1).map((value, index) => value - (values[index] ?? 0n))
    if (!steps.every((step) => step >= 0n && step <= largestStep)) return false
    const largest = Math.max(...steps.map(Number))
    const shortest = Math.min(...column.map(({ length }) => length))
    return ((largest + 1) / base ** shortest) ** steps.length < mostLikely
  })
}
