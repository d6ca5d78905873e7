import type { ChalkInstance } from 'chalk'
import { CliError, foreignCode } from '../../errors.ts'
import type { SimulatedDelivery, SimulatedWrongAck } from '../../simulator/control/client.ts'
import { deliveryCodes } from '../../slack/facts/known-errors/deliveries.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import { columns } from '../../terminal/table.ts'
import { cutEnd, padTo } from '../../terminal/width.ts'
import { timeOf } from './format-request.ts'
import { isOwnError, ownErrors } from './own-errors.ts'
import { type DeliveryEntry, isWrongAck } from './read-deliveries.ts'

/** Returns the table of deliveries. Frames that acknowledge no delivery are rows of this table too. */
export function deliveryTable(entries: readonly DeliveryEntry[], paint: ChalkInstance, room: number): string {
  return columns(
    ['DELIVERED', 'BY', 'ANSWER', 'TOOK', ''],
    entries.map((one) => [nameOf(one), wayOf(one), answerIn(one, paint), tookOf(one), contentOf(one)]),
    room,
  )
}

/**
 * Returns the cells of a delivery in the table of `sim log`. The arrow → marks a delivery to the app, and ← a frame
 * from the app.
 */
export function deliveryCells(one: DeliveryEntry, paint: ChalkInstance): string[] {
  return [timeOf(one.at), arrowOf(one), nameOf(one), wayOf(one), answerIn(one, paint), contentOf(one)]
}

/** Returns a delivery as one line with fixed column widths, for output that is printed as it arrives. */
export function entryLine(one: DeliveryEntry): string {
  return `${timeOf(one.at)}  ${padTo(arrowOf(one), 4)}  ${padTo(nameOf(one), 18)}  ${padTo(wayOf(one), 14)}  ${padTo(answerOf(one), 14)}  ${contentOf(one)}`.trimEnd()
}

/**
 * Returns a function that creates the error for a failed delivery; undefined when every delivery succeeded. If several
 * deliveries failed, the error is about one that failed because of the app, rather than because of `sim fail`.
 */
export function undelivered(
  deliveries: readonly SimulatedDelivery[],
): ((details: Readonly<Record<string, unknown>>) => CliError) | undefined {
  const allFailed = deliveries.filter(({ ok }) => !ok)
  const failed = allFailed.find((one) => faultBehind(one, allFailed) === undefined) ?? allFailed[0]
  if (!failed) return undefined
  const fault = faultBehind(failed, allFailed)
  const error = failed.error ?? 'unknown_error'
  return (details) =>
    new CliError(
      'slack',
      `${nameOf(failed)} was not accepted: ${fault === undefined ? reasonOf(failed, error) : `the fault ${fault} applied to it`}`,
      {
        code: foreignCode(error),
        hint: `${fault === undefined ? nextFor(failed, error) : 'The simulator caused this failure, not the app'}. All deliveries: slack-tokens sim deliveries`,
        details,
      },
    )
}

function reasonOf(delivery: SimulatedDelivery, error: string): string {
  const meanwhile = sentMeanwhile(delivery.wrongAcks)
  return `${causeOf(delivery, error)}${meanwhile && `; ${meanwhile}`}`
}

function causeOf({ by, status, to, body }: SimulatedDelivery, error: string): string {
  if (isOwnError(error)) return ownErrors[error]
  if (brokeOff({ by, error })) return 'the connection of the app over Socket Mode broke before its answer'
  // The simulator also refuses a redirect to another host. Slack's own text does not mention that case.
  const isRedirect = error === 'too_many_redirects'
  const own = isRedirect ? 'The request URL redirected more than twice, or to another host or port' : undefined
  const means = own ?? rowOf(error)?.means.replace(/\.$/, '') ?? error
  const where = to !== null && /^http/.test(to) ? ` (${to})` : ''
  const answer =
    status === null ? '' : `: status ${status}${body === null ? '' : ` ${cutEnd(oneLine(textOf(body)), 60)}`}`
  return `${means}${answer}${where}`
}

/**
 * Returns the fault of `sim fail` that caused the failure of a delivery; undefined when the app caused the failure. A
 * fault that breaks a socket connection causes the failure of all deliveries over that connection.
 * @param failed all failed deliveries of the same action
 */
