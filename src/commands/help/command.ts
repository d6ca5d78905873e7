import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import type { TreeCommand } from '../../runtime/tree-types.ts'
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
    throw new CliError('usage', `There is no help on “${topic}”`, {
      hint: `Topics: ${Object.keys(topics).join(', ')}. Commands: slack-tokens --help`,
    })
  }
  terminal.result({ topic: topic ?? null, text }, (_paint, room) => (textAt(room) ?? text).trimEnd())
}

function commandNamed(program: Command, words: readonly string[]): Command | undefined {
  return words.reduce<Command | undefined>(
    (parent, word) => parent?.commands.find((one) => [one.name(), ...one.aliases()].includes(word)),
    program,
  )
}
