import type { Command } from 'commander'
import { httpFor } from '../../auth/http-for-token.ts'
import { passedOverNote } from '../../auth/source-note.ts'
import { type ChosenWebhook, chooseWebhook } from '../../config/choose-webhook.ts'
import { workspaceLabel } from '../../config/place.ts'
import { CliError } from '../../errors.ts'
import { readContent } from '../../input/message-content.ts'
import type { Context } from '../../runtime/context.ts'
import { requireMessageLocation } from '../../slack/client/permalink.ts'
import type { RequestContext } from '../../slack/client/types.ts'
import { readWebhookUrl, sendToWebhook, shownWebhook, webhookError } from '../../slack/client/webhook.ts'

interface WebhookOptions {
  readonly channel?: string
  readonly blocks?: string
  readonly thread?: string
  readonly check?: boolean
  readonly forget?: boolean
}

const examples = `
A webhook needs no token: its URL is the secret. It posts to the one channel
that was chosen at the install, under the app’s name.

Examples:
  slack-tokens webhook
  slack-tokens webhook "deployed" --channel "#releases"
  slack-tokens webhook "in plain words" --blocks blocks.json
  slack-tokens webhook "done" --thread https://acme.slack.com/archives/C0…/p…
  git log -1 | slack-tokens webhook -
  slack-tokens webhook --check           test it without posting
  slack-tokens webhook --forget --channel "#releases" --yes`

/** Adds arguments, options, help and action to the command `webhook`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[text]', 'the message; - reads it from standard input (default: a test message)')
    .option('--channel <name>', 'the webhook for this channel (default: the newest)')
    .option('--blocks <file>', 'Block Kit as JSON, an array or what Block Kit Builder copies; - for standard input')
    .option('--thread <ts>', 'reply under this message, by its ts or its link')
    .option('--check', 'test without posting: all webhooks, or the one of --channel')
    .option('--forget', 'remove stored webhooks: those that check found dead, or those of --channel')
    .addHelpText('after', examples)
    .action((text: string | undefined, options: WebhookOptions) => webhook(text, options, context()))
}

/** Posts one message through an incoming webhook, or tests it. Prints the channel before sending. */
export async function webhook(text: string | undefined, options: WebhookOptions, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  if (options.check || options.forget) checkAlone(text, options)
  if (options.forget) return await (await import('./forget.ts')).forgetWebhooks(options.channel, context)
  const payload = options.check ? undefined : await readPayload(text, options, context)
  const chosen = chooseWebhook(await store.read(), settings, options.channel)
  if (chosen.passedOver) passedOverNote(chosen.passedOver, chosen.stored?.name ?? '', terminal)
  const url = readWebhookUrl(chosen.url, chosen.source === 'SLACK_WEBHOOK_URL' ? chosen.source : 'What is stored')
  terminal.conceal(url.href)
  const http = await httpFor(chosen.simulator, context)
  const request = { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait }
  if (!payload) {
    const { checkWebhooks } = await import('./check.ts')
    return await checkWebhooks({ chosen, url, all: options.channel === undefined }, request)
  }
  terminal.note(`→ ${where(chosen, url)}`)
  if (chosen.others.length > 0 && options.channel === undefined) {
    terminal.note(
      `  The newest of several webhooks. The others post to ${chosen.others.join(', ')}: choose with --channel`,
    )
  }
  await send({ url, payload, channel: chosen.channel }, request)
}

interface WebhookMessage {
  readonly url: URL
  readonly payload: Readonly<Record<string, unknown>>
  readonly channel: string | null
}

async function send(
  { url, payload, channel }: WebhookMessage,
  request: RequestContext & Pick<Context, 'terminal'>,
): Promise<void> {
  const error = webhookError(url, await sendToWebhook(url, payload, request))
  if (error) throw error
  request.terminal.result(
    { ok: true, channel },
    () => `posted to ${channel ?? 'the webhook’s channel'} as the app, with no token`,
  )
}

const testMessage = 'Hello from slack-tokens: this came through the incoming webhook, so no token was needed.'

/** Returns the payload to post, after reading and checking the message. */
async function readPayload(text: string | undefined, { blocks, thread }: WebhookOptions, context: Context) {
  const place = thread === undefined ? undefined : requireMessageLocation('--thread', thread)
  if (text === '-' && blocks === '-') {
    throw new CliError('usage', 'Standard input can be the text or the blocks, not both', {
      hint: 'Put the blocks into a file: --blocks FILE',
    })
  }
  const given = text ?? (blocks === undefined ? testMessage : undefined)
  const content = await readContent({ text: given, blocks }, context)
  return { ...content, ...(place && { thread_ts: place.threadTs ?? place.ts }) }
}

function checkAlone(text: string | undefined, { blocks, thread, check, forget }: WebhookOptions): void {
  const name = forget ? '--forget' : '--check'
  const other = check && forget ? '--check' : undefined
  if (text === undefined && blocks === undefined && thread === undefined && other === undefined) return
  throw new CliError(
    'usage',
    other ? `${name} and ${other} exclude each other` : `${name} posts nothing, so it can’t have a message`,
    {
      hint: `Leave out ${other ?? 'the message'}, or leave out ${name}`,
    },
  )
}

function where({ stored, channel, source }: ChosenWebhook, url: URL): string {
  if (!stored) return `${shownWebhook(url)} (from ${source})`
  const from = source === 'active profile' ? '' : ` (“${stored.name}” from ${source})`
  return `${workspaceLabel(stored.installation)} by incoming webhook, to ${channel ?? 'its channel'}${from}`
}
