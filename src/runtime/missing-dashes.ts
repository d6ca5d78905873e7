import type { Command } from 'commander'
import { shellWord } from '../terminal/shell-word.ts'
import { fullName } from './defined-program.ts'
import { offeredFlags } from './global-flags.ts'
import { typedWords } from './typed-words.ts'

/**
 * Returns the command line with two dashes before a word that is the name of an option: `login sim` is `login --sim`.
 * Undefined when no word is one.
 */
export function withDashes(command: Command, argv: readonly string[]): string | undefined {
  const options = [...command.options, ...offeredFlags(command)]
  const others = typedWords(argv, options).filter(({ kind }) => kind === 'other')
  const words = others.slice(fullName(command).split(' ').length - 1)
  const found = words.find(({ word, at }) => {
    const option = options.find(({ long, hidden }) => long === `--${word}` && !hidden)
    return word === 'help' || (option && (!option.required || words.some((next) => next.at === at + 1)))
  })
  if (!found) return undefined
  const line = argv.map((word, at) => (at === found.at ? `--${word}` : word))
  return ['slack-tokens', ...line.map(shellWord)].join(' ')
}
