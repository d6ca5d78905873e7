import type { Context } from '../../runtime/context.ts'
import { createConcurrencyLimit } from './concurrency.ts'
import { probeOneWebhook, probeToken } from './probe.ts'
import type { CheckFindings, Subject } from './types.ts'

/** Calls at once: more bring little, and fewer wait for each other (Slack counts by workspace, app and method). */
const places = 16

/**
 * Checks everything, many at once, and returns it in the order of the subjects. A rate limit holds up one token and
 * nothing else. After Ctrl-C what is not known yet comes back as `unchecked`; never throws for what Slack says.
 */
export async function checkAll(subjects: readonly Subject[], context: Context): Promise<readonly CheckFindings[]> {
  const gate = createConcurrencyLimit(places)
  const inside = { ...context, clock: gate.clock(context.clock) }
  let done = 0
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    const result = await gate.pass(work)
    done += 1
    return result
  }
  const total = subjects.reduce((sum, { pairs, installation }) => sum + pairs.length + installation.webhooks.length, 0)
  const all = Promise.all(
    subjects.map(async (subject): Promise<CheckFindings> => {
      const [tokens, webhooks] = await Promise.all([
        Promise.all(subject.pairs.map((storedToken) => counted(() => probeToken(storedToken, inside)))),
        Promise.all(
          subject.installation.webhooks.map((webhook) => counted(() => probeOneWebhook(webhook, subject, inside))),
        ),
      ])
      return { subject, tokens, webhooks }
    }),
  )
  return await context.terminal.wait(() => progress(done, total, gate.paused), all)
}

const width = 24

/** `Checking ██████░░░ 12 of 81, 3 held up by rate limits` */
export function progress(done: number, total: number, paused: number): string {
  const full = total === 0 ? width : Math.floor((done / total) * width)
  const limited = paused > 0 ? `, ${paused} held up by rate limits` : ''
  return `Checking ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} of ${total}${limited}`
}
