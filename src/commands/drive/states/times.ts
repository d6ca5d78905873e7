/** A way to write a time. Returns the milliseconds since 1970; undefined for a text that has another form. */
export type ReadTime = (text: string) => number | undefined

const ticksUntil1970 = 621_355_968_000_000_000n
const gregorianUntil1970 = 122_192_928_000_000_000n

/** A state can hold the time at which it expires, so its time may differ from the time at which it was seen. */
export const furthest = 32 * 86_400_000

/** Reads seconds since 1970, and with more digits also milliseconds, microseconds and nanoseconds. */
function readDigits(text: string): number | undefined {
  const [, seconds, dot, more = ''] = /^(\d{10})(\.?)(\d{0,9})$/.exec(text) ?? []
  if (seconds === undefined || (!dot && more.length > 4 && more.length % 3 !== 0)) return undefined
  return Number(seconds) * 1000 + (more.length >= 3 ? Number(more.slice(0, 3)) : 0)
}

function readDate(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d[T ]/.test(text) ? Date.parse(text) : undefined
}

/** Whether a text is a time in the plain forms, near `at`. */
export function isPlainTime(text: string, at: number): boolean {
  const time = readDigits(text) ?? readDate(text)
  return time !== undefined && Math.abs(time - at) < furthest
}

/**
 * The ways in which programs write a time into a state. A few digits may follow the time: they are smaller units, or a
 * random number that is found by trying.
 */
export const timeForms: readonly ReadTime[] = [
  readDigits,
  readDate,
  // The ticks of .NET.
  (text) => (/^\d{18}$/.test(text) ? Number((BigInt(text) - ticksUntil1970) / 10_000n) : undefined),
  // Date.now().toString(36) and toString(16); time and uniqid of PHP, whose last five digits are microseconds.
  (text) => (/^[0-9a-z]{8}$/i.test(text) ? Number.parseInt(text, 36) : undefined),
  (text) => (/^[0-9a-f]{11}$/i.test(text) ? Number.parseInt(text, 16) : undefined),
  (text) => (/^[0-9a-f]{8}(?:[0-9a-f]{5})?$/i.test(text) ? Number.parseInt(text.slice(0, 8), 16) * 1000 : undefined),
  // A date without separators.
  (text) => {
    const [, year, month, day, hour, minute, second] =
      /^(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\d{0,3}$/.exec(text) ?? []
    const whole = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
    return year === undefined ? undefined : Date.parse(whole)
  },
]

/** A time with parts that stay the same in one process: a UUID of version 1 or 6, or an id of MongoDB. */
export interface CompoundTime {
  readonly ms: number
  /** The parts that stay the same. */
  readonly fixed: string
}

/** Reads an id that is made of the time; undefined for other texts, such as a random UUID. */
export function compoundTime(text: string): CompoundTime | undefined {
  const uuid = /^([0-9a-f]{8})-([0-9a-f]{4})-([16])([0-9a-f]{3})-[89ab][0-9a-f]{3}-([0-9a-f]{12})$/i.exec(text)
  if (uuid) {
    const [, first = '', second = '', version, third = '', node = ''] = uuid
    const hex = version === '1' ? third + second + first : first + second + third
    return { ms: Number((BigInt(`0x${hex}`) - gregorianUntil1970) / 10_000n), fixed: node }
  }
  const [, seconds, process = ''] = /^([0-9a-f]{8})([0-9a-f]{10})[0-9a-f]{6}$/i.exec(text) ?? []
  return seconds === undefined ? undefined : { ms: Number.parseInt(seconds, 16) * 1000, fixed: process }
}
