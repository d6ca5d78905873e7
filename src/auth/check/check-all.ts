import type { Context } from '../../runtime/context.ts'
import { createConcurrencyLimit } from './concurrency.ts'
import { probeOneWebhook, probeToken } from './probe.ts'
import type { CheckFindings, Subject } from './types.ts'

/**
 * Maximum number of simultaneous calls. More would hardly be faster, because Slack limits the rate of a method for each
 * app in a workspace.
 */
const mostCalls = 16

/**
 * Checks all tokens and webhooks, several at a time, and returns the results in the order of the subjects. A rate limit
 * delays only the token that it concerns. After Ctrl-C, the remaining results are `unchecked`. Never throws for an
 * error of Slack.
 */
export async function checkAll(subjects: readonly Subject[], context: Context): Promise<readonly CheckFindings[]> {
  const gate = createConcurrencyLimit(mostCalls)
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

/** Returns the progress line: `Checking ██████░░░ 12 of 81, 3 waiting for rate limits`. */
export function progress(done: number, total: number, paused: number): string {
  const full = total === 0 ? width : Math.floor((done / total) * width)
  const limited = paused > 0 ? `, ${paused} waiting for rate limits` : ''
  return `Checking ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} of ${total}${limited}`
}
