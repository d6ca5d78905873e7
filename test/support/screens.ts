import { stripVTControlCharacters } from 'node:util'
import { widthOf } from '../../src/terminal/width.ts'
import type { Machine, Over, Ran } from './cli.ts'

export const narrow = 80
/** A width at which no line needs a line break. */
export const wide = 2000

/** Returns everything on the screen, without colours. */
export function screenOf({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): string {
  return stripVTControlCharacters(`${stdout}\n${stderr}`)
}

/** Matches text that the program never breaks: one word, or one command line with its pipe. */
const oneCommand =
  /^(?:\S+(?: (?:"[^"]*"|'[^']*'|\S+))* \| )?(?:slack-tokens|docker run|ssh -L|curl -s)(?: (?:"[^"]*"|'[^']*'|\S+))*$/
const prose = / (?:the|is|are|and|or|that|which|with|again|an?|of|it) /

/** Returns the lines that are wider than the screen and contain a possible line break. */
export function tooWide(screen: string): string[] {
  return screen.split('\n').filter((line) => {
    if (widthOf(line) <= narrow) return false
    const text = line.replace(/^ *(?:(?:[✓!✗→•$-]|\d+\.) +)?/, '')
    return /\s/.test(text) && !(oneCommand.test(text) && !prose.test(text))
  })
}

// Replaces values that change from run to run: times, ports, temporary folders, the last characters of tokens.
const varying = (word: string) =>
  word
    .replace(/…[\w-]{4}\b/g, '…')
    .replace(/(state=|slack-tokens-test-)[\w-]+/g, '$1')
    .replace(/\b[A-Z][A-Z0-9]{8,}\b/g, 'ID')
    .replace(/\d+/g, '0')

/**
 * Returns words on the narrow screen that are not on the wide screen: parts of broken words. A shortened word contains
 * `…` and is allowed.
 */
export function brokenWords(screen: string, whole: string): string[] {
  const words = (text: string) => text.split(/\s+/).map(varying)
  const known = new Set(words(whole))
  return words(screen).filter((one) => !known.has(one) && !one.includes('…'))
}

/** Returns the output of a command at a width. */
export type Screen = (columns: number) => Promise<string>

/** Returns the problems of a screen at 80 columns. */
export async function faults(screen: Screen): Promise<{ tooWide: string[]; broken: string[] }> {
  const text = await screen(narrow)
  return { tooWide: tooWide(text), broken: brokenWords(text, await screen(wide)) }
}

/** The result of `faults` for a screen without problems. */
export const none = { tooWide: [], broken: [] }

/** Returns the screen of a command for any width. */
export const shown = (machine: Machine, argv: readonly string[], over: Over = {}): Screen => {
  return async (columns) => screenOf(await machine.run(argv, { input: '', columns, ...over }))
}
