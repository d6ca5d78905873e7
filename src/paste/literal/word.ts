import { type Cursor, type Mark, take } from './cursor.ts'

/** A placeholder for missing content: `…`, `[Object]`. */
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
  undefined: [undefined, 'javascript'],
  NaN: [null],
  Infinity: [null],
  '-Infinity': [null],
}

const number = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[nLlf]?$/
const hexadecimal = /^[+-]?0[xX][\da-fA-F]+$/

/** The value of an unquoted word: a constant of some language, a number, otherwise the word as text. */
export function wordValue(word: string, marks: Set<Mark>): unknown {
  if (Object.hasOwn(constants, word)) {
    const [value, mark] = constants[word] ?? [null]
    if (mark) marks.add(mark)
    return value
  }
  if (hexadecimal.test(word)) return Number(word.replace(/^[+-]/, '')) * (word.startsWith('-') ? -1 : 1)
  if (word.length < 400 && number.test(word)) return numberOrText(word)
  return word
}

/** A number, unless digits would be lost: a client id (`1234567890.1234567890`) stays text. */
export function numberOrText(word: string): number | string {
  const value = Number(word.replaceAll('_', '').replace(/[nLlf]$/, ''))
  const digits = word
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '')
  return Number.isFinite(value) && (digits.length <= 15 || String(value) === word) ? value : word
}

// Placeholders that programs print for skipped parts and hidden secrets.
const inspected = /\[(?:Object|Circular(?: \*\d+)?)(?:: [\w ]+)?\]/y
const inspectedList = /\[Array\]/y
const hiddenValue =
  /\[[^[\]{}"'\n,]{0,30}(?:redacted|filtered|masked|hidden|removed|omitted|secret|token|sensitive|scrubbed|private|credential|your)[^[\]{}"'\n,]{0,30}\]/iy
const inspectedCode = /\[(?:Function|AsyncFunction|Getter|Setter|Getter\/Setter|Symbol|class)\b[^\]\n]{0,80}\]/y
const more = /(?:\.{3,}|…)(?:[ \t]*\(?\d+ (?:more|other)[^,\n\]})]*)?(?:[ \t]*[A-Za-z_]\w*(?=\s*[,\]})]))?(?![\w-])/y

/** `...`, `… 3 more items`, `...rest`: a placeholder for the rest of a list or an object. */
export function takeMore(cursor: Cursor): boolean {
  if (!take(cursor, more)) return false
  cursor.marks.add('elided')
  return true
}

/** A bracketed word that is no list: `[Object]`, `[REDACTED]`. Undefined when the bracket opens a list. */
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

// In Go nothing follows the colon of an empty string: `RefreshToken: Team:{…}`.
const nextField =
  /[ \t]+(?:[A-Za-z_][\w.-]{0,60}(?::(?=\S)(?!\/\/)|=(?!=)|=>)|[A-Z]\w{0,60}:(?=[ \t]{0,9}(?:[A-Z]\w{0,60}:|[\]}])))/y
const remark = /[ \t]+(?:\/\/|\/\*|#[ \t]|["'][\w.-]{1,60}["'][ \t]{0,9}(?:=>|:))/y
const matching: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/**
 * Reads an unquoted value: up to the comma, the closing bracket or the end of the line, and between adjacent fields
 * (`{Ok:true Team:…}`) up to the next name. `toLineEnd` reads commas and brackets too, for print_r.
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

/** The text without these characters at its end. */
export function withoutTail(text: string, characters: string): string {
  let end = text.length
  while (end > 0 && characters.includes(text[end - 1] ?? '')) end -= 1
  return text.slice(0, end)
}

const oneScope =
  '(?:[a-z][a-z_.-]{0,40}(?::[a-z_.]{1,40}){1,3}|identify|bot|commands|incoming-webhook|openid|email|profile)'
const scopesSoFar = new RegExp(`(?:^|,)${oneScope}$`)
const scopeNext = new RegExp(`,${oneScope}(?=[,\\s)}\\]]|$)`, 'y')

/** `chat:write,users:read` without quotes: a comma without a space between two scopes separates no fields. */
function takesScope(cursor: Cursor, start: number): boolean {
  if (cursor.text[cursor.at] !== ',') return false
  return scopesSoFar.test(cursor.text.slice(Math.max(start, cursor.at - 80), cursor.at)) && peek(cursor, scopeNext)
}

function endsBare(cursor: Cursor, char: string, spaced: boolean): boolean {
  if (',;}])'.includes(char)) return true
  if (spaced && (char === '>' || char === ' ')) return true
  // Only at the start of a run of spaces, so that none is examined twice.
  if ((char !== ' ' && char !== '\t') || /[ \t]/.test(cursor.text[cursor.at - 1] ?? '')) return false
  return peek(cursor, remark) || (peek(cursor, nextField) && Boolean(cursor.marks.add('go')))
}

function peek(cursor: Cursor, pattern: RegExp): boolean {
  const { at } = cursor
  const found = take(cursor, pattern) !== undefined
  cursor.at = at
  return found
}
