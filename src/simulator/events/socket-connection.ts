import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { App } from '../state/app-types.ts'
import type { DeliveryAnswer, Parcel } from './types.ts'

/** A connection of an app in Socket Mode. */
export interface Connection {
  readonly number: number
  readonly appId: string
  readonly socket: WebSocket
  /** The stream that sends and receives the frames. */
  readonly raw: Duplex
  /** The envelopes that wait for their acknowledgement: for each envelope id, the function that receives it. */
  readonly waiting: Map<string, (payload: unknown) => void>
  /**
   * Whether Slack sent `disconnect` with a reason other than `warning`. After that, the connection gets no more
   * envelopes.
   */
  leaving: boolean
}

/** One delivery attempt over a socket. */
export interface SocketAttempt {
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
  { parcel, patience, attempt, reason, drop }: SocketAttempt,
): Promise<DeliveryAnswer> {
  const { socket, waiting } = connection
  const id = randomUUID()
  const type = parcel.kind === 'event' || parcel.kind === 'command' ? envelopeTypes[parcel.kind] : 'interactive'
  // The acknowledgement of an event or of a global shortcut has no payload (recorded by python-slack-sdk).
  const takesPayload = type !== 'events_api' && parcel.payload['type'] !== 'shortcut'
  const began = performance.now()
  const answered = new Promise<unknown>((resolve) => {
    waiting.set(id, resolve)
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
  if (payload === late) return { ok: false, status: null, error: 'timeout', body: null, ms }
  if (payload === connectionClosed) return { ok: false, status: null, error: 'connection_failed', body: null, ms }
  return { ok: true, status: null, error: null, body: bodyOf(payload), ms }
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
 * Returns the payload of an acknowledgement; null when it is empty. Slack’s SDKs for Node.js send an empty payload as
 * `{}`.
 */
function bodyOf(payload: unknown): unknown {
  if (payload === undefined || payload === null || payload === '') return null
  return typeof payload === 'object' && Object.keys(payload).length === 0 ? null : payload
}

/**
 * Reads a frame from an app. An acknowledgement is passed to the envelope that waits for it; any other frame causes a
 * warning.
 */
export function acknowledge({ number, appId, waiting }: Connection, text: string, warn: (text: string) => void): void {
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    frame = undefined
  }
  const fields: Readonly<Record<string, unknown>> = typeof frame === 'object' && frame !== null ? { ...frame } : {}
  const id = fields['envelope_id']
  const done = typeof id === 'string' ? waiting.get(id) : undefined
  if (done) done(fields['payload'])
  else if (typeof id !== 'string') warn(`App ${appId} sent a frame without an envelope_id over connection ${number}`)
  else warn(`App ${appId} acknowledged an envelope that is not waiting: ${id.slice(0, 60)} (too late, or twice)`)
}
