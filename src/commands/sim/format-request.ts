import type { ChalkInstance } from 'chalk'
import type { LoggedRequest } from '../../simulator/control/client.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { cutEnd, padTo } from '../../terminal/width.ts'

export const rowHead = ['TIME', '', 'METHOD', 'AS', 'ANSWER', 'ARGUMENTS'] as const

/** One row of a table of requests. */
export function requestCells(entry: LoggedRequest, paint: ChalkInstance): string[] {
  const { at, verb, what, as, ok } = entry
  return [timeOf(at), verb, what, as ?? '-', (ok ? paint.green : paint.red)(answerOf(entry)), argumentsOf(entry)]
}

/** The same as a line of its own, where the widths of the others are not known yet. */
export function requestLine(entry: LoggedRequest): string {
  const { at, verb, what, as } = entry
  return `${timeOf(at)}  ${padTo(verb, 4)}  ${padTo(what, 18)}  ${padTo(as ?? '-', 14)}  ${padTo(answerOf(entry), 14)}  ${argumentsOf(entry)}`.trimEnd()
}

function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}

function answerOf({ ok, status, error, drill: fault }: LoggedRequest): string {
  const answer = ok ? `${status} ok` : `${status} ${error ?? ''}`.trimEnd()
  return fault === undefined ? answer : `${answer} (drill)`
}

/** Whose token it was stands in a column of its own, unless it was nobody's. */
function argumentsOf({ args, as }: LoggedRequest): string {
  return Object.entries(args)
    .filter(([name]) => name !== 'token' || as === null)
    .map(([name, value]) => `${oneLine(name)}=${cutEnd(oneLine(value), 41)}`)
    .join(' ')
}
