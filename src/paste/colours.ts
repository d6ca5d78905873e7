import { stripVTControlCharacters } from 'node:util'

// What is left of a colour when the character of the escape was lost on the way.
const lost = /\[\d{1,3}(?:;\d{1,3}){0,4}m/g
const lostEnd = /\[(?:0|22|39|49)m/

/** A text without the codes that colour it. */
export function withoutColours(text: string): string {
  const plain = /[\u001b\u009b]/.test(text)
    ? stripVTControlCharacters(text).replace(/[\u001b\u009b](?:\[[\d;]{0,20}$)?/g, '')
    : text
  return lostEnd.test(plain) ? plain.replace(lost, '') : plain
}
