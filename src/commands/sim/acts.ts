import type { Command } from 'commander'
import type { Context } from '../../runtime/context.ts'
import { readAssignments } from './assignments.ts'
import { type ActName, perform } from './perform-act.ts'

type Options = Readonly<Record<string, string | boolean | undefined>>

/** The definition of a subcommand with which a person acts in the simulated Slack. */
interface ActCommand<Name extends ActName> {
  readonly name: Name
  readonly description: string
  /** The arguments, each with its name in commander's syntax and its meaning. */
  readonly args: readonly (readonly [name: string, means: string])[]
  readonly options?: readonly (readonly [flags: string, means: string])[]
  readonly examples: readonly string[]
  /** Returns the request body for the simulator's route. @param words the arguments in order. */
  readonly body: (words: readonly string[], options: Options) => Parameters<typeof perform<Name>>[1]
}

function defineAct<Name extends ActName>(act: ActCommand<Name>) {
  return (sim: Command, context: () => Context): void => {
    const command = sim.command(act.name).description(act.description)
    for (const [name, means] of act.args) command.argument(name, means)
    for (const [flags, means] of act.options ?? []) command.option(flags, means)
    command
      .addHelpText(
        'after',
        `\nExit code 3: an app did not accept the event.\n\nExamples:\n${act.examples.map((line) => `  ${line}`).join('\n')}`,
      )
      .action(async (...given: readonly unknown[]) => {
        const words = given.slice(0, act.args.length).flatMap((one) => (one === undefined ? [] : one)) as string[]
        await perform(act.name, act.body(words, command.opts<Options>()), context())
      })
  }
}

const textOf = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined)
const onMessage = ['--message <ts>', 'ts of the message'] as const

export const defineSay = defineAct({
  name: 'say',
  description: 'a person writes a message; a text that begins with / is a command',
  args: [
    ['<channel>', '#general, an id, or @name for a direct conversation'],
    ['<text>', 'what is typed; @name, #name and <@bot> become mentions'],
  ],
  options: [['--thread <ts>', 'ts of the message that it replies to']],
  examples: [
    'slack-tokens sim say "#general" "<@bot> hello" --user dana',
    'slack-tokens sim say "#general" "and one more" --thread 1700000000.000100',
    'slack-tokens sim say @sim-app "a direct message"',
    'slack-tokens sim say "#random" "/invite @sim-app"',
  ],
  body: ([channel = '', text = ''], { thread }) => ({ channel, text, thread: textOf(thread) }),
})

export const defineCommand = defineAct({
  name: 'command',
  description: 'a person types a slash command',
  args: [['<text>', 'the command with what follows it; the slash may be left out']],
  options: [['--channel <name>', 'where it is typed (default: #general)']],
  examples: [
    'slack-tokens sim command "/deploy now"',
    'slack-tokens sim command "deploy now" --channel "#general" --user dana --json',
  ],
  body: ([text = ''], { channel }) => ({ text, channel: textOf(channel) }),
})

export const defineClick = defineAct({
  name: 'click',
  description: 'a person presses a button, or chooses in a menu',
  args: [['<action-id>', 'of the element, in the open view, else in the newest message that has it']],
  options: [
    [onMessage[0], 'ts of its message'],
    ['--value <value>', 'what is chosen or typed: a value of an option, a date, @name, #name'],
  ],
  examples: [
    'slack-tokens sim click approve',
    'slack-tokens sim click environment --value production --user dana',
    'slack-tokens sim click approve --message 1700000000.000100',
  ],
  body: ([action = ''], { message, value }) => ({
    action_id: action,
    message: textOf(message),
    value: textOf(value),
  }),
})

export const defineSubmit = defineAct({
  name: 'submit',
  description: 'a person fills in the open form and submits it',
  args: [['[block.action=value...]', 'block id and action id, or one of the two alone']],
  examples: [
    'slack-tokens sim submit',
    'slack-tokens sim submit title.value=printer priority=high',
    'slack-tokens sim submit "title=The printer is out of paper" --user dana',
  ],
  body: (words) => ({ values: readAssignments(words, 'slack-tokens sim submit title=printer') }),
})

export const defineClose = defineAct({
  name: 'close',
  description: 'a person closes the open form',
  args: [],
  options: [['--all', 'those under it too']],
  examples: ['slack-tokens sim close', 'slack-tokens sim close --all'],
  body: (_words, { all }) => ({ all: all === true }),
})

export const defineShortcut = defineAct({
  name: 'shortcut',
  description: 'a person uses a shortcut of an app',
  args: [['<callback-id>', 'of the shortcut']],
  options: [[onMessage[0], 'ts of the message, for a message shortcut']],
  examples: [
    'slack-tokens sim shortcut new_ticket',
    'slack-tokens sim shortcut report_message --message 1700000000.000100',
  ],
  body: ([callback = ''], { message }) => ({ callback_id: callback, message: textOf(message) }),
})

export const defineHome = defineAct({
  name: 'home',
  description: 'a person opens the home of an app',
  args: [],
  options: [
    ['--app <name>', 'id or name of the app (default: the newest installation)'],
    ['--tab <tab>', 'home or messages (default: home)'],
  ],
  examples: ['slack-tokens sim home', 'slack-tokens sim home --tab messages --user dana'],
  body: (_words, { app, tab }) => ({ app: textOf(app), tab: textOf(tab) }),
})

export const defineAssistant = defineAct({
  name: 'assistant',
  description: 'a person opens a thread with an app that is an assistant',
  args: [],
  options: [
    ['--app <name>', 'id or name of the app (default: the newest installation)'],
    ['--channel <name>', 'where the person is (default: no channel)'],
    ['--thread <ts>', 'ts of an open thread: the person goes on to another channel'],
  ],
  examples: [
    'slack-tokens sim assistant',
    'slack-tokens sim assistant --channel "#general" --user dana',
    'slack-tokens sim assistant --thread 1700000000.000100 --channel "#random"',
  ],
  body: (_words, { app, channel, thread }) => ({
    app: textOf(app),
    channel: textOf(channel),
    thread: textOf(thread),
  }),
})

export const defineReact = defineAct({
  name: 'react',
  description: 'a person puts an emoji under a message',
  args: [
    ['<ts>', 'of the message'],
    ['<emoji>', 'its name, with or without colons'],
  ],
  options: [
    ['--channel <name>', 'where the message is (default: wherever the person sees it)'],
    ['--remove', 'take it away'],
  ],
  examples: [
    'slack-tokens sim react 1700000000.000100 :tada: --channel "#general"',
    'slack-tokens sim react 1700000000.000100 tada --remove',
  ],
  body: ([ts = '', emoji = ''], { channel, remove }) => ({
    ts,
    emoji,
    channel: textOf(channel),
    remove: remove === true,
  }),
})
