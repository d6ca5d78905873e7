import { CliError } from '../errors.ts'
import { jsonDepth, mostLevels } from '../slack/facts/json-depth.ts'

/**
 * Parses JSON from a user or from a file. An error contains the position of the fault, but no text: the text can be a
 * secret, and the parser's own message would quote it.
 * @param what the name of the text, for the message.
 * @throws CliError with the exit reason `usage`: the code `invalid_json` with `line` and `column`, counted from 1, in
 * its details, or the code `nested_too_deeply`.
 */
export function readJson(text: string, what: string): unknown {
  const json = text.startsWith('\ufeff') ? text.slice(1) : text
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    const { where, line, column } = jsonBreak(json)
    throw new CliError('usage', `${what} is not JSON: ${where}`, {
      code: 'invalid_json',
      hint: 'Names and texts stand in double quotes, and nothing stands after the last item. In a shell, put single quotes around all of it',
      details: { line, column },
    })
  }
  if (jsonDepth(json) <= mostLevels) return value
  throw new CliError('usage', `${what} is nested deeper than ${mostLevels} levels`, {
    code: 'nested_too_deeply',
    hint: 'No method takes that: look at what made it',
  })
}

/**
 * Returns the line and column, counted from 1, where a text is no longer JSON. `where` describes the position without
 * quoting the text.
 */
export function jsonBreak(json: string): {
  readonly where: string
  /** The index of the first character that does not fit; the length of the text when it ends too early. */
  readonly at: number
  readonly line: number
  readonly column: number
} {
  const at = brokenAt(json)
  const before = json.slice(0, at)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const ended = before.length >= json.trimEnd().length
  const where = json.trim() === '' ? 'it is empty' : ended ? 'it ends too early' : `line ${line}, column ${column}`
  return { where, at, line, column }
}

const token =
  /\s*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])|([{}[\],:]))/y

/** The token that is expected next. */
type JsonState = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end'

/** Returns the index of the first character that does not fit, or the length of a text that ends too early. */
function brokenAt(text: string): number {
  const open: ('{' | '[')[] = []
  let state: JsonState = 'value'
  token.lastIndex = 0
  for (;;) {
    const start = token.lastIndex
    const match: RegExpExecArray | null = token.exec(text)
    const next: JsonState | null | undefined = match && step(state, match, open)
    if (!next) return start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0)
    state = next
  }
}

/** Returns the state after a token. Undefined when the token does not fit. */
function step(state: JsonState, [, name, word, sign]: RegExpExecArray, open: ('{' | '[')[]): JsonState | undefined {
  const wantsValue = state === 'value' || state === 'value or ]'
  const wantsName = state === 'name' || state === 'name or }'
  if (name !== undefined) return wantsName ? ':' : wantsValue ? ', or end' : undefined
  if (word !== undefined) return wantsValue ? ', or end' : undefined
  if (sign === '{' || sign === '[') {
    if (!wantsValue) return undefined
    open.push(sign)
    return sign === '{' ? 'name or }' : 'value or ]'
  }
  if (sign === ':') return state === ':' ? 'value' : undefined
  const inside = open.at(-1)
  if (sign === ',') return state === ', or end' && inside ? (inside === '{' ? 'name' : 'value') : undefined
  const closes = sign === '}' ? inside === '{' && state !== 'name' : inside === '[' && state !== 'value'
  if (!closes || state === ':' || (sign === '}' && wantsValue)) return undefined
  open.pop()
  return ', or end'
}
