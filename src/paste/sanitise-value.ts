import { fromBase64, tellingBase64 } from './base64.ts'
import type { Mark } from './literal/cursor.ts'
import { fromPairs } from './literal/members.ts'
import { scan } from './literal/scan.ts'
import { untyped, variablesOf } from './typed-values.ts'

/** Maximum depth of nesting; no answer of Slack is so deep. Deeper parts are dropped. */
const deepest = 100
/** Maximum number of times that JSON in a string is parsed inside other JSON. */
const mostEncoded = 4

interface SanitisedValue {
  readonly marks: Set<Mark>
  /** Whether the text contains a token. Only then are variables (`{name, value}`) and typed values read as fields. */
  readonly ofSlack: boolean
  /** Whether a string in the value was parsed as JSON. */
  inString: boolean
  /** Whether a string in the value was decoded from base64. */
  inBase64: boolean
}

/**
 * Copies a value with only its own fields. Objects get no prototype and no field that could change one. A string that
 * contains JSON (`{"body": "{\"ok\":true}"}`) is replaced by its object.
 */
export function rebuild(value: unknown, rebuilt: SanitisedValue, depth = 0, encoded = 0): unknown {
  if (typeof value === 'string') return encoded < mostEncoded ? expand(value, rebuilt, depth, encoded) : value
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepest) {
    rebuilt.marks.add('too deep')
    return null
  }
  const plain = !rebuilt.ofSlack ? undefined : Array.isArray(value) ? variablesOf(value) : untyped(value)
  if (plain !== undefined && plain !== value) return rebuild(plain, rebuilt, depth + 1, encoded)
  if (Array.isArray(value))
    return joinedLines(value, rebuilt, depth, encoded) ?? value.map((one) => rebuild(one, rebuilt, depth + 1, encoded))
  const pairs: [string, unknown][] = Object.entries(isSecretOfKubernetes(value) ? withData(value, rebuilt) : value)
  for (const pair of pairs) pair[1] = rebuild(pair[1], rebuilt, depth + 1, encoded)
  return fromPairs(pairs)
}

/** Joins a list of lines, as a notebook stores text, and reads the object in them. Undefined when they contain none. */
function joinedLines(value: readonly unknown[], rebuilt: SanitisedValue, depth: number, encoded: number): unknown {
  if (!rebuilt.ofSlack || value.length < 2 || encoded >= mostEncoded) return undefined
  const lines = value.filter((one) => typeof one === 'string')
  if (lines.length < value.length || !lines.slice(0, -1).every((line) => line.endsWith('\n'))) return undefined
  const whole = lines.join('')
  const read = expand(whole, rebuilt, depth, encoded)
  return read === whole ? undefined : read
}

function isSecretOfKubernetes(value: object): value is { readonly kind: 'Secret'; readonly data: object } {
  return (
    'kind' in value &&
    value.kind === 'Secret' &&
    'data' in value &&
    typeof value.data === 'object' &&
    value.data !== null
  )
}

/** In a Kubernetes secret, every value under `data` is base64. */
function withData(value: { readonly data: object }, rebuilt: SanitisedValue): object {
  const data = Object.entries(value.data).map(([key, one]: [string, unknown]) => {
    const plain = typeof one === 'string' ? fromBase64(one)?.replace(/\n$/, '') : undefined
    if (plain !== undefined) rebuilt.inBase64 = true
    return [key, plain ?? one] as const
  })
  return { ...value, data: fromPairs(data) }
}

const object = /^\s{0,100}(?:\{\s{0,100}\\{0,8}"|\[\s{0,100}\{\s{0,100}\\{0,8}")/
const answer = /["'](?:access_token|bot_access_token|authed_user)["']/

function expand(text: string, rebuilt: SanitisedValue, depth: number, encoded: number): unknown {
  const plain = tellingBase64(text)
  if (plain !== undefined) {
    rebuilt.inBase64 = true
    return rebuild(plain, rebuilt, depth, encoded + 1)
  }
  const holds = object.test(text) || (text.includes('{') && answer.test(text))
  const value = holds ? (parseObject(text) ?? scanOne(text, rebuilt.marks)) : undefined
  if (value === undefined) return text
  rebuilt.inString = true
  return rebuild(value, rebuilt, depth, encoded + 1)
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function scanOne(text: string, marks: Set<Mark>): unknown {
  const { found } = scan(text)
  const [only] = found
  if (!only || found.length > 1 || only.quoted !== undefined) return undefined
  for (const mark of only.marks) marks.add(mark)
  return only.value
}
