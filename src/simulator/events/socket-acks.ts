import { isRecord } from '../../shape/record.ts'
import type { SentEnvelopes } from './sent-envelopes.ts'
import type { Connection } from './socket-connection.ts'
import type { WrongAck } from './types.ts'

/** Maximum number of wrong acknowledgements that one delivery lists. */
const mostOfDelivery = 10
/** Maximum number of characters of a frame in the log. */
const longestShown = 200

/**
 * For each error, a text that says what is wrong with the frame. It completes a sentence that begins with “the app
 * sent”.
 */
const means: Readonly<Record<WrongAck['error'], string>> = {
  unknown_envelope: 'an ack for an unknown envelope',
  acknowledged_twice: 'a second ack for the same envelope',
  acknowledged_late: 'an ack after the time for it',
  other_connection: 'an ack for an envelope of another connection',
  no_json: 'a frame that is no JSON object',
  no_envelope_id: 'a frame without envelope_id',
  binary_frame: 'a binary frame; an ack is a text frame',
  frame_too_long: 'a frame of more than 1 MB, after which the connection was closed',
  broken_frame: 'a frame that breaks the WebSocket protocol, after which the connection was closed',
}

/** A frame that acknowledges no delivery, before the log adds a number and a time. */
export type FoundWrongAck = Pick<WrongAck, 'appId' | 'to' | 'error' | 'message' | 'frame' | 'delivery'>

/** Returns the data of a frame that acknowledges no delivery, for an entry in the log. */
export function wrongAck(
  { number, appId }: Pick<Connection, 'number' | 'appId'>,
  error: WrongAck['error'],
  { text = '', delivery = null }: { readonly text?: string; readonly delivery?: string | null } = {},
): FoundWrongAck {
  const cut = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
  return { appId, to: String(number), error, message: means[error], frame: cut, delivery }
}

/**
 * Reads a frame from an app. When the frame acknowledges an envelope that waits, passes the frame's payload to the
 * envelope and returns undefined; otherwise returns what is wrong with the frame.
 */
export function acknowledge(
  connection: Connection,
  { text, binary }: { readonly text: string; readonly binary: boolean },
  sent: SentEnvelopes,
): FoundWrongAck | undefined {
  if (binary) return wrongAck(connection, 'binary_frame', { text })
  const frame = parsed(text)
  if (!frame) return wrongAck(connection, 'no_json', { text })
  const id = frame['envelope_id']
  if (typeof id !== 'string') return wrongAck(connection, 'no_envelope_id', { text })
  const envelope = sent.find(id)
  if (!envelope) return wrongAck(connection, 'unknown_envelope', { text })
  const { delivery } = envelope
  if (envelope.connection !== connection.number) return wrongAck(connection, 'other_connection', { text, delivery })
  if (envelope.state === 'acknowledged') return wrongAck(connection, 'acknowledged_twice', { text, delivery })
  const waiting = connection.waiting.get(id)
  if (envelope.state === 'given_up' || !waiting) return wrongAck(connection, 'acknowledged_late', { text, delivery })
  envelope.state = 'acknowledged'
  waiting.answer(frame['payload'])
  return undefined
}

/**
 * Adds a wrong acknowledgement to every delivery that waits on the connection, unless the acknowledgement belongs to an
 * earlier delivery.
 */
export function addToWaiting({ waiting }: Connection, wrong: WrongAck): void {
  if (wrong.delivery !== null) return
  for (const { wrongAcks } of waiting.values()) if (wrongAcks.length < mostOfDelivery) wrongAcks.push(wrong)
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}
