import { hasSecret, linesWithSigns, type PastedSecret } from './find-secrets.ts'
import { cursorAt } from './literal/cursor.ts'
import { fromPairs } from './literal/members.ts'
import { readValue } from './literal/value.ts'

const pair = /(?<![^\s,;])[A-Za-z_@][\w.@-]{0,80}=(?![=>\s])/g
/** Matches a field with the id of a workspace or organization. Next to it, one other field is enough for a record. */
const place = /(?:team|workspace|enterprise)_?id=["']?[TE][A-Z0-9]{7,12}(?![A-Za-z0-9])/i
/** Maximum length of a line to read as adjacent fields. */
const longest = 20_000

/**
 * Reads adjacent fields without brackets, as logfmt and Python models print them (`ok=true token=… team=Team(…)`), in
 * each line with a token. Names with dots become nested objects.
 */
export function readPairs(text: string): Record<string, unknown>[] {
  return linesWithSigns(text).flatMap((line) => {
    const places = line.length > longest || !line.includes('=') ? [] : [...line.matchAll(pair)]
    const [first, second, third] = places
    const last = third ?? (place.test(line) ? second : undefined)
    // Fields in brackets are read together with the field that contains them.
    if (!first || !last || /[({[]/.test(line.slice(first.index, last.index)) || !hasSecret(line)) return []
    if (isInside(line.slice(0, first.index))) return []
    // `readValue` accepts adjacent fields without commas in a Ruby object, so the line is rewritten as a Ruby object.
    const value = readValue(cursorAt(`#<Fields ${line.slice(first.index).trimEnd()}>`))
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? [nested(Object.entries(value))] : []
  })
}

/** Whether a bracket is still open at the end of the text. */
function isInside(text: string): boolean {
  let depth = 0
  for (const char of text) depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0
  return depth > 0 || text.trimEnd().endsWith('<')
}

/** Nests fields by their dots: `resp.team.id=T1` becomes a field inside a field of `resp`. */
function nested(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const made = fromPairs([])
  for (const [name, value] of entries) {
    const path = name.split('.').filter((step) => step !== '')
    const last = path.pop() ?? name
    let inner = made
    for (const step of path.slice(0, 10)) {
      const next = inner[step]
      const deeper = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : fromPairs([])
      Object.assign(inner, fromPairs([[step, deeper]]))
      inner = deeper
    }
    Object.assign(inner, fromPairs([[last, value]]))
  }
  return made
}

// Matches a named value: `NAME: value` as heroku prints it, `| NAME | value |`, or `NAME  value` in a table.
const namedLine =
  /^[ \t|*•-]{0,20}[`"']?([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,80})[`"']?(?:[ \t]{0,40}[:=|][ \t]{0,40}|[ \t]{2,40})[`"']?([^\s`"'|]{1,2000})[`"']?[ \t|]{0,20}\r?$/gm

/**
 * Returns the values of ordinary text that contains several secrets: one object if each secret has its own name,
 * otherwise the secrets.
 */
export function amongWords(text: string, secrets: readonly PastedSecret[]): unknown[] {
  const names = secrets.map(({ name }) => name)
  if (names.some((name) => name === null) || new Set(names).size < names.length)
    return secrets.map(({ value }) => value)
  const named = secrets.map(({ name, value }) => [name ?? '', value] as const)
  const lines = [...text.matchAll(namedLine)].map(([, name = '', value = '']) => [name, value] as const)
  return [fromPairs([...lines, ...named])]
}

/**
 * Reads the client id and secret from each Basic header in the text
 * (docs.slack.dev/authentication/installing-with-oauth).
 */
export function credentialsIn(text: string): Record<string, unknown>[] {
  return [...text.matchAll(/\bBasic[ \t]{1,9}([A-Za-z0-9+/_-]{24,200}={0,2})/g)].flatMap(([, encoded = '']) => {
    const found = /^(\d{1,20}\.\d{1,20}):([0-9a-f]{32})$/.exec(Buffer.from(encoded, 'base64').toString('latin1'))
    return found
      ? [
          fromPairs([
            ['client_id', found[1]],
            ['client_secret', found[2]],
          ]),
        ]
      : []
  })
}
