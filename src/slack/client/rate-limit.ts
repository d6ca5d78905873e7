import { CliError } from '../../errors.ts'
import type { ReceivedAnswer, RequestContext } from './types.ts'

/** Limits are waited out for this many milliseconds in all unless told; beyond it the call fails and says how long. */
const usualMaxWait = 60_000

/** The shortest wait: Slack counts in whole seconds, but says 0 when one is nearly over. */
const leastWait = 100

/**
 * Sends, and after a 429 waits as long as Slack says and sends again: nothing happened yet. Each call waits for itself,
 * as Slack counts by token and method: others go on.
 * @param what is limited, in words.
 * @throws CliError slack, code `ratelimited`, details `retryAfter` (seconds): limited for longer than `maxWait`.
 */
export async function waitingOutLimits(
  what: string,
  send: () => Promise<ReceivedAnswer>,
  request: Pick<RequestContext, 'terminal' | 'clock' | 'signal' | 'maxWait'>,
): Promise<ReceivedAnswer> {
  const { terminal, clock, signal, maxWait = usualMaxWait } = request
  let waited = 0
  for (let refusals = 0; ; refusals += 1) {
    const received = await send()
    if (received.status !== 429) return received
    const wait = retryAfter(received.headers['retry-after'], refusals, clock.now())
    const seconds = Math.ceil(wait / 1000)
    if (waited + wait > maxWait) throw tooLong(what, seconds, maxWait)
    waited += wait
    terminal.warn(`Slack limits ${what}: waiting ${seconds} s`)
    const until = clock.now() + wait
    await terminal.wait(
      () => `${what} goes on in ${Math.max(Math.ceil((until - clock.now()) / 1000), 0)} s`,
      clock.sleep(wait, signal),
    )
  }
}

function tooLong(what: string, seconds: number, maxWait: number): CliError {
  return new CliError('slack', `${what}: ratelimited, Slack wants ${seconds} s of silence`, {
    code: 'ratelimited',
    hint: `Wait ${seconds} s and run the command again, or let it wait: --max-wait ${Math.ceil(maxWait / 1000) + seconds}`,
    details: { retryAfter: seconds },
  })
}

/**
 * Milliseconds from a `Retry-After` of seconds or a date. Where it says nothing usable, one second, doubled at every
 * refusal in a row; so is a wait of nothing, or a server that always says 0 would be asked without end.
 */
export function retryAfter(header: string | string[] | undefined, refusals: number, now: number): number {
  const text = (Array.isArray(header) ? header[0] : header)?.slice(0, 100).trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(Number(text) * 1000, leastWait * 2 ** refusals)
  // Date.parse takes “-1” and “1e3” for years.
  const date = /[A-Za-z]{3}.{0,60}\d:\d/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? 1000 * 2 ** refusals : Math.max(date - now, 1000)
}
