import { shellWord } from '../../terminal/shell-word.ts'
import type { Completions } from './complete.ts'

/** The words of a half-typed command line of a shell. */
export interface TypedLine {
  /** All words, without their quotes; the last one is the one to complete, `''` after a space. */
  readonly words: readonly string[]
  /** The quote that is open at the last word; `''` when none is open. */
  readonly quote: '"' | "'" | ''
}

/** Splits a half-typed command line as a POSIX shell does. Expands nothing. */
export function splitLine(line: string): TypedLine {
  const words = ['']
  let quote: TypedLine['quote'] = ''
  for (let index = 0; index < line.length; index++) {
    const char = line.charAt(index)
    const last = words.length - 1
    if (quote === "'" ? char === "'" : quote === '"' && char === '"') quote = ''
    else if (quote === '' && (char === '"' || char === "'")) quote = char
    else if (char === '\\' && quote !== "'" && index + 1 < line.length) {
      index += 1
      words[last] += line.charAt(index)
    } else if (quote === '' && /\s/.test(char)) words.push('')
    else words[last] += char
  }
  return { words: words.filter((word, index) => word !== '' || index === words.length - 1), quote }
}

/** Returns into how many words bash splits words: at each character of `breaks`, which is a word itself. */
export function bashWords(words: readonly string[], breaks: string): number {
  const isBreak = (char: string) => splitters.some((one) => one === char && breaks.includes(one))
  return words.reduce((count, word) => {
    const chars = word.split('').map(isBreak)
    return count + chars.filter((one, index) => one !== chars[index - 1]).length
  }, 0)
}

/** The characters at which bash splits a word, and which occur in the words of this program. */
const splitters = [':', '=']

/**
 * Returns the lines for bash: each candidate as it must be typed. bash splits the last word at certain characters, so
 * each line contains only the part after the last split.
 * @param breaks the characters at which bash splits words (COMP_WORDBREAKS)
 */
export function linesForBash({ candidates }: Completions, { words, quote }: TypedLine, breaks: string): string[] {
  const last = words.at(-1) ?? ''
  const at =
    quote === '' ? Math.max(...splitters.map((char) => (breaks.includes(char) ? last.lastIndexOf(char) : -1))) : -1
  return candidates.map(({ value }) => (quote === '' ? shellWord(value.slice(at + 1)) : value))
}
