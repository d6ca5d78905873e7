import { type Cursor, type Mark, take } from './cursor.ts'

/** The value of a placeholder for missing content: `…`, `[Object]`. */
export const elided = Symbol('elided')

const constants: Readonly<Record<string, readonly [unknown, Mark?]>> = {
  true: [true],
  false: [false],
  null: [null],
  True: [true, 'python'],
  False: [false, 'python'],
  None: [null, 'python'],
  nil: [null, 'ruby'],
  TRUE: [true, 'php'],
  FALSE: [false, 'php'],
  NULL: [null, 'php'],
  Nothing: [null],
  'Optional.empty': [null],
  undefined: [undefined, 'javascript'],
  NaN: [null],
  Infinity: [null],
  '-Infinity': [null],
}

const number = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[nLlf]?$/
const hexadecimal = /^[+-]?0[xX][\da-fA-F]+$/

/** Matches a value that may be missing, as Haskell, OCaml and Java print it: `Just "T0…`, `Some "T0…`, `Optional[T0…]`. */
const optional = /^(?:Just|Some|Optional)[ ([]{1,3}["']?([^"'()[\]]{0,400})["']?[)\]]{0,2}$/

/**
 * Returns the value of an unquoted word: a constant of some programming language, a number, otherwise the word as text.
 */
export function wordValue(given: string, marks: Set<Mark>): unknown {
  const word = optional.exec(given)?.[1] ?? given
  if (Object.hasOwn(constants, word)) {
    const [value, mark] = constants[word] ?? [null]
    if (mark) marks.add(mark)
    return value
  }
  if (hexadecimal.test(word)) return Number(word.replace(/^[+-]/, '')) * (word.startsWith('-') ? -1 : 1)
  if (word.length < 400 && number.test(word)) return numberOrText(word)
  return word
}

/**
 * Returns the number, or the text when the number would lose digits. For example, a client id (`1234567890.1234567890`)
 * is returned as text.
 */
export function numberOrText(word: string): number | string {
  const value = Number(word.replaceAll('_', '').replace(/[nLlf]$/, ''))
  const digits = word
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return Number.isFinite(value) && (digits.length <= 15 || String(value) === word) ? value : word
}

// Matches placeholders that programs print for omitted parts and hidden secrets.
const inspected = /\[(?:Object|Circular(?: \*\d+)?)(?:: [\w ]+)?\]/y
const inspectedList = /\[Array\]/y
const hiddenValue =
  /\[[^[\]{}"'\n,]{0,30}(?:redacted|filtered|masked|hidden|removed|omitted|secret|token|sensitive|scrubbed|private|credential|your)[^[\]{}"'\n,]{0,30}\]/iy
const inspectedCode = /\[(?:Function|AsyncFunction|Getter|Setter|Getter\/Setter|Symbol|class)\b[^\]\n]{0,80}\]/y
const more = /(?:\.{3,}|…)(?:[ \t]*\(?\d+ (?:more|other)[^,\n\]})]*)?(?:[ \t]*[A-Za-z_]\w*(?=\s*[,\]})]))?(?![\w-])/y

/** Moves the cursor past a placeholder for the rest of a list or object: `...`, `… 3 more items`, `...rest`. */
export function takeMore(cursor: Cursor): boolean {
  if (!take(cursor, more)) return false
  cursor.marks.add('elided')
  return true
}

/** Reads a word in brackets that is no list: `[Object]`, `[REDACTED]`. Undefined when the bracket opens a list. */
export function takeBracketedWord(cursor: Cursor): { readonly value: unknown } | undefined {
  if (take(cursor, inspected)) return left(cursor, Object.create(null))
  if (take(cursor, inspectedList)) return left(cursor, [])
  if (take(cursor, inspectedCode)) return { value: undefined }
  const hidden = take(cursor, hiddenValue)
  return hidden && { value: hidden[0] }
}

function left(cursor: Cursor, value: unknown) {
  cursor.marks.add('javascript').add('elided')
  return { value }
}

// Go prints nothing after the colon for an empty string: `RefreshToken: Team:{…}`.
const nextField =
  /[ \t]+(?:[A-Za-z_][\w.-]{0,60}(?::(?=\S)(?!\/\/)|=(?!=)|=>)|[A-Z]\w{0,60}:(?=[ \t]{0,9}(?:[A-Z]\w{0,60}:|[\]}])))/y
const remark = /[ \t]+(?:\/\/|\/\*|#[ \t]|["'][\w.-]{1,60}["'][ \t]{0,9}(?:=>|:))/y
const matching: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * Reads an unquoted value, up to a comma, a closing bracket, the end of the line, or the next field name (as in
 * `{Ok:true Team:…}`). With `toLineEnd`, which print_r needs, commas and brackets belong to the value.
 */
export function readBare(cursor: Cursor, how: { readonly toLineEnd?: boolean; readonly spaced?: boolean }): unknown {
  const { text } = cursor
  const start = cursor.at
  const inner: string[] = []
  for (; cursor.at < text.length; cursor.at += 1) {
    cursor.steps += 1
    const char = text[cursor.at] ?? ''
    if (char === '\n' || char === '\r') break
    if (how.toLineEnd) continue
    if (inner.length === 0 && endsBare(cursor, char, how.spaced ?? false) && !takesScope(cursor, start)) break
    if (char === inner.at(-1)) inner.pop()
    else if (matching[char] && inner.length < 20) inner.push(matching[char])
  }
  return wordValue(withoutTail(text.slice(start, cursor.at).trim(), '"\'`,;'), cursor.marks)
}

/** Removes these characters from the end of the text. */
export function withoutTail(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

const oneScope =
  '(?:[a-z][a-z_.-]{0,40}(?::[a-z_.]{1,40}){1,3}|identify|bot|commands|incoming-webhook|openid|email|profile)'
const scopesSoFar = new RegExp(`(?:^|,)${oneScope}$`)
const scopeNext = new RegExp(`,${oneScope}(?=[,\\s)}\\]]|$)`, 'y')

/**
 * Whether the comma at the cursor joins two unquoted scopes, as in `chat:write,users:read`. Such a comma separates no
 * fields.
 */
function takesScope(cursor: Cursor, start: number): boolean {
  if (cursor.text[cursor.at] !== ',') return false
  return scopesSoFar.test(cursor.text.slice(Math.max(start, cursor.at - 80), cursor.at)) && peek(cursor, scopeNext)
}

function endsBare(cursor: Cursor, char: string, spaced: boolean): boolean {
  if (',;}])'.includes(char)) return true
  if (spaced && (char === '>' || char === ' ')) return true
  // Examine only the start of a run of spaces, so that no space is examined twice.
  if ((char !== ' ' && char !== '\t') || /[ \t]/.test(cursor.text[cursor.at - 1] ?? '')) return false
  return peek(cursor, remark) || (peek(cursor, nextField) && Boolean(cursor.marks.add('go')))
}

function peek(cursor: Cursor, pattern: RegExp): boolean {
  const { at } = cursor
  const found = take(cursor, pattern) !== undefined
  cursor.at = at
  return found
}
