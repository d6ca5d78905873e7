import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { App } from '../state/app-types.ts'
import type { SentEnvelopes } from './sent-envelopes.ts'
import type { DeliveryAnswer, Parcel, WrongAck } from './types.ts'

/** A connection of an app in Socket Mode. */
export interface Connection {
  readonly number: number
  readonly appId: string
  readonly socket: WebSocket
  /** The stream that sends and receives the frames. */
  readonly raw: Duplex
  /** The envelopes that wait for their acknowledgement, by their ids. */
  readonly waiting: Map<string, WaitingEnvelope>
  /**
   * Whether Slack sent `disconnect` with a reason other than `warning`. After that, the connection gets no more
   * envelopes.
   */
  leaving: boolean
}

interface WaitingEnvelope {
  /** Receives the payload of the acknowledgement, or `connectionClosed`. */
  answer(payload: unknown): void
  /** The frames that the app sent over this connection while the envelope waited, and that acknowledge no delivery. */
  readonly wrongAcks: WrongAck[]
}

/** One delivery attempt over a socket. */
export interface SocketAttempt {
  /** The id of the delivery in the log. */
  readonly id: string
  readonly app: App
  readonly parcel: Parcel
  /** Milliseconds within which the app must acknowledge the envelope. */
  readonly patience: number
  /** The number of the attempt; 0 for the first one. */
  readonly attempt: number
  readonly reason: string
  /** Whether to send half of the frame and then break the connection, to simulate the fault `drop-socket`. */
  readonly drop?: boolean
}

/** The value that a waiting envelope gets in place of an acknowledgement when its connection breaks. */
export const connectionClosed = Symbol('connection closed')
const late = Symbol('not acknowledged in time')

/** Sends a message as JSON through a WebSocket. */
export function say(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame))
}

const envelopeTypes = { event: 'events_api', command: 'slash_commands', interaction: 'interactive' } as const

/** Sends an envelope, waits for its acknowledgement, and returns the result. The promise never rejects. */
export async function sendOver(
  connection: Connection,
  { id: delivery, parcel, patience, attempt, reason, drop }: SocketAttempt,
  sent: SentEnvelopes,
): Promise<DeliveryAnswer> {
  const { socket, waiting, number } = connection
  const id = randomUUID()
  const wrongAcks: WrongAck[] = []
  sent.add(id, { delivery, connection: number })
  const type = parcel.kind === 'event' || parcel.kind === 'command' ? envelopeTypes[parcel.kind] : 'interactive'
  // The acknowledgement of an event or of a global shortcut has no payload (recorded by python-slack-sdk).
  const takesPayload = type !== 'events_api' && parcel.payload['type'] !== 'shortcut'
  const began = performance.now()
  const answered = new Promise<unknown>((resolve) => {
    waiting.set(id, { answer: resolve, wrongAcks })
    setTimeout(() => resolve(late), patience).unref()
  })
  const frame = JSON.stringify({
    envelope_id: id,
    type,
    payload: parcel.payload,
    accepts_response_payload: takesPayload,
    ...(type === 'events_api' && { retry_attempt: attempt, retry_reason: reason }),
  })
  if (drop) breakOff(connection, frame)
  else socket.send(frame)
  const payload = await answered
  waiting.delete(id)
  const ms = performance.now() - began
  const also = wrongAcks.length > 0 && { wrongAcks }
  if (payload !== late && payload !== connectionClosed)
    return { ok: true, status: null, error: null, body: bodyOf(payload), ms, ...also }
  const envelope = sent.find(id)
  if (envelope) envelope.state = 'given_up'
  const error = payload === late ? 'timeout' : 'connection_failed'
  return { ok: false, status: null, error, body: null, ms, ...also }
}

/**
 * Sends half of a frame (RFC 6455), then breaks the connection. The app waits for the other half until it notices that
 * the connection is broken.
 */
function breakOff({ raw }: Connection, frame: string): void {
  const bytes = Buffer.from(frame)
  const head = Buffer.alloc(10)
  head[0] = 0x81
  head[1] = 127
  head.writeBigUInt64BE(BigInt(bytes.length), 2)
  raw.write(Buffer.concat([head, bytes.subarray(0, bytes.length >> 1)]), () => raw.destroy())
}

/**
 * Returns the payload of an acknowledgement; null when the payload is empty. Slack’s SDKs for Node.js send an empty
 * payload as `{}`.
 */
function bodyOf(payload: unknown): unknown {
  if (payload === undefined || payload === null || payload === '') return null
  return typeof payload === 'object' && Object.keys(payload).length === 0 ? null : payload
}
