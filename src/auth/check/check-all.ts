import type { Context } from '../../runtime/context.ts'
import { createConcurrencyLimit } from './concurrency.ts'
import { createProbes } from './probe.ts'
import type { CheckFindings, Subject, TokenFinding, WebhookFinding } from './types.ts'

/**
 * Maximum number of simultaneous calls. More would hardly be faster, because Slack limits the rate of a method for each
 * app in a workspace.
 */
const mostCalls = 16

/**
 * Checks all tokens and webhooks, several at a time. Returns what `judge` makes of the results of each subject, in the
 * order of the subjects. A rate limit delays only the token that it concerns. After Ctrl-C, the remaining results are
 * `unchecked`. Never throws for an error of Slack.
 * @param judge is called as soon as all results of a subject are there, in any order of the subjects
 */
export async function checkAll<T>(
  subjects: readonly Subject[],
  context: Context,
  judge: (findings: CheckFindings) => T,
): Promise<readonly T[]> {
  const gate = createConcurrencyLimit(mostCalls)
  const probes = createProbes({ ...context, clock: gate.clock(context.clock) })
  const judged = new Array<T>(subjects.length)
  let done = 0
  function* tasks() {
    for (const [index, subject] of subjects.entries()) {
      const { webhooks } = subject.installation
      const found = { subject, tokens: [] as TokenFinding[], webhooks: [] as WebhookFinding[] }
      let left = subject.pairs.length + webhooks.length
      const finish = () => {
        if (left === 0) judged[index] = judge(found)
      }
      /** Returns a task that puts its result at the place of its token or webhook. */
      const filling = <F>(results: F[], at: number, probe: () => Promise<F>) => {
        return async () => {
          results[at] = await probe()
          done += 1
          left -= 1
          finish()
        }
      }
      finish()
      for (const [at, token] of subject.pairs.entries()) yield filling(found.tokens, at, () => probes.token(token))
      for (const [at, webhook] of webhooks.entries())
        yield filling(found.webhooks, at, () => probes.webhook(webhook, subject))
    }
  }
  const total = subjects.reduce((sum, { pairs, installation }) => sum + pairs.length + installation.webhooks.length, 0)
  await context.terminal.wait(() => progress(done, total, gate.paused), gate.run(tasks()))
  return judged
}

const width = 24

/** Returns the progress line: `Checking ██████░░░ 12 of 81, 3 waiting for rate limits`. */
export function progress(done: number, total: number, paused: number): string {
  const full = total === 0 ? width : Math.floor((done / total) * width)
  const limited = paused > 0 ? `, ${paused} waiting for rate limits` : ''
  return `Checking ${'█'.repeat(full)}${'░'.repeat(width - full)} ${done} of ${total}${limited}`
}
