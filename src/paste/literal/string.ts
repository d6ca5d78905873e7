import { type Cursor, take } from './cursor.ts'

/**
 * For each opening quote, the characters that close its string. Word processors replace straight quotes with curly
 * ones.
 */
const closers: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”“"',
  '”': '”"',
  '„': '“”"',
  '‘': "’‘'",
  '’': "’'",
  '«': '»',
}

export function isQuote(char: string | undefined): char is string {
  return char !== undefined && Object.hasOwn(closers, char)
}

const single: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  '\n': '',
}

/**
 * Reads the string that starts at the cursor. Resolves the escapes of JSON, JavaScript, Python, Ruby, PHP and Go, and
 * the doubled quotes of SQL. If the text ends inside the string, returns the incomplete string. With `doubled`, two
 * quotes always mean one quote, as in SQL and CSV. Without `doubled`, two quotes mean one quote only between other
 * characters.
 */
export function readString(cursor: Cursor, doubled = false): string {
  const { text, marks } = cursor
  const quote = text[cursor.at] ?? '"'
  const ends = closers[quote] ?? quote
  if (quote === "'") marks.add('single quotes')
  else if (quote === '`') marks.add('javascript')
  else if (quote !== '"') marks.add('smart quotes')
  const parts: string[] = []
  cursor.at += 1
  let from = cursor.at
  for (; cursor.at < text.length; cursor.steps += 1) {
    const char = text[cursor.at] ?? ''
    if (char === '\\') {
      parts.push(text.slice(from, cursor.at), readEscape(cursor))
      from = cursor.at
    } else if (!ends.includes(char)) {
      cursor.at += 1
    } else if (isDoubled(text, cursor.at, quote, doubled)) {
      marks.add('sql-escaped')
      parts.push(text.slice(from, cursor.at + 1))
      cursor.at += 2
      from = cursor.at
    } else {
      parts.push(text.slice(from, cursor.at))
      cursor.at += 1
      return parts.join('')
    }
  }
  marks.add('ended early')
  parts.push(text.slice(from))
  return parts.join('')
}

/** Whether two quotes mean one, as in `O''Brien`. Before a separator they do not: `''` is also an empty string. */
function isDoubled(text: string, at: number, quote: string, always: boolean): boolean {
  if (text[at] !== quote || text[at + 1] !== quote) return false
  if (always || text[at - 1] === quote) return always
  const next = text[at + 2]
  return next !== undefined && !/[\s,:=;)\]}>]/.test(next)
}

const escapeSign =
  /\\(?:u\{([\da-fA-F]{1,6})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{2})|([0-3]?[0-7]{1,2})|\r?(\n)|([\s\S]))/y

function readEscape(cursor: Cursor): string {
  escapeSign.lastIndex = cursor.at
  const found = escapeSign.exec(cursor.text)
  cursor.at += found?.[0].length ?? 1
  if (!found) return ''
  const [, braced, four, eight, two, octal, line, other] = found
  const code = braced ?? four ?? eight ?? two
  if (code !== undefined) return fromCode(Number.parseInt(code, 16))
  if (octal !== undefined) return fromCode(Number.parseInt(octal, 8))
  return line ? '' : (single[other ?? ''] ?? other ?? '')
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
}

const wholeToken = /^x(?:oxe\.x)?ox[a-z]-(?:\d{9,14}-){2,3}[A-Za-z0-9]{24,}\r?\n/
/** Matches an id, a client id or a secret, which is a separate value and not a part of a broken token. */
const another = /\n[ \t]*(?:%|[A-Z][A-Z0-9]{7,}\s*$|\d+\.\d+\s*$|[0-9a-f]{32}\s*$)/
/** Matches the next line of a broken token: it is indented, or contains a digit or hyphen, which keywords do not. */
const goesOn = /^[ \t]|[\d-]/

/** Whether this string is a token that was broken into lines because the terminal was narrow. */
export function isBrokenToken(text: string): boolean {
  if (!brokenToken.test(text) || wholeToken.test(text) || another.test(text)) return false
  return text
    .split('\n')
    .slice(1)
    .every((line) => goesOn.test(line))
}

const brokenToken = /^x(?:ox|app|wfp)[\w.%-]*(?:\r?\n[ \t]*(?!x(?:ox|app|wfp))[\w.%-]+)+$/

const plus = /\s*\+\s*(?=["'`])/y

/** Reads a string and the strings that `+` joins to it. */
export function readJoined(cursor: Cursor): string {
  const parts = [readString(cursor)]
  while (take(cursor, plus)) parts.push(readString(cursor))
  const text = parts.join('')
  if (!isBrokenToken(text)) return text
  cursor.marks.add('broken token')
  return text.replace(/\s/g, '')
}

const stringPrefix = /[uUbBrRfF]{1,2}(?=["'])/y

/** Moves the cursor past the letters that Python writes before a string: u'…', b'…'. */
export function takeStringPrefix(cursor: Cursor): boolean {
  if (!take(cursor, stringPrefix)) return false
  cursor.marks.add('python')
  return true
}
