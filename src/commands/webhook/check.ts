import type { ChosenWebhook } from '../../config/choose-webhook.ts'
import { CliError, Interruption } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import type { RequestContext } from '../../slack/client/types.ts'
import { probeWebhook, readWebhookUrl, shownWebhook } from '../../slack/client/webhook.ts'
import { columns } from '../../terminal/table.ts'

export interface WebhookProbe {
  readonly chosen: ChosenWebhook
  readonly url: URL
  /** Whether to check all webhooks of the installation, or only the chosen one. */
  readonly all: boolean
}

interface WebhookProbeResult {
  readonly channel: string | null
  readonly url: URL
  /** The error of the webhook; undefined when the webhook works. */
  readonly refusal: CliError | undefined
}

/**
 * Checks webhooks without posting. With `--json`, prints `{ ok, webhooks: [{ channel, works, error?, message? }] }`.
 * @throws CliError for the first webhook that does not work.
 */
export async function checkWebhooks(
  { chosen, url, all }: WebhookProbe,
  request: RequestContext & Pick<Context, 'terminal'>,
): Promise<void> {
  const { terminal } = request
  const stored = all ? (chosen.stored?.installation.webhooks ?? []) : []
  const others = stored
    .filter((webhook) => webhook.url !== chosen.url)
    .map((webhook) => ({
      url: readWebhookUrl(webhook.url, 'What is stored'),
      channel: webhook.channel ?? webhook.channelId,
    }))
  for (const other of others) terminal.conceal(other.url.href)
  const requested = [{ url, channel: chosen.channel }, ...others]
  const findings = await terminal.wait('Asking', Promise.all(requested.map((one) => probe(one, request))))
  const failed = findings.find(({ refusal }) => refusal)?.refusal
  if (failed && findings.length === 1) throw failed
  terminal.result({ ok: !failed, webhooks: findings.map(summary) }, (paint, room) =>
    columns(
      ['', '', ''],
      findings.map(({ channel, url: address, refusal }) => [
        channel ?? shownWebhook(address),
        refusal ? paint.red('does not work') : paint.green('works'),
        refusal ? refusal.code : paint.dim('nothing was posted'),
      ]),
      room,
    ),
  )
  if (failed) throw failed
}

async function probe(one: Omit<WebhookProbeResult, 'refusal'>, request: RequestContext): Promise<WebhookProbeResult> {
  try {
    return { ...one, refusal: await probeWebhook(one.url, request) }
  } catch (error) {
    if (error instanceof Interruption || !(error instanceof CliError)) throw error
    return { ...one, refusal: error }
  }
}

function summary({ channel, refusal }: WebhookProbeResult) {
  return { channel, works: !refusal, ...(refusal && { error: refusal.code, message: refusal.message }) }
}
