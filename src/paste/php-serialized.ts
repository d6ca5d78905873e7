import { fromPairs } from './literal/members.ts'

/** Maximum depth of nesting; no answer of Slack is so deep. */
const deepest = 50

interface SerializedPosition {
  readonly text: string
  at: number
}

const start = /(?<![\w"])(?:a:\d{1,6}:\{|O:\d{1,6}:"[\w\\]{1,200}":\d{1,6}:\{)(?=[si]:|\})/

/** Reads the first array or object in output of PHP's `serialize`. Undefined when there is none. */
export function readSerialized(text: string): unknown {
  const found = start.exec(text)
  return found ? readOne({ text, at: found.index }, 0) : undefined
}

const opening = /(?:a:\d{1,6}|O:\d{1,6}:"[\w\\]{1,200}":\d{1,6}):\{/y
const scalar = /(?:([idb]):([\w.+-]{1,40})|(N));/y
const string = /s:(\d{1,9}):"/y

function readOne(place: SerializedPosition, depth: number): unknown {
  if (depth > deepest) return undefined
  if (take(place, opening)) return readFields(place, depth)
  const plain = take(place, scalar)
  if (plain) return plain[3] ? null : plain[1] === 'b' ? plain[2] === '1' : Number(plain[2])
  const length = take(place, string)?.[1]
  return length === undefined ? undefined : readText(place, Number(length))
}

/**
 * Reads a string. `length` is in bytes, so the string may not end after that number of characters. Then it ends at the
 * next `";`.
 */
function readText(place: SerializedPosition, length: number): string {
  const { text, at } = place
  const whole = text.startsWith('";', at + length) ? at + length : text.indexOf('";', at)
  const end = whole < 0 ? text.length : whole
  place.at = end + 2
  return text.slice(at, end)
}

function readFields(place: SerializedPosition, depth: number): Record<string, unknown> {
  const pairs: [string, unknown][] = []
  while (place.at < place.text.length && place.text[place.at] !== '}') {
    const key = readOne(place, deepest)
    if (typeof key !== 'string' && typeof key !== 'number') break
    // The name of a private field starts with its class between two NUL characters, which can be printed as \0.
    const name =
      String(key)
        .split(/\u0000|\\0/)
        .at(-1) ?? ''
    pairs.push([name, readOne(place, depth + 1)])
  }
  place.at += 1
  return fromPairs(pairs)
}

function take(place: SerializedPosition, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = place.at
  const found = pattern.exec(place.text)
  if (found) place.at += found[0].length
  return found ?? undefined
}
