import { namedOpener } from './literal/scan.ts'
import { one, type PasteLayer } from './paste-layer.ts'

/** Returns the character with a hexadecimal code. */
export function fromHex(code: string): string {
  return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff))
}

// This pattern does not match the brackets of a log line (`[INFO]`).
const bracket = /\{|\[(?=\s{0,40}["'{[\\&])/

/** Whether `sign`, a pattern for escaped or doubled quotes, matches directly after the first bracket. */
function firstField(text: string, sign: RegExp): boolean {
  const at = text.search(bracket)
  if (at < 0 || !sign.test(text.slice(at + 1, at + 80))) return false
  const before = text.slice(0, at + 60).search(namedOpener)
  return before < 0 || before >= at
}

const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&', nbsp: ' ' }

/** Resolves the entities of HTML around the quotes of JSON, and removes its tags: `{&quot;ok&quot;:true}`. */
export function htmlEscaped(text: string): PasteLayer | undefined {
  if (!firstField(text, /^(?:\s|<[^>]{0,40}>|&nbsp;|[{[]){0,40}:?&(?:amp;)?(?:quot|apos|#0*3[49]|#x0*2[27]);/i))
    return undefined
  const entity = /&(?:(quot|apos|lt|gt|amp|nbsp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi
  const plain = text
    .replace(/<\/?[a-z][^<>]{0,300}>/gi, '')
    .replace(entity, (_all, name?: string, decimal?: string, hex?: string) =>
      name ? (named[name.toLowerCase()] ?? '') : fromHex(hex ?? Number(decimal).toString(16)),
    )
  return one('html-escaped', plain)
}

/**
 * Unescapes JSON that is the inside of a string, `{\"ok\":true}`: from the first bracket to the first unescaped
 * quote.
 */
export function escapedJson(text: string): PasteLayer | undefined {
  if (!firstField(text, /^(?:\s|\\[nrt]|[{[]){0,40}\\{1,15}["']/)) return undefined
  const inside = text.slice(text.search(bracket))
  const end = text[text.search(bracket) - 1] === "'" ? /(?<!\\)'/ : /(?<!\\)"/
  const plain = inside
    .slice(0, end.exec(inside)?.index)
    .replace(/\\(?:u([\da-fA-F]{4})|([\s\S]))/g, (_all, code?: string, char?: string) =>
      code ? fromHex(code) : ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }[char ?? ''] ?? char ?? ''),
    )
  return one('escaped json', plain)
}

/** Replaces doubled quotes: `{""ok"":true}` in a CSV file, `{''ok'': true}` in an SQL statement. */
export function doubledQuotes(text: string): PasteLayer | undefined {
  const quote = ['"', "'"].find((one) => firstField(text, new RegExp(`^\\s*${one}${one}\\w`)) || startsCsv(text, one))
  if (!quote) return undefined
  const inside = text.slice(text.search(bracket))
  // The quote that closes the string is not doubled.
  const runs = [...inside.matchAll(new RegExp(`${quote}+`, 'g'))]
  const last = runs.find(([run]) => run.length % 2 === 1)
  const end = last ? last.index + last[0].length - 1 : inside.length
  return one('sql-escaped', inside.slice(0, end).replaceAll(quote + quote, quote))
}

function startsCsv(text: string, quote: string): boolean {
  return quote === '"' && text[text.search(bracket) - 1] === quote && firstField(text, /^\s*""/)
}
