import { type Cursor, skipBlank, take } from './cursor.ts'
import { skipDecoration } from './decoration.ts'
import { isEmptyInGo } from './go-empty.ts'
import { takeKey } from './key.ts'
import { fromPairs, type Members, plainValue, shapeOfCall } from './members.ts'
import { isQuote, readJoined } from './string.ts'
import { readBare, takeBracketedWord, takeMore } from './word.ts'

/** Maximum depth of nesting. No answer of Slack is so deep, and a deeper value could overflow the call stack. */
const deepest = 100

const closing: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')', '<': '>' }

/**
 * Reads one value as JSON, JavaScript, Python, Ruby, PHP, Go or Java write it, once and from left to right. Skips text
 * in an unknown format, and adds a mark to the cursor for each missing part. Never evaluates the text, never throws.
 */
export function readValue(cursor: Cursor, toLineEnd = false): unknown {
  skipBlank(cursor)
  // A decoration starts with none of these characters. This test is quick, and most values of JSON pass it.
  if (!'"{0123456789'.includes(cursor.text[cursor.at] ?? ' ')) skipDecoration(cursor)
  const char = cursor.text[cursor.at]
  if (char === undefined) {
    cursor.marks.add('ended early')
    return undefined
  }
  if (isQuote(char)) return readJoined(cursor)
  if (char === '[') {
    const word = takeBracketedWord(cursor)
    if (word) return word.value
  }
  if (char === '{' || char === '[') return plainValue(readMembers(cursor, char), char, cursor.marks)
  const named = readNamed(cursor)
  if (named) return named.value
  if (char === '(') return readParentheses(cursor)
  return takeMore(cursor) ? undefined : readBare(cursor, how(cursor, toLineEnd))
}

function how(cursor: Cursor, toLineEnd: boolean) {
  return { toLineEnd, spaced: cursor.open.at(-1) === '>' }
}

