import type { ChalkInstance } from 'chalk'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { cutEnd, padTo } from '../../terminal/width.ts'

export const rowHead = ['TIME', '', 'METHOD', 'AS', 'ANSWER', 'ARGUMENTS'] as const

/** Returns the cells of a request in a table. */
export function requestCells(entry: LoggedRequest, paint: ChalkInstance): string[] {
  const { at, verb, what, as, ok } = entry
  return [timeOf(at), verb, what, as ?? '-', (ok ? paint.green : paint.red)(answerOf(entry)), argumentsOf(entry)]
}

/** Returns a request as one line with fixed column widths, for output that is printed as it arrives. */
export function requestLine(entry: LoggedRequest): string {
  const { at, verb, what, as } = entry
  return `${timeOf(at)}  ${padTo(verb, 4)}  ${padTo(what, 18)}  ${padTo(as ?? '-', 14)}  ${padTo(answerOf(entry), 14)}  ${argumentsOf(entry)}`.trimEnd()
}

/** Returns the time of day in UTC. */
export function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}

function answerOf({ ok, status, error, drill: fault }: LoggedRequest): string {
  const answer = ok ? `${status} ok` : `${status} ${error ?? ''}`.trimEnd()
  return fault === undefined ? answer : `${answer} (fault)`
}

/**
 * Returns the arguments as text. The token is among them only if its owner is unknown: a known owner is in another
 * column.
 */
function argumentsOf({ args, as }: LoggedRequest): string {
  return Object.entries(args)
    .filter(([name]) => name !== 'token' || as === null)
    .map(([name, value]) => `${oneLine(name)}=${cutEnd(oneLine(value), 41)}`)
    .join(' ')
}
