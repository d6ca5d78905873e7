import type { Command } from 'commander'
import { type Actor, actAs, announceWrite } from '../../auth/actor.ts'
import { asOption } from '../../auth/as-option.ts'
import { identityFor } from '../../auth/auto-identity.ts'
import { rememberChannel } from '../../auth/remember-channel.ts'
import { CliError } from '../../errors.ts'
import { type PostContent, readContent } from '../../input/message-content.ts'
import type { Context } from '../../runtime/context.ts'
import { checkAuthor, noteAuthor } from './author.ts'
import { methods, type PostOptions, planPost } from './plan.ts'
import { intent, report } from './report.ts'
import { sendPlan } from './send.ts'
import { checkNeeds, findReader, findTarget } from './target.ts'

const examples = `
The author is who the token acts as: --as bot the app, --as user the person.
Name a message by its ts and the channel, or only by its link.

Examples:
  slack-tokens post --as bot                       a test message, to you
  slack-tokens post "#general" "hello" --as user
  slack-tokens post @dana "in your direct messages"
  git log -1 | slack-tokens post "#general" -
  slack-tokens post "#general" "in plain words" --blocks blocks.json
  slack-tokens post "a reply" --thread https://acme.slack.com/archives/C0…/p17…
  slack-tokens post "#general" "hello" --schedule "in 10m"
  slack-tokens post "#general" "corrected" --update 1700000000.123456
  slack-tokens post C012AB3CD --delete 1700000000.123456`

/** Adds arguments, options, help and action to the command `post`. */
export function define(command: Command, context: () => Context): void {
  asOption(command, ['auto'])
    .argument('[channel]', '#name, C…, or @handle, U…, email (default: the installing person’s messages with the app)')
    .argument('[text]', 'the message; - reads it from standard input')
    .option('--text <text>', 'the message, in place of the argument')
    .option('--blocks <file>', 'Block Kit as JSON, an array or what Block Kit Builder copies; - for standard input')
    .option('--thread <ts>', 'reply under this message')
    .option('--broadcast', 'show the reply in the channel too')
    .option('--ephemeral <person>', 'only this person sees it, and Slack does not store it')
    .option('--schedule <time>', '“in 10m”, 17:30, an ISO date with time, Unix seconds; up to 120 days ahead')
    .option('--update <ts>', 'change this message instead')
    .option('--delete <ts>', 'delete this message instead')
    .option('--name <name>', 'another name for the app; needs the scope chat:write.customize')
    .option('--icon <emoji>', 'another picture, :emoji: or a URL; needs the same scope')
    .option('--force', 'send even what Slack is known to refuse')
    .addHelpText('after', examples)
    .action((channel: string | undefined, text: string | undefined, options: Omit<PostOptions, 'channel'>) =>
      post({ ...options, channel, text: oneText(text, options.text) }, context()),
    )
}

function oneText(argument: string | undefined, option: string | undefined): string | undefined {
  if (argument === undefined || option === undefined) return argument ?? option
  throw new CliError('usage', 'The text is given twice: as an argument and with --text', {
    hint: 'Leave out --text',
  })
}

/** Posts, changes, schedules or deletes one message. Prints the channel and the identity before sending. */
export async function post(options: PostOptions, context: Context): Promise<void> {
  const plan = planPost(options, context.clock.now())
  const method = methods[plan.action]
  const given = plan.text === undefined && plan.blocks === undefined ? undefined : await readContent(plan, context)
  const actor = await actAs(await identityFor(method, options, context), context)
  checkAuthor(actor, plan, options.force ?? false)
  if (!options.force) await checkNeeds(actor, method, plan, context)
  const target = await findTarget(plan, actor, context)
  const reader = await findReader(plan, actor, context)
  await announceWrite(actor, intent({ plan, target, reader }, context), context)
  const content = given ?? (plan.action === 'delete' ? {} : testMessage(actor))
  const sent = await sendPlan({ plan, content, target, reader }, actor, context)
  await report(sent, { plan, actor, reader }, context)
  await rememberChannel(plan.channel, actor, context)
  noteAuthor(actor, plan, sent.body['message'], context.terminal)
}

function testMessage({ chosen }: Actor): PostContent {
  return {
    text:
      chosen.identity === 'bot'
        ? 'Hello from slack-tokens: this was posted with the bot token, so the app is its author.'
        : 'Hello from slack-tokens: this was posted with the user token, so you are its author.',
  }
}
