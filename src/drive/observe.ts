import type { Clock, LocalSimulator } from '../context.ts'
import { control } from '../simulated-app.ts'

/** A request of the app as it arrived at the simulator. */
export interface Call {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly what: string
  /** `bot:U…` or `user:U…`; null without a valid token. */
  readonly as: string | null
  /** Secrets masked. */
  readonly args: Readonly<Record<string, string>>
  readonly status: number
  readonly ok: boolean
  readonly error: string | null
}

/** What the app sends to Slack from a moment on. */
export interface Watch {
  /** All calls so far, but for the consent pages, which the browser visits. */
  calls(): Promise<readonly Call[]>
  /** The same, once `enough` holds for them or `patience` milliseconds have passed. */
  until(enough: (calls: readonly Call[]) => boolean, patience: number): Promise<readonly Call[]>
}

export async function startWatch(simulator: LocalSimulator, clock: Clock, signal: AbortSignal): Promise<Watch> {
  const read = async () => ((await control(simulator, 'GET', '/_sim/log')) as { log: readonly Call[] }).log
  const last = JSON.stringify((await read()).at(-1))
  const calls = async () => {
    const log = await read()
    // The log forgets its oldest, so places in it move.
    const before = log.findLastIndex((one) => JSON.stringify(one) === last)
    return log.slice(before + 1).filter(({ what }) => what !== 'authorize')
  }
  return {
    calls,
    async until(enough, patience) {
      for (let waited = 0; ; waited += 50) {
        const seen = await calls()
        if (waited >= patience || enough(seen)) return seen
        await clock.sleep(50, signal)
      }
    },
  }
}

const exchangeMethods = ['oauth.v2.access', 'oauth.access', 'oauth.v2.user.access']

/** The attempts to turn a code into tokens. */
export function exchangesIn(calls: readonly Call[]): readonly Call[] {
  return calls.filter(
    ({ what, args }) =>
      exchangeMethods.includes(what) && (args['grant_type'] ?? 'authorization_code') === 'authorization_code',
  )
}

const deadCodes = ['account_inactive', 'token_revoked', 'invalid_auth']

/** Calls with a token that works no more. */
export function deadCallsIn(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ error }) => error !== null && deadCodes.includes(error))
}
