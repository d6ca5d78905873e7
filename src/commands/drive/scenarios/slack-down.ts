import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { exchangesIn } from '../app-calls.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { exchangeMethodOf, twice } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { playTrouble, type Trouble } from './trouble.ts'

/** How late Slack answers in the scenario `slow-slack`, in milliseconds. */
const delay = 2000

/** Lets Slack answer the exchange after two seconds. */
export async function slowSlack(stage: DriveStage): Promise<PlayedScenario> {
  return await playTrouble(stage, {
    ...staged(stage, { what: `slow:${delay}`, times: 1 }),
    crash: 'slow-slack-crash',
    patience: delay + 1000,
    // The simulator logs the slow call when it is answered, also when the app no longer waits for it.
    isEnough: (calls) => calls.some(({ drill }) => drill?.startsWith('slow:')),
    judge: (exchanges) => (exchanges.length > 1 ? [finding('code-exchanged-twice', twice(exchanges))] : []),
  })
}

/** Lets Slack answer the exchange once with status 500. A retry works. */
export async function serverError(stage: DriveStage): Promise<PlayedScenario> {
  return await playTrouble(stage, { ...staged(stage, { what: '500', times: 1 }), crash: 'error-500-crash' })
}

/** The number of refused exchanges that an app may make within Retry-After. */
const mostEarly = 3

/** Retry-After in seconds, and the part of it during which the limit refuses calls, in milliseconds. */
const retryAfter = 1
const limited = 800

/** Lets Slack's rate limit refuse every exchange, until the time in Retry-After is nearly over. */
export async function rateLimited(stage: DriveStage): Promise<PlayedScenario> {
  const { clock, signal } = stage
  const fault = staged(stage, { what: '429', times: 1_000_000, retryAfter })
  return await playTrouble(stage, {
    ...fault,
    crash: 'rate-limited-crash',
    judge: judgeEarly,
    async during(open, watch) {
      let isOver = false
      const opened = open().finally(() => {
        isOver = true
      })
      // The limit ends by itself. An app that waits as Slack asks then gets its answer.
      const lift = async () => {
        await watch.until((calls) => isOver || exchangesIn(calls).length > 0, stage.patience)
        const until = clock.now() + limited
        while (!isOver && clock.now() < until) await clock.sleep(50, signal)
        await fault.end()
      }
      const [end] = await Promise.all([opened, lift()])
      return end
    },
  })
}

function judgeEarly(exchanges: readonly LoggedRequest[]): readonly Finding[] {
  const early = exchanges.filter(({ error }) => error === 'ratelimited')
  if (early.length <= mostEarly) return []
  return [finding('rate-limit-ignored', `${early.length} refused calls within Retry-After: ${retryAfter}`)]
}

/** Returns the two functions of a trouble that set a fault on the exchange and remove it. */
function staged(
  { faults }: DriveStage,
  fault: { readonly what: string; readonly times: number; readonly retryAfter?: number },
): Pick<Trouble, 'begin' | 'end'> {
  let remove: (() => Promise<void>) | undefined
  return {
    async begin(_callback, { link }) {
      remove = await faults.set({ on: exchangeMethodOf[link.flow], ...fault })
      return undefined
    },
    async end() {
      await remove?.()
      remove = undefined
    },
  }
}
