import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import type { DeliveryAnswer, Parcel } from './types.ts'

/** How many connections an app may have (docs.slack.dev/apis/events-api/using-socket-mode). */
const mostConnections = 10
/** Milliseconds that an address of `apps.connections.open` can be used. */
const ticketLifetime = 30_000
/** Bytes of one frame of an app. */
const longestFrame = 1024 * 1024
/** Seconds that a connection lasts, as `hello` says it; nothing ends it here but a fault or `disconnect`. */
const connectionTime = 18_060

/** One attempt over a socket. */
export interface SocketAttempt {
  readonly app: App
  readonly parcel: Parcel
  /** Milliseconds that the app has to acknowledge. */
  readonly patience: number
  /** 0 for the first attempt. */
  readonly attempt: number
  readonly reason: string
  /** Ends the connection in the middle: a fault. */
  readonly drop?: boolean
}

/** Why Slack closes a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

export interface SocketWay {
  /** Address of a new connection of the app, to be used once. @param base `http://localhost:4717` */
  open(app: App, base: string, options?: { readonly debug?: boolean }): string
  /** A request to upgrade that arrived at `/link`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** How many connections of the app are open. */
  count(app: App): number
  /** Resolves with undefined when the app has no connection. Never rejects. */
  send(attempt: SocketAttempt): Promise<(DeliveryAnswer & { readonly connection: number }) | undefined>
  /** Tells the connections of an app, or of every app, to go; each is closed by its client. @returns how many */
  disconnect(reason: DisconnectReason, app?: App): number
  /** Ends every connection at once. */
  close(): void
}

interface Connection {
  readonly number: number
  readonly appId: string
  readonly socket: WebSocket
  /** What waits for its acknowledgement, by envelope id. */
  readonly waiting: Map<string, (payload: unknown) => void>
}

interface Ticket {
  readonly appId: string
  /** Milliseconds since 1970, by the clock of the computer. */
  readonly until: number
  readonly debug: boolean
}

/** Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode). */
export function createSocketWay(warn: (text: string) => void): SocketWay {
  // Clients offer compression; on loopback it only costs time.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: longestFrame })
  const tickets = new Map<string, Ticket>()
  let connections: Connection[] = []
  let opened = 0
  let sent = 0

  const ofApp = ({ id }: App) => connections.filter(({ appId, socket }) => appId === id && socket.readyState === 1)

  const accept = (socket: WebSocket, { appId, debug }: Ticket) => {
    opened += 1
    const connection: Connection = { number: opened, appId, socket, waiting: new Map() }
    const others = connections.filter((one) => one.appId === appId).length
    if (others >= mostConnections) {
      say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: { host } })
      socket.close(1000)
      return
    }
    connections.push(connection)
    socket.on('message', (data) => acknowledge(connection, Buffer.isBuffer(data) ? data.toString('utf8') : '', warn))
    socket.on('error', () => socket.terminate())
    socket.once('close', () => {
      connections = connections.filter((one) => one !== connection)
      for (const end of connection.waiting.values()) end(gone)
    })
    say(socket, {
      type: 'hello',
      num_connections: others + 1,
      debug_info: { host, build_number: 1, approximate_connection_time: debug ? 360 : connectionTime },
      connection_info: { app_id: appId },
    })
  }

  return {
    open({ id }, base, { debug = false } = {}) {
      const now = Date.now()
      for (const [old, { until }] of tickets) if (until < now) tickets.delete(old)
      const ticket = randomBytes(16).toString('hex')
      tickets.set(ticket, { appId: id, until: now + ticketLifetime, debug })
      return `${base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${id}`
    },
    upgrade(request, socket, head) {
      const ticket = takeTicket(tickets, request)
      if (!ticket || !isFromProgram(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (accepted) => accept(accepted, ticket))
    },
    count: (app) => ofApp(app).length,
    async send(attempt) {
      const open = ofApp(attempt.app)
      // Each goes to one connection; Slack promises no pattern.
      sent += 1
      const connection = open[sent % Math.max(open.length, 1)]
      return connection ? { ...(await sendOver(connection, attempt)), connection: connection.number } : undefined
    },
    disconnect(reason, app) {
      const told = connections.filter(({ appId }) => app === undefined || appId === app.id)
      for (const { socket } of told) say(socket, { type: 'disconnect', reason, debug_info: { host } })
      return told.length
    },
    close() {
      for (const { socket } of connections) socket.terminate()
      server.close()
    },
  }
}

const host = 'applink-simulated'
const gone = Symbol('connection closed')
const late = Symbol('not acknowledged in time')

function say(socket: WebSocket, frame: object): void {
  socket.send(JSON.stringify(frame))
}

/** A ticket opens one connection. */
function takeTicket(tickets: Map<string, Ticket>, { url = '' }: IncomingMessage): Ticket | undefined {
  const value = new URL(url, 'http://localhost').searchParams.get('ticket') ?? ''
  const ticket = tickets.get(value)
  tickets.delete(value)
  return ticket !== undefined && ticket.until >= Date.now() ? ticket : undefined
}

/** Programs send no Origin; a page of another site does, and has no business here. */
function isFromProgram({ headers: { origin } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin)))
}

const envelopeTypes = { event: 'events_api', command: 'slash_commands', interaction: 'interactive' } as const

async function sendOver(
  connection: Connection,
  { parcel, patience, attempt, reason, drop }: SocketAttempt,
): Promise<DeliveryAnswer> {
  const { socket, waiting } = connection
  const id = randomUUID()
  const type = parcel.kind === 'event' || parcel.kind === 'command' ? envelopeTypes[parcel.kind] : 'interactive'
  // A global shortcut takes no payload back (recorded by python-slack-sdk).
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
  socket.send(frame)
  if (drop) socket.terminate()
  const payload = await answered
  waiting.delete(id)
  const ms = performance.now() - began
  if (payload === late) return { ok: false, status: null, error: 'timeout', body: null, ms }
  if (payload === gone) return { ok: false, status: null, error: 'connection_failed', body: null, ms }
  return { ok: true, status: null, error: null, body: bodyOf(payload), ms }
}

/** Slack’s SDKs for Node.js send `{}` where there is nothing to answer. */
function bodyOf(payload: unknown): unknown {
  if (payload === undefined || payload === null || payload === '') return null
  return typeof payload === 'object' && Object.keys(payload).length === 0 ? null : payload
}

/** What a client sends: an acknowledgement, else something that the log has to show. */
function acknowledge({ number, appId, waiting }: Connection, text: string, warn: (text: string) => void): void {
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