function faultBehind(delivery: SimulatedDelivery, failed: readonly SimulatedDelivery[]): string | undefined {
  if (isByFault(delivery)) return delivery.fault
  if (!lostSocket(delivery)) return undefined
  const breaking = failed.find((one) => one.appId === delivery.appId && breaksSocket(one) && lostSocket(one))
  return breaking?.fault
}

function isByFault(delivery: SimulatedDelivery): boolean {
  const { fault, error, status } = delivery
  if (fault === 'cut') return error === 'connection_failed'
  // An app that checks signatures answers with one of these statuses.
  if (fault === 'wrong-signature' || fault === 'old-timestamp') return [400, 401, 403].includes(status ?? 0)
  return breaksSocket(delivery) && lostSocket(delivery)
}

function breaksSocket({ fault = '' }: SimulatedDelivery): boolean {
  return fault === 'drop-socket' || fault.startsWith('disconnect')
}

function lostSocket({ by, error }: SimulatedDelivery): boolean {
  return by !== 'http' && (error === 'connection_failed' || error === 'no_connection')
}

/** Describes the frames that the app sent meanwhile and that acknowledge no delivery; empty without such frames. */
function sentMeanwhile(wrongAcks: SimulatedDelivery['wrongAcks'] = []): string {
  const [first] = wrongAcks
  if (!first) return ''
  const more = wrongAcks.length > 1 ? `, and ${wrongAcks.length - 1} more` : ''
  return `the app sent ${describeAck(first)} over connection ${first.to}${more}`
}

function describeAck({ message, frame }: SimulatedWrongAck): string {
  return frame === '' ? message : `${message}: ${cutEnd(oneLine(frame), 60)}`
}

/**
 * Whether the delivery failed because the Socket Mode connection closed. Slack's own text about `connection_failed` is
 * only about request URLs, so it does not fit.
 */
function brokeOff({ by, error }: { readonly by: SimulatedDelivery['by']; readonly error: string }): boolean {
  return by === 'socket' && error === 'connection_failed'
}

function nextFor({ by, status, wrongAcks = [] }: SimulatedDelivery, error: string): string {
  if (wrongAcks.length > 0) return 'An ack is a text frame with the envelope_id of what was sent: {"envelope_id":"…"}'
  if (brokeOff({ by, error })) return 'See in the output of the app why it ended or closed the connection, and start it'
  if (error === 'reset') return 'Do it again'
  if (error === 'stopped') return 'Start the simulator, and do it again: slack-tokens sim start'
  if (error === 'http_error' && (status ?? 0) >= 500) return 'See in the output of the app why it failed'
  if (error === 'no_request_url')
    return 'Give it one: slack-tokens sim start --events-url http://localhost:3000/slack/events'
  if (error === 'interactivity_off')
    return 'Set settings.interactivity.is_enabled to true in its manifest, then apply it: slack-tokens sim start --manifest FILE'
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

function nameOf(entry: DeliveryEntry): string {
  if (isWrongAck(entry)) return 'wrong ack'
  return `${oneLine(entry.what)}${entry.attempt > 0 ? ` (retry ${entry.attempt})` : ''}`
}

function arrowOf(entry: DeliveryEntry): string {
  return isWrongAck(entry) ? '←' : '→'
}

function wayOf({ by, to }: DeliveryEntry): string {
  return by === 'socket' ? `socket ${to ?? ''}`.trimEnd() : by
}

function answerIn(entry: DeliveryEntry, paint: ChalkInstance): string {
  return (entry.ok ? paint.green : paint.red)(answerOf(entry))
}

function answerOf(entry: DeliveryEntry): string {
  const status = isWrongAck(entry) ? null : entry.status
  return [status, entry.ok ? 'ok' : (entry.error ?? 'failed')].filter((one) => one !== null).join(' ')
}

function tookOf(entry: DeliveryEntry): string {
  if (isWrongAck(entry) || entry.by === 'nothing') return '-'
  return `${entry.ms < 10 ? entry.ms.toFixed(1) : Math.round(entry.ms)} ms`
}

/** Describes a delivery: the app's answer, the frames that acknowledge no delivery, and the fault of `sim fail`. */
function contentOf(entry: DeliveryEntry): string {
  if (isWrongAck(entry)) return describeAck(entry)
  const answer = entry.body === null ? '' : cutEnd(oneLine(textOf(entry.body)), 60)
  const fault = entry.fault === undefined ? '' : `fault: ${oneLine(entry.fault)}`
  return [answer, sentMeanwhile(entry.wrongAcks), fault].filter(Boolean).join('; ')
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}
