import { dedent, looksLikeFields, looksLikeYaml, readDotenv, readForm } from './dotenv-form-yaml.ts'
import { findSecrets, type PastedSecret } from './find-secrets.ts'
import { readLabels } from './labelled.ts'
import type { Mark } from './literal/cursor.ts'
import { type ScannedPart, scan } from './literal/scan.ts'
import { noteMarks } from './mark-notes.ts'
import { amongWords, credentialsIn, readPairs } from './pairs.ts'
import { apart, plainHyphens, wholeTokens } from './plain-tokens.ts'
import { readRichText } from './rich-text.ts'
import { rebuild } from './sanitise-value.ts'
import { readSections } from './sections.ts'
import { isAbout, readBare } from './single-value.ts'
import type { Pasted, PasteForm } from './types.ts'
import { unwrap } from './unwrap.ts'
import { wrappedLog } from './unwrap-logs.ts'

/** Matches an RTF document, whose reader is loaded only for such a text (see build.js). */
const richText = /^\s{0,100}\{\\rtf/
/** Maximum number of characters that are searched for objects; the rest is searched for tokens only. */
export const mostText = 1_048_576
/** Maximum number of characters to read as YAML: its parser is the slowest, and no program prints answers as YAML. */
const mostYaml = 65_536
/** Maximum number of layers (a code fence, an escaping, …) to remove. */
const mostLayers = 8

/** The results of reading so far. */
interface PasteReading {
  readonly forms: Set<PasteForm>
  readonly values: unknown[]
  readonly marks: Set<Mark>
  readonly notes: Set<string>
  readonly secrets: readonly PastedSecret[]
  foreign: number
  /** The first part of the text in which no object was found. */
  words: string
  bare: string | undefined
}

/**
 * Reads pasted text: JSON and similar formats (also escaped, wrapped, cut or in a log line), `.env` lines, a form body,
 * YAML, or one token in quotes. Never sends or evaluates anything, never throws, and takes linear time.
 */
export async function parsePasted(text: string): Promise<Pasted> {
  const rich = richText.test(text) ? readRichText(text) : undefined
  const tooLong = (rich ?? text).length > mostText
  const { text: whole, joined } = wholeTokens(plainHyphens(rich ?? text))
  const part = tooLong ? whole.slice(0, mostText) : whole
  const { secrets, placeholders } = apart(findSecrets(whole))
  const reading: PasteReading = {
    ...{ forms: new Set(rich === undefined ? [] : ['rich text']), values: [], marks: new Set(), notes: new Set() },
    ...{ secrets, foreign: 0, words: '', bare: undefined },
  }
  if (joined) reading.marks.add('broken token')
  if (tooLong) reading.notes.add('It is longer than 1 MB: what follows was searched for tokens only.')
  await readText(part, reading, 0)
  const read = own(reading)
  const cut = tooLong || reading.marks.has('elided') || reading.marks.has('ended early')
  noteMarks(reading.marks, reading.notes)
  read.push(...credentialsIn(part))
  const values = read.length > 0 ? read : readAmongWords(reading)
  const bare = values.length > 0 ? undefined : reading.bare
  const { forms, foreign, notes } = reading
  return { forms: [...forms], values, cut, secrets, placeholders, text: whole, foreign, bare, notes: [...notes] }
}

async function readText(text: string, reading: PasteReading, layer: number): Promise<void> {
  const json = parseJson(text)
  if (json !== undefined && typeof json === 'object') {
    const log = layer < mostLayers ? wrappedLog(text) : undefined
    if (log) return await readText(log.texts[0] ?? '', reading, layer + 1)
    reading.forms.add('json')
    reading.values.push(json)
    return
  }
  if (typeof json === 'string' && layer < mostLayers && /[{[=]/.test(json)) {
    reading.forms.add('double-encoded')
    return await readText(json, reading, layer + 1)
  }
  const inner = layer < mostLayers ? unwrap(text) : undefined
  if (inner) {
    reading.forms.add(inner.form)
    for (const one of inner.texts) await readText(one, reading, layer + 1)
    return
  }
  if (await readLines(text, reading)) return
  const pairs = reading.secrets.length > 0 && !/^\s{0,100}[{[]/.test(text) ? readPairs(text) : []
  if (pairs.length > 0) {
    reading.forms.add('fields')
    reading.values.push(...pairs)
    return
  }
  if (await readFound(text, reading, layer)) return
  readWord(text, reading)
}

/** Parses JSON. Undefined for text that is no JSON, and for null. */
function parseJson(text: string): unknown {
  try {
    return (JSON.parse(text.replace(/^\ufeff/, '')) as unknown) ?? undefined
  } catch {
    return undefined
  }
}

/** Reads formats that consist of lines: variables, a form body, YAML. Returns whether the text has one of them. */
async function readLines(text: string, reading: PasteReading): Promise<boolean> {
  // A word in brackets can be a heading of an ini file.
  if (/^\s{0,100}(?:\{|\[(?!\[?[\w"'][\w ."':@/-]{0,80}\]{1,2}[ \t]*\r?\n))/.test(text)) return false
  const sections = reading.secrets.length > 0 ? readSections(text) : undefined
  const env = sections ?? readDotenv(text)
  const fields = env ?? readForm(text)
  if (fields) {
    reading.forms.add(env ? 'dotenv' : 'form-encoded')
    reading.values.push(fields)
    return true
  }
  const block = text.length > mostYaml ? '' : dedent(text)
  if (block === '' || looksLikeFields(block) || !looksLikeYaml(block)) return false
  const { readYaml } = await import('./yaml.ts')
  const values = readYaml(block)
  if (!values || values.length === 0) return false
  reading.forms.add('yaml')
  reading.values.push(...values)
  return true
}

/** Reads the objects and lists anywhere in the text. Returns whether there are any. */
async function readFound(text: string, reading: PasteReading, layer: number): Promise<boolean> {
  const fields = looksLikeFields(text) && readBare(text) === undefined
  const whole = fields ? `{${text}\n}` : text
  const { found, foreign } = scan(whole)
  reading.foreign += foreign
  const [first] = found
  if (!first) return false
  if (fields) reading.forms.add('fields')
  else addSurroundings(whole, found, reading.forms)
  for (const { value, marks, quoted } of found) {
    if (quoted === undefined) {
      reading.values.push(value)
      for (const mark of marks) reading.marks.add(mark)
      for (const form of formsOf(marks)) reading.forms.add(form)
    } else if (layer < mostLayers) {
      reading.forms.add(marks.has('sql-escaped') ? 'sql-escaped' : 'double-encoded')
      // In single quotes, a shell and standard SQL do not treat a backslash as an escape.
      const asItStands = parseJson(quoted.text) === undefined && parseJson(quoted.raw) !== undefined
      await readText(asItStands ? quoted.raw : quoted.text, reading, layer + 1)
    }
  }
  return reading.values.length > 0
}

/** Matches empty text, or the name of a class before a value. */
const noWords = /^(?:<ref \*\d{1,9}>)? ?(?:&?[A-Za-z_$][\w$.]{0,80}(?:\(\d{1,9}\))?)?["'`]?$/

function addSurroundings(text: string, found: readonly ScannedPart[], forms: Set<PasteForm>): void {
  const lineStarts = found.filter(({ start }) => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, start - 20), start)))
  if (found.length > 1 && lineStarts.length === found.length) forms.add('json lines')
  if (!noWords.test(text.slice(0, found[0]?.start).trim())) forms.add('log prefix')
  else if (text.slice(found.at(-1)?.end).trim() !== '') forms.add('trailing words')
}

const languages = [
  'python',
  'ruby',
  'php',
  'elixir',
  'java',
  'go',
  'javascript',
  'single quotes',
  'smart quotes',
] as const
const additions = ['sql-escaped', 'comments', 'trailing commas'] as const

/** Returns the programming language that the marks show, and the other differences from JSON. */
function formsOf(marks: ReadonlySet<Mark>): PasteForm[] {
  const language = languages.find((one) => marks.has(one))
  return [language ?? 'json', ...additions.filter((one) => marks.has(one) && !(language && one === 'trailing commas'))]
}

/** Reads a text of one word: a token, an address or an id. */
function readWord(text: string, reading: PasteReading): void {
  reading.words ||= text
  const bare = readBare(text)
  if (!bare || reading.bare !== undefined) return
  for (const note of bare.notes) reading.notes.add(note)
  reading.bare = bare.text
}

/**
 * Returns the values of a text with tokens but without objects. If the text has only one token, stores it as `bare`.
 */
function readAmongWords(reading: PasteReading): unknown[] {
  const { secrets, forms, notes, bare } = reading
  const [only] = secrets
  if (!only || (secrets.length === 1 && bare !== undefined && isAbout(bare, only.value))) return []
  forms.add('words')
  const labels = readLabels(reading.words)
  if (labels) return [labels]
  if (secrets.length === 1) {
    notes.clear()
    notes.add('It stood among other words.')
    reading.bare = only.value
    return []
  }
  notes.add('They stood among other words.')
  return amongWords(reading.words, secrets)
}

function own(reading: PasteReading): unknown[] {
  const rebuilt = { marks: reading.marks, ofSlack: reading.secrets.length > 0, inString: false, inBase64: false }
  const values = reading.values.map((value) => rebuild(value, rebuilt))
  if (rebuilt.inString) reading.notes.add('A string in it holds JSON, which was read as a part of it.')
  if (rebuilt.inBase64) {
    reading.forms.add('base64')
    reading.notes.add('Values in it are base64: they were decoded.')
  }
  return values
}
