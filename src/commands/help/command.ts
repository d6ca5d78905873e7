import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import { commands } from '../../runtime/command-list.ts'
import type { Context } from '../../runtime/context.ts'
import { commandAt, fullName } from '../../runtime/defined-program.ts'
import { habitInGroup, habitOf } from '../../runtime/habits.ts'
import type { TreeCommand } from '../../runtime/tree-types.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { topics } from './topics.ts'

/** Adds the argument and the action to the command `help`. */
export function define(command: Command, context: () => Context, tree: () => Promise<TreeCommand>): void {
  command
    .argument('[topic...]', `a command, or: ${Object.keys(topics).join(', ')}`)
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens help tokens\n  slack-tokens help sim start\n  slack-tokens help --json    all commands, options and examples as one document',
    )
    .action((words: string[]) => help(words, { command, tree }, context()))
}

/**
 * Prints the help of a topic, or of the command or subcommand that the words name. Without words and with `--json`,
 * prints all commands as a tree.
 */
async function help(
  words: readonly string[],
  { command, tree }: { readonly command: Command; readonly tree: () => Promise<TreeCommand> },
  { terminal }: Context,
): Promise<void> {
  if (words.length === 0 && terminal.json) {
    terminal.result(await tree(), () => '')
    return
  }
  const program = command.parent
  const topic = words.length === 0 ? undefined : words.join(' ')
  const named = program ? commandNamed(program, words) : undefined
  const textAt = (room: number) =>
    topic === undefined ? program?.helpInformation() : (topics[topic]?.(room) ?? named?.helpInformation())
  const text = textAt(Infinity)
  if (text === undefined) {
    throw await noHelp(words)
  }
  terminal.result({ topic: topic ?? null, text }, (_paint, room) => (textAt(room) ?? text).trimEnd())
}

/** Returns the error for words that name no topic and no command. */
async function noHelp(words: readonly string[]): Promise<CliError> {
  const found = await commandAt(words)
  if (found) return noSubcommand(found)
  const [word = ''] = words
  const meant = habitOf(words)
  const near = nearest(word, [...Object.keys(topics), ...commands.map(({ name }) => name)])
  const guess = meant
    ? `Did you mean: slack-tokens help ${await nameIn(meant.target)}   `
    : word === 'version'
      ? 'To print the version: slack-tokens --version   '
      : near.length > 0
        ? `Did you mean: slack-tokens help ${near[0]}   `
        : ''
  return new CliError('usage', `There is no help on “${words.join(' ')}”`, {
    hint: `${guess}Topics: ${Object.keys(topics).join(', ')}. Commands: slack-tokens --help`,
  })
}

/** Returns the error for a command that was found, with words behind it that name no subcommand of it. */
async function noSubcommand({ command, rest }: { command: Command; rest: readonly string[] }): Promise<CliError> {
  const [, ...names] = fullName(command).split(' ')
  const name = names.join(' ')
  const meant = habitInGroup(names, rest, command.commands)
  const [near] = nearest(
    rest[0] ?? '',
    command.commands.map((one) => one.name()),
  )
  const topic = meant ? await nameIn(meant.target) : near === undefined ? undefined : `${name} ${near}`
  return new CliError('usage', `slack-tokens ${name} has no command “${rest.join(' ')}”`, {
    hint: `${topic === undefined ? '' : `Did you mean: slack-tokens help ${topic}   `}Help: slack-tokens help ${name}`,
  })
}

/** Returns the name of the command in a command line, without the program and without arguments. */
async function nameIn(line: string): Promise<string> {
  const found = await commandAt(line.split(' '))
  return found ? fullName(found.command).replace('slack-tokens ', '') : line
}

function commandNamed(program: Command, words: readonly string[]): Command | undefined {
  return words.reduce<Command | undefined>(
    (parent, word) => parent?.commands.find((one) => [one.name(), ...one.aliases()].includes(word)),
    program,
  )
}
