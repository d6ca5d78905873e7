import type { Command } from 'commander'
import { CliError, exitReasons } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { variables } from '../runtime/settings.ts'
import type { TreeCommand } from '../runtime/tree-types.ts'
import { columns } from '../terminal/table.ts'

const topics: Readonly<Record<string, (room: number) => string>> = {
  'exit-codes': (room) => {
    const rows = Object.values(exitReasons).map(({ code, means }) => [String(code), means])
    return `${columns(['CODE', 'MEANS'], rows, room)}\n\nslack-tokens run ends with the exit code of the program it ran, 128 + n where signal n ended it.\nslack-tokens drive ends with 1 only when it found a defect; every other failure of drive ends with 2.`
  },
  environment: (room) =>
    columns(
      ['VARIABLE', 'MEANS'],
      variables.map(({ name, means }) => [name, means]),
      room,
    ),
  tokens: tokensTopic,
}

function tokensTopic(room: number): string {
  const kinds = [
    ['  user token', 'xoxp-…', 'acts as the person who installed the app: posts, searches and uploads as them'],
    ['  bot token', 'xoxb-…', 'acts as the app’s own bot user: prefer it where a method accepts it'],
    ['  webhook', 'https://hooks…', 'posts to one channel, needs no token'],
  ]
  const keys = [
    ['', 'v1 (oauth.access)', 'v2 (oauth.v2.access)'],
    ['  access_token', 'user token', 'bot token'],
    ['  bot.bot_access_token', 'bot token', '-'],
    ['  authed_user', '-', 'holds the user token'],
  ]
  return `An install returns several secrets. Which is which:

${columns(['', '', ''], kinds, room)}

The same key names mean different tokens in the two flows:

${columns(['', '', ''], keys, room)}

Not every method accepts both: search.messages, for example, accepts only a user token.
A token that begins with xoxe. rotates: it expires 12 hours after it was issued.`
}

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
