import { type Cursor, cursorAt, type Mark } from './cursor.ts'
import { isQuote, readString } from './string.ts'
import { readValue } from './value.ts'

/** An object or list that was found in a text, with its start and end. */
export interface ScannedPart {
  readonly value: unknown
  readonly start: number
  readonly end: number
  readonly marks: ReadonlySet<Mark>
  /** The string that contains the object: `text` with escapes resolved, `raw` with only the doubled quotes resolved. */
  readonly quoted: { readonly text: string; readonly raw: string } | undefined
}

export interface Scanned {
  readonly found: readonly ScannedPart[]
  /** Number of objects that were only counted, because nothing in them looks like an answer of Slack. */
  readonly foreign: number
  /** Number of reading steps, which is linear in the length of the text. */
  readonly steps: number
}

/**
 * Matches the start of a value that has a name before its bracket: a PHP array, a call with named arguments, a Ruby
 * object.
 */
export const namedOpener =
  /\bmap\[|\b(?:array|Array|OrderedDict|defaultdict|(?<!\\)[A-Za-z_][\w\\]{0,80} Object)\s{0,40}\(|(?<![\w$\\.:])[A-Za-z_](?:[\w$\\.]|::){0,80}\((?=[A-Za-z_]\w{0,60}=(?!=))|#<(?:[A-Z]|(?:struct|data) [A-Za-z])|<[A-Z][\w.]{0,80} {1,9}(?=[A-Za-z_]\w{0,60}=(?!=))/
// These patterns match only a position, because a match with text takes memory, and a log has thousands of brackets.
const opener = new RegExp(`(?=[{[]|${namedOpener.source})`, 'g')
/** The same for a text without the signs `(` and `<`, which most names need. */
const plainOpener = /(?=[{[]|\bmap\[)/g

/** Maximum number of values to read; later values are ignored. */
const most = 10_000

/**
 * Finds the objects and lists in a text, in their order; words between them are allowed. The bracket of a log line
 * (`[INFO]`) is no list. Never throws. The number of steps is linear in the length of the text.
 */
export function scan(text: string): Scanned {
  const found: ScannedPart[] = []
  const lines: JsonLines = { text, tried: 0, foreign: 0, slack: -1 }
  const bracket = text.includes('(') || text.includes('<') ? opener : plainOpener
  let at = 0
  let steps = 0
  let inVain = 0
  while (at < text.length && found.length < most) {
    bracket.lastIndex = at
    if (!bracket.test(text)) break
    const start = bracket.lastIndex
    const line = readJsonLine(lines, start, found.length)
    if (line !== undefined) {
      const end = typeof line === 'number' ? line : line.end
      if (typeof line !== 'number') found.push(line)
      steps += end - at
      at = end
      continue
    }
    const word = endOfLogWord(text, start)
    if (word !== undefined) {
      steps += word - at
      at = word
      continue
    }
    const cursor = cursorAt(text, start)
    // If `readQuoted` finds no object in a string, the text is read a second time. This limit keeps the time linear.
    const quoted = inVain <= text.length ? readQuoted(cursor) : undefined
    if (!quoted) inVain += cursor.steps
    const one = quoted ?? readPlain(cursor)
    steps += cursor.steps + (start - at)
    found.push(one)
    at = Math.max(one.end, start + 1)
  }
  return { found: worthKeeping(found, text), foreign: lines.foreign, steps: steps + text.length }
}

const logWord = /\[(?:[\w .+-]|:(?=\d)|\/(?=\w)){1,60}\](?=[ \t]*[^\s{])/y

/**
 * Returns the end of a word or time in brackets that stands before other text of a log line (`[INFO] started`), which
 * is no list. Undefined for any other text.
 */
function endOfLogWord(text: string, start: number): number | undefined {
  logWord.lastIndex = start
  return !isQuote(text[start - 1]) && logWord.test(text) ? logWord.lastIndex : undefined
}

interface JsonLines {
  readonly text: string
  /** The end of the last log line that was parsed, so that each line is parsed once. */
  tried: number
  foreign: number
  /** Where the next text is that looks like Slack's data, so that the lines before it are not searched one by one. */
  slack: number
}

/**
 * Number of log records that are read in full. Later records are only counted, unless something in them looks like
 * Slack's data.
 */
const mostForeign = 20
const ofSlack = /x(?:ox|app|wfp)|hooks\.slack|access_?token|authed_?user|client_?id|secret|"ok":\s?false/i
const anyOfSlack = new RegExp(ofSlack, 'gi')
/** Matches a number that may lose digits in JSON.parse. */
const longNumber = /[:,[]\s?-?[\d.]{16}/

/**
 * Parses the object at the end of a log line with JSON.parse, which is fast. Returns only its end when the object is not
 * read, and undefined when it is no JSON.
 */
function readJsonLine(lines: JsonLines, start: number, before: number): ScannedPart | number | undefined {
  const { text } = lines
  if (text[start] !== '{' || start < lines.tried || isQuote(text[start - 1])) return undefined
  const newline = text.indexOf('\n', start)
  lines.tried = newline < 0 ? text.length : newline
  const end = text[lines.tried - 1] === '}' ? lines.tried : start + text.slice(start, lines.tried).trimEnd().length
  if (text[end - 1] !== '}') return undefined
  if (before >= mostForeign && !(nextOfSlack(lines, start) < end && ofSlack.test(text.slice(start, end)))) {
    lines.foreign += 1
    return end
  }
  const line = text.slice(start, end)
  if (longNumber.test(line)) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return { value, start, end, marks: new Set(), quoted: undefined }
  } catch {
    return undefined
  }
}

/** Returns where the next text is that looks like Slack's data: at `start` or after it. */
function nextOfSlack(lines: JsonLines, start: number): number {
  if (lines.slack < start) {
    anyOfSlack.lastIndex = start
    lines.slack = anyOfSlack.exec(lines.text)?.index ?? Infinity
  }
  return lines.slack
}

function readPlain(cursor: Cursor): ScannedPart {
  const start = cursor.at
  const value = readValue(cursor)
  return { value, start, end: cursor.at, marks: cursor.marks, quoted: undefined }
}

/** Reads an object that starts at the start of a string: `'{"ok":true}'` or `"{\"ok\":true}"`. */
function readQuoted(cursor: Cursor): ScannedPart | undefined {
  const start = cursor.at
  const { text } = cursor
  if (!isQuote(text[start - 1]) || !'{['.includes(text[start] ?? '')) return undefined
  cursor.at -= 1
  const inside = readString(cursor, true)
  const end = cursor.at
  // In `"{"ok":true}"` the inner quotes are not escaped and would close the string. So the outer quotes are ignored.
  if (inside.length > 4 && /[\]}]\s*$/.test(inside.slice(-8))) {
    const quote = text[start - 1] ?? ''
    const raw = text.slice(start, end - 1).replaceAll(quote + quote, quote)
    return { value: undefined, start: start - 1, end, marks: new Set(cursor.marks), quoted: { text: inside, raw } }
  }
  cursor.at = start
  cursor.marks.clear()
  return undefined
}

function worthKeeping(found: readonly ScannedPart[], text: string): ScannedPart[] {
  const ranked = found.map((one) => ({ one, rank: rank(one) }))
  const best = ranked.reduce((top, { rank }) => Math.max(top, rank), 0)
  const kept = ranked.filter(({ rank }) => rank === best).map(({ one }) => one)
  const [only] = kept
  const whole = only && kept.length === 1 && (text.slice(0, only.start) + text.slice(only.end)).trim() === ''
  return best > 0 || whole ? kept : []
}

/**
 * Ranks a value: 2 when it has fields, 1 for a list of quoted strings, 0 when it may be only brackets of a log line.
 */
function rank({ value, marks, quoted }: ScannedPart): number {
  if (quoted !== undefined || hasFields(value)) return 2
  return Array.isArray(value) && value.length > 1 && marks.has('single quotes') ? 1 : 0
}

function hasFields(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasFields)
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
