import { one, type PasteLayer } from './paste-layer.ts'

const dumpLine = /^\s{0,20}(?:0x)?[0-9a-f]{4,8}:? {1,2}((?:[0-9a-f]{2}){1,2} .*)$/i

/** Returns the text in a dump of `xxd`, `hexdump -C` or Wireshark. */
export function hexDump(text: string): PasteLayer | undefined {
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
