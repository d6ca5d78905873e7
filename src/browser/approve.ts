import { CliError } from '../errors.ts'
import type { Http } from '../runtime/context.ts'
import { answerConsent, type Decision } from './answer-consent.ts'
import { createBrowser } from './browser.ts'
import { comeBack } from './find-slack.ts'
import { sendOver } from './send.ts'

export interface Visitor {
  readonly simulator: Http
  /** The HTTP client that opens the callback. */
  readonly callback: Http
  readonly signal: AbortSignal
  /** The time limit for each page after the consent page, in milliseconds. */
  readonly patience: number
}

/**
 * Answers the simulator's consent page and follows the redirect to the callback, as a person with a browser does.
 * @returns the URL of the last page
 * @throws CliError with the exit reason `refused` when the simulator shows an error page, with the code `not_loopback`
 * when the callback is not on this computer, and with `failed` or `timedOut` when the callback does not answer
 */
export async function decideOnSimulator(authorizeUrl: string, visitor: Visitor, decision: Decision): Promise<URL> {
  const { signal, patience } = visitor
  const send = sendOver(visitor.callback)
  const browser = createBrowser({ send, signal, patience, allowedHosts: [], hintFor: byHand })
  const callback = await answerConsent(authorizeUrl, sendOver(visitor.simulator), decision)
  browser.check(callback)
  const end = await comeBack(browser, callback)
  if (end.kind !== 'broken' && end.kind !== 'silent' && end.kind !== 'nobody') return end.url
  throw new CliError(
    end.kind === 'silent' ? 'timedOut' : 'failed',
    `${end.url.origin}${end.url.pathname}: ${end.says}`,
    {
      code: end.kind === 'silent' ? 'no_answer' : 'nothing_there',
      hint: listenThere(callback, decision),
    },
  )
}

/**
 * Returns the error for a login that received nothing, because another program answered the callback.
 * @param end the URL of the last page
 */
export function answeredByAnother(end: URL, authorizeUrl: string, decision: Decision): CliError {
  const callback = new URL(new URL(authorizeUrl).searchParams.get('redirect_uri') ?? end)
  return new CliError('failed', `${end.origin}${end.pathname}: another program answers there, not this login`, {
    code: 'nothing_there',
    hint: listenThere(callback, decision),
  })
}

/** Returns a hint with a login command that listens at the URL of the callback. */
function listenThere({ origin, pathname, port }: URL, { decision }: Decision): string {
  const button = decision === 'cancel' ? '--deny' : '--approve'
  const flags = `${button} --redirect-uri ${origin}${pathname} --port ${port || 80}`
  return `The redirect URL must lead to this login: slack-tokens login --sim ${flags}   or leave both out`
}

const byHand = () => 'Use a browser instead: slack-tokens login --sim, and press Allow'