function readParentheses(cursor: Cursor): unknown {
  const quoted = /^\(\s{0,100}[a-zA-Z]{0,2}["']/.test(cursor.text.slice(cursor.at, cursor.at + 110))
  const { pairs, items, commas } = readMembers(cursor, '(')
  if (pairs.length === 0 && commas === 0) {
    // Python can print a long string as several strings in parentheses.
    if (quoted && items.length > 1 && items.every((one) => typeof one === 'string')) return items.join('')
    if (items.length === 1) return items[0]
  }
  cursor.marks.add('python')
  return plainValue({ pairs, items, commas }, '(', cursor.marks)
}

const symbol = /:(?:"([^"\n]{0,200})"|([A-Za-z_]\w{0,200}[?!]?))/y
const call =
  /((?:array|Array|[A-Za-z_][\w\\]{0,80} Object)(?=\s{0,200}\()|[A-Za-z_$](?:[\w$.\\]|::){0,80}(?=\())\s{0,200}/y
const objectCast = /(?:\(object\)\s{0,20})+/y
const goMap = /map(?=\[)/y
const rubyObject =
  /#<(?:(?:struct|data) )?(?:[A-Z][\w:]{0,80}(?::0x[\da-f]+)?|(?=[a-z_]\w{0,60}=))|<[A-Z][\w.]{0,80}(?= {1,9}[A-Za-z_]\w{0,60}=(?!=))/y
// Java prints a record, or an object with ToStringBuilder, as `Team[id=T1, name=Acme]`.
const bracketedFields = /[A-Za-z_$][\w$.]{0,80}(?:@[\da-f]{1,16})?(?=\[\s{0,20}[A-Za-z_]\w{0,60}=(?![=>]))/y
const angled = /<[^<>\n]{1,200}>/y
const aside = /(?:#\d+ )?(?:\(\d+\) )?\s{0,20}(?=[{"])/y

/**
 * Reads a value that starts with a word: `:bot`, `array (…)`, `map[…]`, `#<Mash …>`, `<token>`. Undefined for other
 * values.
 */
function readNamed(cursor: Cursor): { readonly value: unknown } | undefined {
  const { marks } = cursor
  const sign = take(cursor, symbol)
  if (sign) {
    marks.add('ruby')
    return { value: sign[1] ?? sign[2] }
  }
  if (take(cursor, goMap)) {
    marks.add('go')
    return { value: plainValue(readMembers(cursor, '['), '{', marks) }
  }
  if (take(cursor, rubyObject)) {
    marks.add('ruby')
    cursor.at -= 1
    const members = readMembers(cursor, '<')
    // Rails adds a flag: `#<ActionController::Parameters {…} permitted: false>`
    const [only] = members.items.filter((one) => typeof one === 'object' && one !== null)
    const aroundIt = only !== undefined && members.items.length === 1 && members.pairs.length < 2
    return { value: aroundIt ? only : plainValue(members, '{', marks) }
  }
  if (take(cursor, bracketedFields)) {
    marks.add('java')
    return { value: plainValue(readMembers(cursor, '['), '{', marks) }
  }
  if (take(cursor, objectCast)) {
    const value = readValue(cursor)
    return { value: Array.isArray(value) && value.length === 0 ? fromPairs([]) : value }
  }
  const start = cursor.at
  const name = take(cursor, call)?.[1]
  if (name !== undefined) return { value: readCall(cursor, name, start) }
  const angle = take(cursor, angled)
  return angle && { value: angle[0] === '<nil>' ? null : angle[0] }
}

function readCall(cursor: Cursor, name: string, start: number): unknown {
  const members = readMembers(cursor, '(')
  const source = cursor.text.slice(start, cursor.at)
  // var_dump prints a type and a length: array(3) { … }, string(5) "…"
  if (/\(\d{1,20}\)$/.test(source.slice(-24)) && take(cursor, aside)) {
    cursor.marks.add('php')
    return readValue(cursor)
  }
  return shapeOfCall(name, members, source, cursor.marks)
}

/** Reads the content between the bracket at the cursor and its closing bracket. */
function readMembers(cursor: Cursor, opening: string): Members {
  const { marks, open, text } = cursor
  const close = closing[opening] ?? '}'
  const members: Members = { pairs: [], items: [], commas: 0 }
  cursor.at += 1
  if (open.length >= deepest) return skipMembers(cursor, members)
  open.push(close)
  let afterComma = false
  for (;;) {
    skipBlank(cursor)
    const char = text[cursor.at]
    cursor.steps += 1
    if (char === undefined) marks.add('ended early')
    if (char === undefined || endsMembers(cursor, char, close)) break
    if (char === ',' || char === ';') {
      cursor.at += 1
      members.commas += 1
    } else if (!takeMore(cursor)) readMember(cursor, members)
    afterComma = char === ','
  }
  if (afterComma) marks.add('trailing commas')
  open.pop()
  return members
}

/**
 * Whether the list of members ends at the cursor. The cursor moves past the closing bracket, but not past the closing
 * bracket of an outer value.
 */
function endsMembers(cursor: Cursor, char: string, close: string): boolean {
  if (char === close) {
    cursor.at += 1
    return true
  }
  if (!'}])'.includes(char)) return false
  cursor.marks.add('unreadable')
  if (cursor.open.includes(char)) return true
  cursor.at += 1
  skipBlank(cursor)
  return cursor.text[cursor.at] === close && endsMembers(cursor, close, close)
}

/** Moves the cursor past a value that is nested too deeply. */
function skipMembers(cursor: Cursor, members: Members): Members {
  cursor.marks.add('too deep')
  for (let depth = 1; depth > 0 && cursor.at < cursor.text.length; cursor.at += 1) {
    cursor.steps += 1
    const char = cursor.text[cursor.at] ?? ''
    if ('{[('.includes(char)) depth += 1
    else if ('}])'.includes(char)) depth -= 1
  }
  return members
}

function readMember(cursor: Cursor, members: Members): void {
  const start = cursor.at
  const key = takeKey(cursor, members.pairs.length > 0)
  if (key?.sign) addPair(cursor, members, key.text, key.sign)
  else addItem(cursor, members, key ? key.text : readValue(cursor), start)
}

function addPair(cursor: Cursor, members: Members, key: string, sign: string): void {
  if (sign === '=>' && !cursor.marks.has('php')) cursor.marks.add(cursor.open.at(-1) === '}' ? 'ruby' : 'php')
  if (sign === '=') cursor.marks.add('java')
  // print_r prints nothing for null, false and an empty string.
  if (sign === '[]' && /[\r\n]/.test(cursor.text[cursor.at] ?? '')) {
    members.pairs.push([key, null])
    return
  }
  if (sign === ':' && isEmptyInGo(cursor, key)) {
    cursor.marks.add('go')
    members.pairs.push([key, ''])
    return
  }
  skipBlank(cursor)
  const next = cursor.text[cursor.at]
  // The value is missing in `"bot": ,` and `"bot": }`.
  const missing = next === ',' || (next !== undefined && cursor.open.includes(next))
  const value = missing ? undefined : readValue(cursor, sign === '[]')
  members.pairs.push([key, value])
}

function addItem(cursor: Cursor, members: Members, value: unknown, start: number): void {
  if (cursor.at > start) members.items.push(value ?? null)
  else {
    cursor.marks.add('unreadable')
    cursor.at += 1
  }
}
