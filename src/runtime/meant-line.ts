import type { Command } from 'commander'
import { shellWord } from '../terminal/shell-word.ts'
import { commandAt, fullName } from './defined-program.ts'
import { offeredFlags } from './global-flags.ts'
import { habitInGroup, habitOf } from './habits.ts'
import { typedWords } from './typed-words.ts'

/**
 * Returns the command line that a person probably means by a line whose word `unknown` is no command of `group`; for
 * words from habit only. Options and arguments that the command takes are kept.
 */
export async function lineMeant(group: Command, unknown: string, argv: readonly string[]): Promise<string | undefined> {
  const at = argv.indexOf(unknown)
  const words = argv.slice(at)
  const before = argv.slice(0, at).filter((word) => !isNameOf(group, word))
  const names = group.commands.flatMap((one) => [one.name(), ...one.aliases()])
  const found =
    group.parent === null
      ? habitOf(words, names)
      : habitInGroup(fullName(group).replace('slack-tokens ', ''), words, names)
  return found && (await lineFor(found.target, [...found.rest, ...before]))
}

function isNameOf(command: Command, word: string): boolean {
  if (command.parent === null) return false
  return [command.name(), ...command.aliases()].includes(word) || isNameOf(command.parent, word)
}

/**
 * Returns the line of a command with those of the typed words that the command takes. In `target`, a part in braces is
 * an example, which the typed words replace.
 */
export async function lineFor(target: string, typed: readonly string[]): Promise<string> {
  const fixed = target.match(/(?:\{[^{}]*\}|[^\s{}])+/g) ?? []
  const found = await commandAt(fixed)
  if (!found) return ['slack-tokens', target].join(' ')
  const { command, rest } = found
  const options = [...command.options, ...offeredFlags(command)]
  const takesPairs = command.registeredArguments.some((one) => one.name() === 'key=value')
  const isTaken = (word: string) => !takesPairs || rest.length === 0 || /^[\w.]+:?=/.test(word)
  const words = typedWords(typed, options)
  const fits = (word: string) => command.name() !== 'login' || word.includes('://')
  const others = words.flatMap(({ word, kind }) => (kind === 'other' && (fixed.length > 1 || fits(word)) ? [word] : []))
  const example = fixed.find((one) => one.includes('{'))
  const free = others.filter((word) => (example === undefined || takesPairs ? isTaken(word) : false))
  const replacing = others.filter((word) => !free.includes(word)).join(' ')
  const filled = fixed
    .filter((one) => replacing !== '' || !one.includes('{}'))
    .map((one) => one.replace(/\{([^{}]*)\}/, (_, usual: string) => likeExample(replacing, usual)))
  const [last] = command.registeredArguments.slice(-1)
  const fixedWords = rest.filter((word) => !word.startsWith('-')).length
  const room = last?.variadic ? Infinity : Math.max(0, command.registeredArguments.length - fixedWords)
  const kept = words.flatMap(({ word, option, kind }) => (kind !== 'other' && option ? [word] : []))
  return ['slack-tokens', ...[...filled, ...free.slice(0, room), ...kept].map(shellWord)].join(' ')
}

/** Returns the typed words in place of an example; an address without its scheme gets that of the example. */
function likeExample(typed: string, example: string): string {
  const [scheme = ''] = /^https?:\/\//.exec(example) ?? []
  return typed === '' ? example : typed.includes('://') ? typed : scheme + typed
}
