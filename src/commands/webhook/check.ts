import type { ChosenWebhook } from '../../config/choose-webhook.ts'
import { CliError, Interruption } from '../../errors.ts'
import type { Wire } from '../../slack/client/transport.ts'
import { probeWebhook, readWebhookUrl, shownWebhook } from '../../slack/client/webhook.ts'
import { columns } from '../../terminal/table.ts'

export interface Asked {
  readonly chosen: ChosenWebhook
  readonly url: URL
  /** The installation's others too. */
  readonly all: boolean
}

interface Finding {
  readonly channel: string | null
  readonly url: URL
  /** Why it would not post; undefined when it would. */
  readonly refusal: CliError | undefined
}

/**
 * Asks webhooks whether they would post; nothing is posted. JSON: `{ ok, webhooks: [{ channel, works, error?, message? }] }`.
 * @throws CliError what the first one that does not work answered.
 */
export async function checkWebhooks({ chosen, url, all }: Asked, wire: Wire): Promise<void> {
  const { terminal } = wire
  const stored = all ? (chosen.stored?.installation.webhooks ?? []) : []
  const others = stored
    .filter((webhook) => webhook.url !== chosen.url)
    .map((webhook) => ({
      url: readWebhookUrl(webhook.url, 'What is stored'),
      channel: webhook.channel ?? webhook.channelId,
    }))
  for (const other of others) terminal.conceal(other.url.href)
  const asked = [{ url, channel: chosen.channel }, ...others]
  const findings = await terminal.wait('Asking', Promise.all(asked.map((one) => probe(one, wire))))
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

async function probe(one: Omit<Finding, 'refusal'>, wire: Wire): Promise<Finding> {
  try {
    return { ...one, refusal: await probeWebhook(one.url, wire) }
  } catch (error) {
    if (error instanceof Interruption || !(error instanceof CliError)) throw error
    return { ...one, refusal: error }
  }
}

function summary({ channel, refusal }: Finding) {
  return { channel, works: !refusal, ...(refusal && { error: refusal.code, message: refusal.message }) }
}
