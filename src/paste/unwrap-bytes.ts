import { one, type PasteLayer } from './paste-layer.ts'

const dumpLine = /^\s{0,20}(?:0x)?[0-9a-f]{4,8}:? {1,2}((?:[0-9a-f]{2}){1,2} .*)$/i
const anyDumpLine = /^[^\S\n]{0,20}(?:0x)?[0-9a-f]{4,8}:? {1,2}[0-9a-f]{2}/im

/** Returns the text in a dump of `xxd`, `hexdump -C` or Wireshark. */
export function hexDump(text: string): PasteLayer | undefined {
  // The first test is quick, and most texts fail it.
  if (!anyDumpLine.test(text)) return undefined
  const rows = text.split('\n').flatMap((line) => dumpLine.exec(line)?.[1] ?? [])
  return rows.length < 2 ? undefined : one('base64', Buffer.from(rows.flatMap(bytesOf)).toString('utf8'))
}

/**
 * Reads the bytes of one row: at most 16, with at most one gap in the middle. The column of characters follows them.
 */
function bytesOf(row: string): number[] {
  const bytes: number[] = []
  let rest = row
  while (bytes.length < 16) {
    const group = /^((?:[0-9a-f]{2}){1,2})( {0,2})/i.exec(rest)
    if (!group) break
    bytes.push(...Buffer.from(group[1] ?? '', 'hex'))
    rest = rest.slice(group[0].length)
    const gap = group[2]?.length
    if (gap === 0 || (gap === 2 && bytes.length !== 8)) break
  }
  return bytes
}

/** Decodes an e-mail in quoted-printable, where an equals sign at the end of a line continues the line. */
export function quotedPrintable(text: string): PasteLayer | undefined {
  if (!/=\r?\n(?<=[^\n]{60}=\r?\n)\S/.test(text)) return undefined
  const named = /^content-transfer-encoding:\s{0,9}quoted-printable/im.test(text)
  const body = named ? text.slice(text.search(/\n\r?\n/) + 1) : text
  // In quoted-printable, every equals sign starts an escape.
  if (!named && /=(?!\r?\n|[0-9A-F]{2})/.test(body)) return undefined
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
  return one('log prefix', plain)
}

/** Maximum length of text that is tried as wrapped JSON. */
const longest = 262_144

/** Joins the lines of JSON that a terminal or a mail program wrapped, inside strings too. */
export function wrappedJson(text: string): PasteLayer | undefined {
  if (text.length > longest) return undefined
  const lines = text.split(/\r?\n/)
  const first = lines.findIndex((line) => /[{[]/.test(line))
  const last = lines.findLastIndex((line) => /[}\]]/.test(line))
  if (first < 0 || last <= first) return undefined
  const part = lines.slice(first, last + 1)
  const margin = Math.min(...part.map((line) => line.length - line.trimStart().length))
  const body = part.map((line) => line.slice(margin))
  const width = body[0]?.length ?? 0
  if (width < 40 || body.slice(0, -1).some((line) => line.length !== width)) return undefined
  const joined = outermost(body.join(''))
  // When all line breaks are between fields, the text needs no joining.
  return joined !== undefined && outermost(body.join('\n')) === undefined ? one('log prefix', joined) : undefined
}

/** Returns the part from the first bracket to the last one, if it is JSON. */
function outermost(text: string): string | undefined {
  const inner = text.slice(text.search(/[{[]/), Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1)
  try {
    JSON.parse(inner)
    return inner
  } catch {
    return undefined
  }
}
