import type { ChalkInstance } from 'chalk'
import { CliError, foreignCode } from '../../errors.ts'
import type { SimulatedDelivery } from '../../simulator/control/client.ts'
import { deliveryCodes } from '../../slack/facts/known-errors/deliveries.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { columns } from '../../terminal/table.ts'
import { cutEnd, padTo } from '../../terminal/width.ts'
import { timeOf } from './format-request.ts'
import { isOwnError, ownErrors } from './own-errors.ts'

/** Returns the table of the deliveries that a person's action caused. */
export function deliveryTable(deliveries: readonly SimulatedDelivery[], paint: ChalkInstance, room: number): string {
  return columns(
    ['DELIVERED', 'BY', 'ANSWER', 'TOOK', ''],
    deliveries.map((one) => [
      nameOf(one),
      wayOf(one),
      (one.ok ? paint.green : paint.red)(answerOf(one)),
      tookOf(one),
      bodyOf(one),
    ]),
    room,
  )
}

/**
 * Returns the cells of a delivery for the table of `sim log`, which also has requests. The arrow → means a delivery to
 * the app.
 */
export function deliveryCells(one: SimulatedDelivery, paint: ChalkInstance): string[] {
  const answer = (one.ok ? paint.green : paint.red)(answerOf(one))
  return [timeOf(one.at), '→', nameOf(one), wayOf(one), answer, bodyOf(one)]
}

/** Returns a delivery as one line with fixed column widths, for output that is printed as it arrives. */
export function deliveryLine(one: SimulatedDelivery): string {
  return `${timeOf(one.at)}  ${padTo('→', 4)}  ${padTo(nameOf(one), 18)}  ${padTo(wayOf(one), 14)}  ${padTo(answerOf(one), 14)}  ${bodyOf(one)}`.trimEnd()
}

/** Returns a function that creates the error for the first failed delivery; undefined when every delivery succeeded. */
export function undelivered(
  deliveries: readonly SimulatedDelivery[],
): ((details: Readonly<Record<string, unknown>>) => CliError) | undefined {
  const failed = deliveries.find(({ ok }) => !ok)
  if (!failed) return undefined
  const error = failed.error ?? 'unknown_error'
  return (details) =>
    new CliError('slack', `${nameOf(failed)} was not accepted: ${reasonOf(failed, error)}`, {
      code: foreignCode(error),
      hint: `${nextFor(failed.by, error)}. All deliveries: slack-tokens sim deliveries`,
      details,
    })
}

function reasonOf({ by, status, to, body }: SimulatedDelivery, error: string): string {
  if (isOwnError(error)) return ownErrors[error]
  if (brokeOff({ by, error })) return 'the connection of the app over Socket Mode broke before its answer'
  const means = rowOf(error)?.means.replace(/\.$/, '') ?? error
  const where = to !== null && /^http/.test(to) ? ` (${to})` : ''
  const answer =
    status === null ? '' : `: status ${status}${body === null ? '' : ` ${cutEnd(oneLine(textOf(body)), 60)}`}`
  return `${means}${answer}${where}`
}

/** Whether a Socket Mode connection closed. Slack's own meaning of `connection_failed` is only about a request URL. */
function brokeOff({ by, error }: { readonly by: SimulatedDelivery['by']; readonly error: string }): boolean {
  return by === 'socket' && error === 'connection_failed'
}

function nextFor(by: SimulatedDelivery['by'], error: string): string {
  if (brokeOff({ by, error })) return 'See in the output of the app why it ended or closed the connection, and start it'
  if (error === 'no_request_url')
    return 'Give it one: slack-tokens sim stop, then slack-tokens sim start --events-url http://localhost:3000/slack/events'
  if (error === 'interactivity_off')
    return 'Set settings.interactivity.is_enabled to true in its manifest, then start the simulator with it: slack-tokens sim stop, slack-tokens sim start --manifest FILE'
  if (error === 'no_connection')
    return 'Start the app with its app-level token in SLACK_APP_TOKEN: slack-tokens run -- npm start'
  if (error === 'not_loopback')
    return 'Name a URL of this computer: slack-tokens sim start --events-url http://localhost:3000/slack/events'
  return rowOf(error)?.next ?? `What it means: slack-tokens why ${error}`
}

function rowOf(error: string) {
  const rows: Readonly<Record<string, { readonly means: string; readonly next: string }>> = deliveryCodes
  return Object.hasOwn(rows, error) ? rows[error] : undefined
}

function nameOf({ what, attempt }: SimulatedDelivery): string {
  return `${oneLine(what)}${attempt > 0 ? ` (retry ${attempt})` : ''}`
}

function wayOf({ by, to }: SimulatedDelivery): string {
  return by === 'socket' ? `socket ${to ?? ''}`.trimEnd() : by
}

function answerOf({ ok, status, error }: SimulatedDelivery): string {
  return [status, ok ? 'ok' : (error ?? 'failed')].filter((one) => one !== null).join(' ')
}

function tookOf({ by, ms }: SimulatedDelivery): string {
  return by === 'nothing' ? '-' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
}

function bodyOf({ body }: SimulatedDelivery): string {
  return body === null ? '' : cutEnd(oneLine(textOf(body)), 60)
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}
