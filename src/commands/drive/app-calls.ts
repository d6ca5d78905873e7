import type { LocalSimulator, RunClock } from '../../runtime/context.ts'
import { control, type LoggedRequest } from '../../simulator/control/client.ts'

/** A record of the app's calls to Slack. It contains the calls since the record was created. */
export interface Watch {
  /** Returns all calls so far. Requests for consent pages are not included, because the browser sends them. */
  calls(): Promise<readonly LoggedRequest[]>
  /**
   * Waits until `enough` returns true for the calls, or until `patience` milliseconds have passed. Returns the calls so
   * far.
   */
  until(enough: (calls: readonly LoggedRequest[]) => boolean, patience: number): Promise<readonly LoggedRequest[]>
}

/** Starts to watch the app's calls to Slack. The returned watch contains only later calls. */
export async function startWatch(simulator: LocalSimulator, clock: RunClock, signal: AbortSignal): Promise<Watch> {
  const { total: since } = await control(simulator, 'log', {}, ['total'])
  const calls = async () => {
    const { log } = await control(simulator, 'log', { since }, ['log'])
    return log.filter(({ what }) => what !== 'authorize')
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

/** Returns the calls that exchange a code for tokens. */
export function exchangesIn(calls: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return calls.filter(
    ({ what, args }) =>
      exchangeMethods.includes(what) && (args['grant_type'] ?? 'authorization_code') === 'authorization_code',
  )
}

const deadCodes = ['account_inactive', 'token_revoked', 'invalid_auth']

/** Returns the calls with a token that no longer works. */
export function callsWithDeadToken(calls: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return calls.filter(({ error }) => error !== null && deadCodes.includes(error))
}
