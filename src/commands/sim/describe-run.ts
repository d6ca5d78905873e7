import { describeMissing } from '../../proxy/describe-missing.ts'
import type { Language } from '../../proxy/languages.ts'
import type { TurnedEnvironment } from '../../proxy/turn.ts'
import type { Context } from '../../runtime/context.ts'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { errorFacts } from '../../slack/facts/errors.ts'
import { oneLine } from '../../slack/facts/one-line.ts'

/** A run that has ended. */
export interface EndedRun {
  readonly code: number
  readonly turned: Pick<TurnedEnvironment, 'events'>
  /** The number of requests that reached the simulator. */
  readonly count: number
  /** The language of the program; undefined when it is not known. */
  readonly language: Language | undefined
  /** The requests, oldest first. */
  readonly log: readonly LoggedRequest[]
}

/**
 * Prints how many requests reached the simulator. If some requests did not reach it, prints why and what to change. The
 * cause is then the set-up of the HTTP client, and not a defect of the program. After a failure of the program, prints
 * the last refused call too.
 */
export function describeRun({ code, turned, count, language, log }: EndedRun, { terminal }: Context): void {
  terminal.note(`\n${count === 1 ? '1 request' : `${count} requests`} for Slack reached the simulator`)
  describeMissing({ events: turned.events, count, language, end: 'the simulator' }, terminal)
  if (code === 0) return
  const refused = log.findLast(({ error }) => error !== null)
  if (refused?.error) terminal.note(describeRefusal(refused.what, refused.error))
}

/** The lines about a call that the simulator refused. */
function describeRefusal(what: string, error: string): string {
  const means = errorFacts(error, what.startsWith('oauth.') ? 'exchange' : 'api')?.means
  const name = oneLine(error)
  return `The last refused call: ${oneLine(what)} ${name}${means === undefined ? '' : `. ${means}`}\nWhat to do: slack-tokens why ${name}`
}
