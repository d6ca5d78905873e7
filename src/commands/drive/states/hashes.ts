import { createHash } from 'node:crypto'

/** The hashes that programs use, by the length of their hexadecimal form. */
const algorithms: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' }

/** How long before drive saw a state the app can have made it, in milliseconds. */
const earliest = 10_000
const latest = 1000

/** The units of a time whose decimal form is hashed, in milliseconds. */
const units = [1, 1000, 60_000, 3_600_000]

/**
 * Returns whether texts are hashes of nothing but the time in decimal digits, so that anybody can compute them.
 * @param seen when each text was seen
 */
export type HashCheck = (texts: readonly string[], seen: readonly { readonly at: number }[]) => boolean

/** Creates the check. It tries each text only once, because that takes thousands of hashes. */
export function createHashCheck(): HashCheck {
  const known = new Map<string, boolean>()
  const check = (text: string, at: number) => {
    const result = known.get(text) ?? isHash(text.toLowerCase(), at)
    known.set(text, result)
    return result
  }
  // No other text has the right value by chance, so two are enough.
  return (texts, seen) => texts.slice(0, 2).every((text, index) => check(text, seen[index]?.at ?? 0))
}

function isHash(text: string, at: number): boolean {
  const algorithm = /^[0-9a-f]+$/.test(text) ? algorithms[text.length] : undefined
  if (algorithm === undefined) return false
  return units.some((unit) => {
    const last = Math.floor((at + latest) / unit)
    for (let time = Math.floor((at - earliest) / unit); time <= last; time += 1) {
      if (createHash(algorithm).update(String(time)).digest('hex') === text) return true
    }
    return false
  })
}
