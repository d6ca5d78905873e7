import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { httpFor } from '../http-for.ts'
import { type ChosenWebhook, chooseWebhook } from '../installations/choose-webhook.ts'
import { placeOf } from '../installations/place.ts'
import { readWebhookUrl, sendToWebhook, shownWebhook, webhookError } from '../slack/webhook.ts'

interface WebhookOptions {
  readonly channel?: string
}

export function define(command: Command, context: () => Context): void {
  command
    .argument('[text]', 'the message; - reads it from standard input (default: a test message)')
    .option('--channel <name>', 'of several webhooks the one for this channel (default: the newest)')
    .addHelpText(
      'after',
      '\nA webhook needs no token: its URL is the secret, and it posts to the one channel\nthat was chosen at the install.\n\nExamples:\n  slack-tokens webhook\n  slack-tokens webhook "deployed" --channel "#releases"\n  git log -1 | slack-tokens webhook -',
    )
    .action((text: string | undefined, options: WebhookOptions) => webhook(text, options, context()))
}

/** Posts one message through an incoming webhook. Says before sending where. */
export async function webhook(text: string | undefined, options: WebhookOptions, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  const chosen = chooseWebhook(await store.read(), settings, options.channel)
  const url = readWebhookUrl(chosen.url, chosen.source === 'SLACK_WEBHOOK_URL' ? chosen.source : 'What is stored')
  terminal.conceal(url.href)
  const message = text === '-' ? (await context.readInput()).replace(/\n$/, '') : (text ?? testMessage)
  terminal.note(`→ ${where(chosen, url)}`)
  if (chosen.others.length > 0 && options.channel === undefined) {
    terminal.note(
      `  The newest of several webhooks. The others post to ${chosen.others.join(', ')}: choose with --channel`,
    )
  }
  const http = await httpFor(chosen.simulator, context)
  const answer = await sendToWebhook(
    url,
    { text: message },
    { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait },
  )
  const error = webhookError(url, answer)
  if (error) throw error
  terminal.result(
    { ok: true, channel: chosen.channel },
    () => `posted to ${chosen.channel ?? 'the webhook’s channel'} as the app, with no token`,
  )
}

const testMessage = 'Hello from slack-tokens: this came through the incoming webhook, so no token was needed.'

function where({ stored, channel, source }: ChosenWebhook, url: URL): string {
  if (!stored) return `${shownWebhook(url)} (from ${source})`
  const from = source === 'active profile' ? '' : ` (“${stored.name}” from ${source})`
  return `${placeOf(stored.installation)} by incoming webhook, to ${channel ?? 'its channel'}${from}`
}
