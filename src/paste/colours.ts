import { stripVTControlCharacters } from 'node:util'

// A colour code that lost its escape character when it was copied.
const lost = /\[\d{1,3}(?:;\d{1,3}){0,4}m/g
const lostEnd = /\[(?:0|22|39|49)m/

/** Returns the text without colour codes. */
export function withoutColours(text: string): string {
  const plain = /[\u001b\u009b]/.test(text)
    ? stripVTControlCharacters(text).replace(/[\u001b\u009b](?:\[[\d;]{0,20}$)?/g, '')
    : text
  return lostEnd.test(plain) ? plain.replace(lost, '') : plain
}
