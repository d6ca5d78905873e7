import type { Command } from 'commander'
import { columns } from '../columns.ts'
import type { Context } from '../context.ts'
import { CliError, endings } from '../errors.ts'
import { variables } from '../settings.ts'

const topics: Readonly<Record<string, () => string>> = {
  'exit-codes': () => {
    const rows = Object.values(endings).map(({ code, means }) => [String(code), means])
    return `${columns(['CODE', 'MEANS'], rows)}\n\nslack-tokens run ends with the exit code of the program it ran, 128 + n where signal n ended it.`
  },
  environment: () =>
    columns(
      ['VARIABLE', 'MEANS'],
      variables.map(({ name, means }) => [name, means]),
    ),
  tokens: () => tokensTopic,
}

const tokensTopic = `An install brings several secrets home. Which is which:

  user token   xoxp-…   acts as the person who installed the app: posts, searches and uploads as them
  bot token    xoxb-…   acts as the app’s own bot user: prefer it where a method takes it
  webhook      https://hooks.slack.com/services/…   posts to one channel, needs no token

The same key names mean different tokens in the two flows:

                         v1 (oauth.access)       v2 (oauth.v2.access)
  access_token           user token              bot token
  bot.bot_access_token   bot token               -
  authed_user            -                       holds the user token

Not every method takes both: search.messages takes only a user token, for one.
A token that begins with xoxe. rotates: it ends 12 hours after it was issued.`

export function define(command: Command, context: () => Context): void {
  command
    .argument('[topic]', `a command, or: ${Object.keys(topics).join(', ')}`)
    .action((topic: string | undefined) => help(topic, command, context()))
}

/** Help on a command, or one of the topics that belong to no command. */
export function help(topic: string | undefined, command: Command, { terminal }: Context): void {
  const program = command.parent
  const named = program?.commands.find((one) => topic !== undefined && [one.name(), ...one.aliases()].includes(topic))
  const text = topic === undefined ? program?.helpInformation() : (topics[topic]?.() ?? named?.helpInformation())
  if (text === undefined) {
    throw new CliError('usage', `There is no help on “${topic}”`, {
      hint: `Topics: ${Object.keys(topics).join(', ')}. Commands: slack-tokens --help`,
    })
  }
  terminal.result({ topic: topic ?? null, text }, () => text.trimEnd())
}
