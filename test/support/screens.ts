import { stripVTControlCharacters } from 'node:util'
import { widthOf } from '../../src/terminal/width.ts'
import type { Machine, Over, Ran } from './cli.ts'

export const narrow = 80
/** A width in columns at which the program breaks no line. */
export const wide = 2000

/** Returns the text on stdout and stderr, without colours. */
export function screenOf({ stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>): string {
  return stripVTControlCharacters(`${stdout}\n${stderr}`)
}

/** Matches a command line, which the program never breaks. Another command and a pipe may come before it. */
const oneCommand =
  /^(?:\S+(?: (?:"[^"]*"|'[^']*'|\S+))* \| )?(?:slack-tokens|docker run|ssh -L|curl -s)(?: (?:"[^"]*"|'[^']*'|\S+))*$/
const prose = / (?:the|is|are|and|or|that|which|with|again|an?|of|it) /

/** Returns the lines wider than 80 columns that could be broken. */
export function tooWide(screen: string): string[] {
  return screen.split('\n').filter((line) => {
    if (widthOf(line) <= narrow) return false
    const text = line.replace(/^ *(?:(?:[✓!✗→•$-]|\d+\.) +)?/, '')
    return /\s/.test(text) && !(oneCommand.test(text) && !prose.test(text))
  })
}

// Replaces everything that differs between runs: times, ports, ids, temporary folders, ends of tokens.
const varying = (word: string) =>
  word
    .replace(/…[\w-]{4}\b/g, '…')
    .replace(/(state=|slack-tokens-test-)[\w-]+/g, '$1')
    .replace(/\b[A-Z][A-Z0-9]{8,}\b/g, 'ID')
    .replace(/\d+/g, '0')

/**
 * Returns the words that a line break splits: they are on the narrow screen, but not on the wide screen. Words
 * shortened with `…` are allowed.
 */
export function brokenWords(screen: string, whole: string): string[] {
  const words = (text: string) => text.split(/\s+/).map(varying)
  const known = new Set(words(whole))
  return words(screen).filter((one) => !known.has(one) && !one.includes('…'))
}

/** A function that returns the output of a command for a width in columns. */
export type Screen = (columns: number) => Promise<string>

/** Returns the lines that are too wide and the words that are broken at 80 columns. */
export async function faults(screen: Screen): Promise<{ tooWide: string[]; broken: string[] }> {
  const text = await screen(narrow)
  return { tooWide: tooWide(text), broken: brokenWords(text, await screen(wide)) }
}

/** The result of `faults` for a screen without faults. */
export const none = { tooWide: [], broken: [] }

/** Returns a function that runs a command at a given width and returns its output. */
export const shown = (machine: Machine, argv: readonly string[], over: Over = {}): Screen => {
  return async (columns) => screenOf(await machine.run(argv, { input: '', columns, ...over }))
}
