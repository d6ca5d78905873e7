import { notOneLine, oneLine } from '../slack/facts/one-line.ts'

/**
 * Returns a message in which each word from the command line takes only one line. Otherwise a word such as `$'a\nb'`
 * would look like more lines of the message. The message's own line breaks are kept.
 */
export function wordsOnOneLine(message: string, argv: readonly string[]): string {
  return argv
    .flatMap(partsOf)
    .filter((part) => notOneLine.test(part) && oneLine(part) !== '')
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, part) => text.replaceAll(part, () => oneLine(part, part.length)), message)
}

/**
 * Returns the word, and the part of the word that a message may contain alone: the value of `--option=value`, or the
 * file of `key=@file`.
 */
function partsOf(word: string): string[] {
  const value = /^[^=]*=@?(.+)$/s.exec(word)?.[1]
  return value === undefined ? [word] : [word, value]
}
