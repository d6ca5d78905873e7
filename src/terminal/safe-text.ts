import { withCommands } from '../runtime/credential-command.ts'

// Characters that can move, hide or reorder text: C0 except tab and newline, DEL, C1, line separators, bidirectional
// controls, and zero-width characters except joiners.
const controls =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\udb40[\udc00-\udc7f]/g

/** Returns a text from outside without characters that control a terminal. Newlines and tabs are kept. */
export function sanitise(text: string): string {
  return text.replace(controls, '')
}

// The only escape sequences that `paint` writes. Any other sequence with ESC comes from outside.
const ownColours = /(\u001b\[(?:0|1|2|22|3[1-6]|39|90)m)/

/** Returns a text from outside without control characters; only the colours that `paint` writes are kept. */
export function safeForTerminal(text: string): string {
  if (!text.includes('\u001b')) return sanitise(text)
  return text
    .split(ownColours)
    .map((part, index) => (index % 2 === 1 ? part : sanitise(part)))
    .join('')
}

/**
 * Returns JSON that is also safe for a terminal: it escapes DEL, C1 and bidirectional controls, which JSON.stringify
 * does not escape.
 * @param change converts each string before it is encoded
 */
export function safeJson(value: unknown, indent: number, change?: (text: string) => string): string {
  const each = change && ((_key: string, one: unknown) => (typeof one === 'string' ? change(one) : one))
  return JSON.stringify(withCommands(value), each, indent).replace(controls, (found) =>
    found === '\r' ? found : escaped(found),
  )
}

/** Number of characters after which a piece of a long JSON ends. */
const pieceSize = 65_536

/** What to change in a JSON: each value of a list, or the one value, and then every text and the whole text. */
interface JsonChange {
  readonly each: (value: unknown) => unknown
  readonly text: (text: string) => string
}

/**
 * Yields the JSON of a value like `safeJson`, and a line break. Yields the JSON of a long list in pieces: its whole text
 * and the steps to it would need ten times its size.
 */
export function* jsonPieces(value: unknown, indent: number, change: JsonChange): Generator<string> {
  const jsonOf = (one: unknown) => change.text(safeJson(change.each(one), indent, change.text))
  if (!Array.isArray(value) || value.length === 0) return yield `${jsonOf(value)}\n`
  const line = indent > 0 ? `\n${' '.repeat(indent)}` : ''
  let piece = `[${line}`
  for (const [index, one] of value.entries()) {
    const json = jsonOf(one ?? null)
    piece += (index > 0 ? `,${line}` : '') + (line === '' ? json : json.replaceAll('\n', line))
    if (piece.length < pieceSize) continue
    yield piece
    piece = ''
  }
  yield `${piece}${indent > 0 ? '\n' : ''}]\n`
}

function escaped(text: string): string {
  return text.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
