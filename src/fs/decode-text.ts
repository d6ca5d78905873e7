import { isUtf8 } from 'node:buffer'
import { NotRead } from './not-read.ts'

/** Number of bytes at the start that are examined to distinguish text from binary data. */
const sample = 8_192

/**
 * Decodes text: UTF-8, or UTF-16 with a byte order mark, which Windows PowerShell writes for `>`.
 * @throws NotRead with the code `binary_input` when the bytes are not text, as in a picture, an archive or a database.
 */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    const even = bytes.subarray(2, bytes.length - (bytes.length % 2))
    return Buffer.from(even).swap16().toString('utf16le')
  }
  if (isBinary(bytes.subarray(0, sample))) throw new NotRead('binary_input', 'is binary, not text')
  return bytes.toString('utf8')
}

/**
 * Whether the bytes are not text. NUL bytes alone do not prove it: /proc/PID/environ and `find -print0` write a NUL
 * byte after each text.
 */
function isBinary(head: Buffer): boolean {
  if (!head.includes(0)) return false
  // The sample can end in the middle of a character of several bytes.
  const text = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))))
  return !text || head.some(isControl)
}

/**
 * Whether the byte is a control character that text does not contain: all except NUL, tab, line feed, form feed,
 * carriage return and escape.
 */
function isControl(byte: number): boolean {
  return (byte < 32 && ![0, 9, 10, 12, 13, 27].includes(byte)) || byte === 127
}
