import { type Cursor, cursorAt, skipBlank, take } from './literal/cursor.ts'
import { isQuote, readString } from './literal/string.ts'
import type { PasteLayer } from './paste-layer.ts'
import { layerOf, mayHaveRows, rowOf, type TableRow } from './rows.ts'

const name = '[\\w."`\\[\\] ]{1,200}?'
const insert = new RegExp(
  `\\b(?:INSERT|REPLACE)\\b[\\w\\s]{0,40}\\bINTO\\s{1,9}${name}\\s{0,9}\\(([^()']{1,4000})\\)\\s{0,40}(?:OVERRIDING [A-Z ]{1,20})?VALUES?(?=\\s{0,9}\\()`,
  'gi',
)
const assigned = new RegExp(
  `\\b(?:UPDATE|(?:INSERT|REPLACE)\\b[\\w\\s]{0,40}\\bINTO)\\s{1,9}${name}\\s{1,9}SET\\s{1,9}`,
  'gi',
)
const copy = new RegExp(`^COPY ${name} \\(([^()]{1,4000})\\) FROM stdin.{0,80}\\r?\\n`, 'gim')

/** Reads the rows that SQL statements write, if the statements name the columns. */
export function sqlRows(text: string): PasteLayer | undefined {
  if (!mayHaveRows(text)) return undefined
  return layerOf([...inserted(text), ...updated(text), ...copied(text)])
}

function namesIn(list: string): string[] {
  return list.split(',').map((one) => unquoted(one.trim()))
}

function unquoted(one: string): string {
  return one.replace(/^[`"[]|[`"\]]$/g, '')
}

function* inserted(text: string): Generator<TableRow> {
  let done = 0
  for (const found of text.matchAll(insert)) {
    if (found.index < done) continue
    const cursor = cursorAt(text, found.index + found[0].length)
    const names = namesIn(found[1] ?? '')
    for (;;) {
      skipBlank(cursor)
      if (!take(cursor, /\(/y)) break
      const values = valuesIn(cursor)
      const filled = values.every((value) => placeholder.test(value)) ? parametersBehind(cursor) : values
      if (filled.length === names.length) yield rowOf(names, filled)
      skipBlank(cursor)
      if (!take(cursor, /,/y)) break
    }
    done = cursor.at
  }
}

/** Matches a placeholder in a statement. An ORM logs the values for the placeholders in a list after the statement. */
const placeholder = /^(?:\?|\$\d{1,4}|%s|[:@]\w{1,80})$/
const parameters = /[([](?=\s{0,9}(?:['"\d]|None\b|NULL\b|null\b))/g
const mostBetween = 1500

function parametersBehind({ text, at }: Cursor): string[] {
  parameters.lastIndex = at
  const found = parameters.exec(text.slice(0, at + mostBetween))
  if (!found) return []
  if (text[found.index - 1] !== '[') return valuesIn(cursorAt(text, found.index + 1))
  // Active Record logs each value in a pair with its name.
  const cursor = cursorAt(text, found.index)
  const values: string[] = []
  while (take(cursor, /\s{0,9},?\s{0,9}\[/y)) values.push(valuesIn(cursor)[1] ?? '')
  return values
}

const word = /[^\s,()';"`\]][^,()';\n\]]{0,400}/y
const cast = /::[\w ."[\]]{1,60}/y

/** Reads the values up to the closing bracket, and moves the cursor past the bracket. */
function valuesIn(cursor: Cursor): string[] {
  const values: string[] = []
  while (cursor.at < cursor.text.length) {
    skipBlank(cursor)
    if (take(cursor, /[)\]]/y)) break
    const { at } = cursor
    values.push(valueAt(cursor))
    skipBlank(cursor)
    take(cursor, /,/y)
    if (cursor.at === at) break
  }
  return values
}

function valueAt(cursor: Cursor): string {
  take(cursor, /(?:[EeNn]|_utf8(?:mb4)?\s{0,3}|CAST\s{0,3}\()(?=')/y)
  const isText = isQuote(cursor.text[cursor.at])
  const value = isText ? readString(cursor, true) : (take(cursor, word)?.[0].trim() ?? '')
  if (isText) take(cursor, cast)
  // Skip the arguments of a call, such as `NOW()`.
  if (!isText && take(cursor, /\(/y)) valuesIn(cursor)
  return isText || !/::/.test(value) ? value : value.replace(/::.*$/, '')
}

const field = /\s{0,40}([`"[]?[A-Za-z_][\w.]{0,80}[`"\]]?)\s{0,40}=\s{0,40}/y

function* updated(text: string): Generator<TableRow> {
  for (const found of text.matchAll(assigned)) {
    const cursor = cursorAt(text, found.index + found[0].length)
    const [names, values]: [string[], string[]] = [[], []]
    for (;;) {
      const key = take(cursor, field)?.[1]
      if (key === undefined) break
      names.push(unquoted(key))
      values.push(isQuote(cursor.text[cursor.at]) ? valueAt(cursor) : (take(cursor, /[^\s,;]{1,400}/y)?.[0] ?? ''))
      if (!take(cursor, /\s{0,40},/y)) break
    }
    if (names.length > 0) yield rowOf(names, values)
  }
}

/** Reads the rows of `COPY` in a dump of PostgreSQL, up to the line `\.`. */
function* copied(text: string): Generator<TableRow> {
  let at = 0
  for (const found of text.matchAll(copy)) {
    if (found.index < at) continue
    const names = namesIn(found[1] ?? '')
    at = found.index + found[0].length
    while (at < text.length) {
      const end = text.indexOf('\n', at)
      const line = text.slice(at, end < 0 ? undefined : end)
      at += line.length + 1
      const cells = line.replace(/\r$/, '').split('\t')
      if (cells.length !== names.length || line.startsWith('\\.')) break
      yield rowOf(names, cells.map(unescaped))
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unescaped(cell: string): string {
  return cell === '\\N' ? cell : cell.replace(/\\([\\nrt])/g, (_all, one: string) => escapes[one] ?? one)
}
