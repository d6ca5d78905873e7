import { stripVTControlCharacters } from 'node:util'
import { widthOf } from '../../src/terminal/width.ts'
import type { Machine, Over, Ran } from './cli.ts'

export const narrow = 80
/** Columns at which no line needs to be broken. */
export const wide = 2000

/** Everything on the screen, without colours. */
export function screenOf({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): string {
  return stripVTControlCharacters(`${stdout}\n${stderr}`)
}

/** Matches what is never broken: one word, or one command line with its pipe. */
const oneCommand =
  /^(?:\S+(?: (?:"[^"]*"|'[^']*'|\S+))* \| )?(?:slack-tokens|docker run|ssh -L|curl -s)(?: (?:"[^"]*"|'[^']*'|\S+))*$/
const prose = / (?:the|is|are|and|or|that|which|with|again|an?|of|it) /

/** Lines that are wider than the screen and could have been broken. */
export function tooWide(screen: string): string[] {
  return screen.split('\n').filter((line) => {
    if (widthOf(line) <= narrow) return false
    const text = line.replace(/^ *(?:(?:[✓!✗→•$-]|\d+\.) +)?/, '')
    return /\s/.test(text) && !(oneCommand.test(text) && !prose.test(text))
  })
}

// What differs from one run to the next: times, ports, temporary folders, the ends of tokens.
const varying = (word: string) =>
  word
    .replace(/…[\w-]{4}\b/g, '…')
    .replace(/(state=|slack-tokens-test-)[\w-]+/g, '$1')
    .replace(/\b[A-Z][A-Z0-9]{8,}\b/g, 'ID')
    .replace(/\d+/g, '0')

/** Words of the narrow screen that the wide one does not have: halves of a word. A cut word shows that it is cut. */
export function brokenWords(screen: string, whole: string): string[] {
  const words = (text: string) => text.split(/\s+/).map(varying)
  const known = new Set(words(whole))
  return words(screen).filter((one) => !known.has(one) && !one.includes('…'))
}

/** What a command prints at a width. */
export type Screen = (columns: number) => Promise<string>

/** The problems of a screen at 80 columns. */
export async function faults(screen: Screen): Promise<{ tooWide: string[]; broken: string[] }> {
  const text = await screen(narrow)
  return { tooWide: tooWide(text), broken: brokenWords(text, await screen(wide)) }
}

/** The problems of a good screen. */
export const none = { tooWide: [], broken: [] }

/** The screen of a command. */
export const shown = (machine: Machine, argv: readonly string[], over: Over = {}): Screen => {
  return async (columns) => screenOf(await machine.run(argv, { input: '', columns, ...over }))
}
