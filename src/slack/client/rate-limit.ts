import { CliError } from '../../errors.ts'
import type { ReceivedAnswer, RequestContext } from './types.ts'

/**
 * Milliseconds that a call waits for rate limits in total, if the caller sets no other maximum. If Slack requires a
 * longer wait, the call fails.
 */
const usualMaxWait = 60_000

/** Minimum wait in milliseconds. Slack sends whole seconds, and 0 when less than one second is left. */
const leastWait = 100

/**
 * Sends a request. A request with the answer 429 had no effect, so it is sent again after the wait that Slack requires.
 * Each call waits separately, because Slack counts by token and method.
 * @param what the name of the call in messages.
 * @throws CliError with the exit reason `slack`, the code `ratelimited` and the wait in seconds as `details.retryAfter`
 * when the wait would be longer than `maxWait`.
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
      () => `${what} continues in ${Math.max(Math.ceil((until - clock.now()) / 1000), 0)} s`,
      clock.sleep(wait, signal),
    )
  }
}

function tooLong(what: string, seconds: number, maxWait: number): CliError {
  return new CliError('slack', `${what}: ratelimited, Slack asks to wait ${seconds} s`, {
    code: 'ratelimited',
    hint: `Wait ${seconds} s and run the command again, or let it wait: --max-wait ${Math.ceil(maxWait / 1000) + seconds}`,
    details: { retryAfter: seconds },
  })
}

/**
 * Returns the milliseconds to wait for a `Retry-After` in seconds or as a date. Without a usable value, and for 0, the
 * wait is one second, doubled after each further refusal: without a wait, a server that always sends 0 would cause an
 * endless loop.
 */
export function retryAfter(header: string | string[] | undefined, refusals: number, now: number): number {
  const text = (Array.isArray(header) ? header[0] : header)?.slice(0, 100).trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(Number(text) * 1000, leastWait * 2 ** refusals)
  // Date.parse would read “-1” and “1e3” as years.
  const date = /[A-Za-z]{3}.{0,60}\d:\d/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? 1000 * 2 ** refusals : Math.max(date - now, 1000)
}
