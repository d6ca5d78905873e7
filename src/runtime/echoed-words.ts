import { notOneLine, oneLine } from '../slack/facts/one-line.ts'

/**
 * A message with each word of the command line that it repeats on one line: `--profile $'a\nb'` is a mistake, and must not
 * look like further lines of ours. Messages have line breaks of their own, so only what was typed is changed.
 */
export function wordsOnOneLine(message: string, argv: readonly string[]): string {
  return argv
    .flatMap(partsOf)
    .filter((part) => notOneLine.test(part) && oneLine(part) !== '')
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, part) => text.replaceAll(part, () => oneLine(part, part.length)), message)
}

/** The word, and what a message may name alone: the value of `--option=value`, the file of `key=@file`. */
function partsOf(word: string): string[] {
  const value = /^[^=]*=@?(.+)$/s.exec(word)?.[1]
  return value === undefined ? [word] : [word, value]
}
