import { notOneLine, oneLine } from '../slack/facts/one-line.ts'

/**
 * Rewrites a message so that each word from the command line is on one line. Otherwise a mistake such as
 * `--profile $'a\nb'` would look like more lines of the message. Line breaks of the message itself stay.
 */
export function wordsOnOneLine(message: string, argv: readonly string[]): string {
  return argv
    .flatMap(partsOf)
    .filter((part) => notOneLine.test(part) && oneLine(part) !== '')
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, part) => text.replaceAll(part, () => oneLine(part, part.length)), message)
}

/**
 * Returns the word, and the part that a message may name without the rest: the value of `--option=value`, the file of
 * `key=@file`.
 */
function partsOf(word: string): string[] {
  const value = /^[^=]*=@?(.+)$/s.exec(word)?.[1]
  return value === undefined ? [word] : [word, value]
}
