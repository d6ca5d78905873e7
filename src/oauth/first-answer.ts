import { CliError } from '../errors.ts'
import type { RunClock } from '../runtime/context.ts'
import type { CallbackAnswer } from './callback/server.ts'

export interface AnswerSources {
  /**
   * The answer of the callback server; undefined when its port is in use. Then only a pasted address can be the answer.
   */
  readonly callback: Promise<CallbackAnswer> | undefined
  /** The answer in a pasted text; undefined when nobody can paste. */
  readonly pasted: Promise<CallbackAnswer> | undefined
  /** Resolves when the consent page was shown. If it rejects, the wait fails too. */
  readonly shown: Promise<void>
  /** Milliseconds to wait for the answer. */
  readonly timeout: number
}

/**
 * Returns the answer that arrives first.
 * @throws CliError with the exit reason `timedOut`: no answer arrived in time; the reason with which the signal was
 * aborted; or the error of `shown`.
 */
export async function firstAnswer(
  { callback, pasted, shown, timeout }: AnswerSources,
  { clock, signal }: { readonly clock: RunClock; readonly signal: AbortSignal },
): Promise<CallbackAnswer> {
  const over = new AbortController()
  const late = clock.sleep(timeout, AbortSignal.any([signal, over.signal])).then(() => {
    throw new CliError('timedOut', `No answer from Slack within ${timeout / 1000} s`, { code: 'timed_out' })
  })
  const notShown = shown.then(() => new Promise<never>(() => {}))
  try {
    return await Promise.race([late, notShown, ...[callback, pasted].filter((way) => way !== undefined)])
  } finally {
    over.abort()
    late.catch(() => {})
    notShown.catch(() => {})
  }
}
