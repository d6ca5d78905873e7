import { tellingBase64 } from './base64.ts'
import { withoutColours } from './colours.ts'
import { dedent, looksLikeYaml, readDotenv, readForm } from './dotenv-form-yaml.ts'
import { quotedLines, timedLines } from './line-prefixes.ts'
import { one, type PasteLayer } from './paste-layer.ts'
import { hexDump, quotedPrintable } from './unwrap-bytes.ts'
import { binaries, dumped, serialized } from './unwrap-dumps.ts'
import { doubledQuotes, escapedJson, fromHex, htmlEscaped } from './unwrap-escapes.ts'
import { goToken, printedByR, structureOfR } from './unwrap-lists.ts'
import { wrappedLog } from './unwrap-logs.ts'
import { formatList, keywordMap, varDumped } from './unwrap-notations.ts'
import { fieldPerLine } from './unwrap-records.ts'
import { sqlRows } from './unwrap-sql.ts'
import { table } from './unwrap-tables.ts'
import { htmlTable, xml } from './unwrap-xml.ts'
import { wrappedJson } from './wrapped-json.ts'

type ReadLayer = (text: string) => PasteLayer | undefined

/** Removes the outermost layer of a text: a code fence, an escaping, or text that a program added to the lines. */
export function unwrap(text: string): PasteLayer | undefined {
  for (const layer of layers) {
    const found = layer(text)
    if (found) return found
  }
  return undefined
}

/** Returns a layer whose module is loaded only for a text with its sign (see build.js), when `read` is called. */
const rare =
  (sign: RegExp | string, read: ReadLayer): ReadLayer =>
  (text) =>
    (typeof sign === 'string' ? text.includes(sign) : sign.test(text)) ? read(text) : undefined

const layers: readonly ReadLayer[] = [
  colours,
  rare(/^[^\S\n]{0,20}(?:0x)?[0-9a-f]{4,8}:? {1,2}[0-9a-f]{2}/im, (text) => hexDump(text)),
  rare(/=\r?\n/, (text) => quotedPrintable(text)),
  fence,
  rare(/\b(?:INSERT|REPLACE|UPDATE|COPY)\b/i, (text) => sqlRows(text)),
  fieldPerLine,
  table,
  rare(/<t[hd]/i, (text) => htmlTable(text)),
  rare(/^\s{0,1000}</, (text) => xml(text)),
  quotedLines,
  timedLines,
  verboseCurl,
  httpMessage,
  base64,
  percentEncoded,
  percentRuns,
  htmlEscaped,
  escapedJson,
  doubledQuotes,
  rare(/[▼▶]|\{#\d/, (text) => dumped(text)),
  rare(']=>', (text) => varDumped(text)),
  rare('{:', (text) => keywordMap(text)),
  rare(': @{', (text) => formatList(text)),
  rare('map[', (text) => goToken(text)),
  rare('$ ', (text) => structureOfR(text)),
  rare('[1] ', (text) => printedByR(text)),
  wrappedLog,
  wrappedJson,
  rare('<<"', (text) => binaries(text)),
  rare(/a:\d{1,6}:\{|O:\d{1,6}:"/, (text) => serialized(text)),
  base64Runs,
]

function colours(text: string): PasteLayer | undefined {
  const plain = withoutColours(text)
  return plain === text ? undefined : one('colour codes', plain)
}

function base64(text: string): PasteLayer | undefined {
  const data = text.replace(/^\s{0,100}data:[\w/+.-]{1,80}(?:;[\w=-]{1,40})?;base64,/, '')
  const plain = tellingBase64(data)
  return plain === undefined ? undefined : one('base64', plain)
}

// A signed token (JWT) has full stops between its parts; it is not decoded part by part.
const base64Run =
  /(?<![A-Za-z0-9+/_.-])[A-Za-z0-9+/_-]{40,}(?![A-Za-z0-9+/_.-])(?:\r?\n[ \t]{0,40}[A-Za-z0-9+/_-]{4,})*={0,2}/g

/** Decodes base64 among other words. */
function base64Runs(text: string): PasteLayer | undefined {
  if (text.includes('{') || text.length > 65_536 || readDotenv(text) || looksLikeYaml(dedent(text))) return undefined
  const plain = text.replace(base64Run, (run) => tellingBase64(run) ?? run)
  return plain === text ? undefined : one('base64', plain)
}

const fenceLine = /^[ \t>]{0,8}(?:`{3,}|~{3,})/

/** Returns the text of each code block between lines of three backticks; the last block may have no closing line. */
function fence(text: string): PasteLayer | undefined {
  if (!text.includes('```') && !text.includes('~~~')) return undefined
  const blocks: string[][] = []
  let inside = false
  for (const line of text.split('\n')) {
    if (fenceLine.test(line)) {
      inside = !inside
      if (inside) blocks.push([afterFence(line)])
    } else if (inside) blocks.at(-1)?.push(line)
  }
  const texts = blocks.map((lines) => lines.join('\n')).filter((block) => block.trim() !== '')
  return texts.length > 0 ? { form: 'code fence', texts } : undefined
}

/**
 * Returns the content on the opening line of a fence, as in a chat message; empty when the line has only a language.
 */
function afterFence(line: string): string {
  const rest = line
    .replace(fenceLine, '')
    .replace(/(?:(?<!`)`{3,}|(?<!~)~{3,})\s*$/, '')
    .trim()
  return /^[\w+.#-]*(?:\s+\w+=.*)?$/.test(rest) ? '' : rest
}

/** Returns the body in output of `curl -v`, where all other lines start with a sign and a space. */
function verboseCurl(text: string): PasteLayer | undefined {
  if (!/^[<>*] ?(?:.*HTTP\/\d| *Trying |.*[Cc]onnect)/m.test(text)) return undefined
  const lines = text.split('\n')
  const body = lines.filter((line) => !/^(?:[<>*](?: |\r?$)|[{}] \[\d+ bytes data\])/.test(line))
  return body.length < lines.length ? one('curl', body.join('\n')) : undefined
}

const statusLine = /^\s{0,20}(?:HTTP\/\d(?:\.\d)?[ \t]+\d{3}|[A-Z]{3,7}[ \t]+\S{1,2000}[ \t]+HTTP\/\d)/

/** Returns the body of an HTTP message that was copied with its headers. */
function httpMessage(text: string): PasteLayer | undefined {
  if (!statusLine.test(text)) return undefined
  const blank = /\n[ \t]*\r?\n/.exec(text)
  return blank ? one('http', text.slice(blank.index + blank[0].length)) : undefined
}

function percentEncoded(text: string): PasteLayer | undefined {
  const trimmed = text.trim()
  if (!/^%(?:7B|5B)\S*$/i.test(trimmed)) return undefined
  // If the text was cut inside an escape, its complete escapes are decoded.
  return one('form-encoded', decoded(trimmed.replaceAll('+', ' ')))
}

const run = /%(?:7B|5B)(?:%[\dA-F]{2}|[^\s&"'<>%])*/gi

/** Decodes JSON in a query, among other words. */
function percentRuns(text: string): PasteLayer | undefined {
  if (!/%7B(?:%0A|%20|\+){0,9}%22/i.test(text) || readForm(text)) return undefined
  const plain = text.replace(run, (found) => decoded(found.replaceAll('+', ' ')))
  return plain === text ? undefined : one('form-encoded', plain)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(/%([0-7][\da-f])/gi, (_all, code: string) => fromHex(code))
  }
}
