import type { Command } from 'commander'
import { type Actor, type AsOptions, actAs, announceWrite, asOption, callAs, who } from '../actor.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import { identityFor } from '../pick-identity.ts'

export function define(command: Command, context: () => Context): void {
  asOption(command, ['auto'])
    .argument('[channel]', '#name, C… or U… (default: the installing person’s messages with the app)')
    .argument('[text]', 'the message; - reads it from standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens post --as bot                       a test message, to you\n  slack-tokens post "#general" "hello" --as user\n  git log -1 | slack-tokens post "#general" -',
    )
    .action((channel: string | undefined, text: string | undefined, options: AsOptions<'auto'>) =>
      post({ channel, text, ...options }, context()),
    )
}

interface PostOptions extends AsOptions<'auto'> {
  readonly channel: string | undefined
  readonly text: string | undefined
}

/** Posts one message. Says before sending where and as whom. */
export async function post(options: PostOptions, context: Context): Promise<void> {
  const { terminal } = context
  if (options.channel !== undefined && options.text === undefined) {
    throw new CliError('usage', 'A channel without a text', {
      hint: `Give both: slack-tokens post "${options.channel}" "hello"`,
    })
  }
  const actor = await actAs(await identityFor('chat.postMessage', options, context), context)
  const text = options.text === '-' ? (await context.readInput()).replace(/\n$/, '') : options.text
  const target =
    options.channel === undefined ? testTarget(actor) : { channel: options.channel, label: options.channel }
  await announceWrite(actor, `to ${target.label}`, context)
  const message = text ?? testMessage(actor)
  const sent =
    options.channel === undefined
      ? await sendTest(actor, target.channel, message, context)
      : await send(actor, target.channel, message)
  const channel = String(sent.body['channel'])
  const ts = String(sent.body['ts'])
  terminal.result(
    sent.body,
    (paint) => `posted as ${who(actor)}  ${sent.label ?? target.label} ${paint.dim(`(${channel})`)}  ${ts}`,
  )
}

/** The conversation between the app and who installed it: the bot writes to the person, the person to the bot. */
function testTarget({ chosen }: Actor): { channel: string; label: string } {
  const installation = chosen.stored?.installation
  const person = installation?.users[0] ?? installer(chosen)
  const [to, label] =
    chosen.identity === 'bot'
      ? [person?.userId, `@${person?.userName ?? person?.userId ?? ''}`]
      : [installation?.bot?.userId ?? chosen.stored?.access.userId, `@${installation?.bot?.userName ?? 'you'}`]
  if (to) return { channel: to, label: `${label} directly` }
  throw new CliError('usage', 'It is not known who installed the app, so a test message has nobody to go to', {
    hint: 'Name a channel: slack-tokens post "#general" "hello"',
  })
}

function installer(chosen: Actor['chosen']) {
  const userId = chosen.stored?.installation.responses[0]?.userId
  return userId ? { userId, userName: null } : undefined
}

function testMessage({ chosen }: Actor): string {
  return chosen.identity === 'bot'
    ? 'Hello from slack-tokens: this was posted with the bot token, so the app is its author.'
    : 'Hello from slack-tokens: this was posted with the user token, so you are its author.'
}

interface Sent {
  readonly body: Readonly<Record<string, unknown>>
  readonly label?: string
}

async function send(actor: Actor, channel: string, text: string): Promise<Sent> {
  const { body } = await callAs(actor, 'chat.postMessage', { channel, text })
  return { body }
}

/** Where the app's messages tab is off nobody can be written to there: the webhook's channel was granted to this app. */
async function sendTest(actor: Actor, channel: string, text: string, { terminal }: Context): Promise<Sent> {
  try {
    return await send(actor, channel, text)
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'messages_tab_disabled') throw error
    const webhook = actor.chosen.stored?.installation.webhooks.find(({ channelId }) => channelId)
    if (!webhook?.channelId) throw error
    const label = webhook.channel ?? webhook.channelId
    terminal.warn(
      `The app’s messages tab is off (app settings → App Home), so it goes to ${label}, which the install granted`,
    )
    return { ...(await send(actor, webhook.channelId, text)), label }
  }
}
