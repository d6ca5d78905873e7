import { Argument, type Command } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { habitInGroup, habitOf, nearCommands } from '../../runtime/habits.ts'
import { withKnownValues } from '../../runtime/known-values.ts'
import { subcommandOf } from '../../runtime/tree-lookup.ts'
import type { TreeCommand } from '../../runtime/tree-types.ts'
import { topics } from './topics.ts'

/** Adds the argument and the action to the command `help`. */
export function define(command: Command, context: () => Context, tree: () => Promise<TreeCommand>): void {
  const names = Object.keys(topics)
  const values = names.map((value) => ({ value, description: 'topic' }))
  command
    .addArgument(withKnownValues(new Argument('[topic...]', `a command, or: ${names.join(', ')}`), values))
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens help tokens\n  slack-tokens help sim start\n  slack-tokens help --json    all commands, options and examples as one document',
    )
    .action((words: string[]) => help(words, { command, tree }, context()))
}

/**
 * Prints the help of a topic, or of the command or subcommand that the words name. With `--json`, prints the command as
 * in the tree of all commands, with its page as `text`; without words, prints that tree.
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
  if (terminal.json && named && text !== undefined && !Object.hasOwn(topics, topic ?? '')) {
    terminal.result({ ...placeIn(await tree(), words).command, text }, () => '')
    return
  }
  if (text === undefined) {
    throw noHelp(words, await tree())
  }
  terminal.result({ topic: topic ?? null, text }, (_paint, room) => (textAt(room) ?? text).trimEnd())
}

/** Returns the error for words that name no topic and no command. */
function noHelp(words: readonly string[], tree: TreeCommand): CliError {
  const { path, command, rest } = placeIn(tree, words)
  const [word = ''] = rest
  const name = path.join(' ')
  const names = command.commands.flatMap((one) => [one.name, ...one.aliases])
  const meant = command === tree ? habitOf(rest, names) : habitInGroup(name, rest, names)
  const [near] = nearCommands(word, command === tree ? [...Object.keys(topics), ...names] : names)
  const topic = meant ? placeIn(tree, meant.target.split(' ')).path.join(' ') : near && [...path, near].join(' ')
  const guess = topic === undefined ? '' : `Did you mean: slack-tokens help ${topic}   `
  if (command !== tree) {
    return new CliError('usage', `“${name}” has no command “${rest.join(' ')}”`, {
      hint: `${guess}Help: slack-tokens help ${name}`,
    })
  }
  const version = word === 'version' ? 'To print the version: slack-tokens --version   ' : guess
  return new CliError('usage', `There is no help on “${words.join(' ')}”`, {
    hint: `${version}Topics: ${Object.keys(topics).join(', ')}. Commands: slack-tokens --help`,
  })
}

/** Finds the command with which the words begin, its full name without the program, and the words behind it. */
function placeIn(
  tree: TreeCommand,
  words: readonly string[],
): { path: readonly string[]; command: TreeCommand; rest: readonly string[] } {
  const [first = '', ...rest] = words
  const next = subcommandOf(tree, first)
  if (!next) return { path: [], command: tree, rest: words }
  const found = placeIn(next, rest)
  return { ...found, path: [next.name, ...found.path] }
}

function commandNamed(program: Command, words: readonly string[]): Command | undefined {
  return words.reduce<Command | undefined>(
    (parent, word) => parent?.commands.find((one) => [one.name(), ...one.aliases()].includes(word)),
    program,
  )
}
