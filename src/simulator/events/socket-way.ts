import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { systemCode } from '../../errors.ts'
import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import { serviceUrl } from '../state/slack-addresses.ts'
import { createSentEnvelopes } from './sent-envelopes.ts'
import { acknowledge, addToWaiting, type FoundWrongAck, wrongAck } from './socket-acks.ts'
import { type Connection, connectionClosed, type SocketAttempt, say, sendOver } from './socket-connection.ts'
import type { DeliveryAnswer, WrongAck } from './types.ts'

/** Maximum number of connections of one app (docs.slack.dev/apis/events-api/using-socket-mode). */
const mostConnections = 10
/** Milliseconds for which a URL from `apps.connections.open` is valid. */
const ticketLifetime = 30_000
/**
 * The simulator closes a connection this many milliseconds after `disconnect`, when the app has not closed it before.
 */
const longestFarewell = 10_000
/** Maximum number of bytes in one frame from an app. */
const longestFrame = 1024 * 1024
/**
 * The lifetime of a connection in seconds that `hello` reports. The simulator does not close a connection at that time.
 */
const connectionTime = 18_060

/** The reason in a `disconnect` frame from Slack. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

export interface SocketWay {
  /**
   * Returns the URL for a new connection of the app; the URL works once.
   * @param base the simulator's base URL, such as `http://localhost:4717`
   */
  open(app: App, base: string, options?: { readonly debug?: boolean }): string
  /**
   * Answers a request to upgrade to a WebSocket at `/link`. Call it only for a request whose `Host` header names the
   * simulator.
   * @param own the simulator's base URL; a page of any other origin is refused
   */
  upgrade(request: IncomingMessage, own: string, rest: { readonly socket: Duplex; readonly head: Buffer }): void
  /** Returns the number of open connections of the app. */
  count(app: App): number
  /** Returns whether the app had a connection at any time. */
  wasConnected(app: App): boolean
  /** Sends one attempt. Resolves with undefined when the app has no connection. The promise never rejects. */
  send(attempt: SocketAttempt): Promise<(DeliveryAnswer & { readonly connection: number }) | undefined>
  /**
   * Sends `disconnect` over every connection of an app, or of all apps. After the reason `warning`, a connection stays
   * in use. After any other reason, it gets no more envelopes, and the app should close it.
   * @returns the number of connections
   */
  disconnect(reason: DisconnectReason, app?: App): number
  /** Closes every connection at once. */
  close(): void
}

interface Ticket {
  readonly appId: string
  /** The expiry of the ticket, in milliseconds since 1970, on the computer's clock. */
  readonly until: number
  readonly debug: boolean
}

export interface SocketWayOptions {
  /** Called with each frame that acknowledges no delivery. It logs the frame, and returns the entry. */
  readonly wrongAck: (found: FoundWrongAck) => WrongAck
  /** The function that is called when an app has opened a connection. */
  readonly opened: (appId: string) => void
}

/** Creates the Socket Mode server (docs.slack.dev/apis/events-api/using-socket-mode). */
export function createSocketWay({ wrongAck: onWrongAck, opened: onOpened }: SocketWayOptions): SocketWay {
  // Clients offer compression, but on loopback compression only costs time.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: longestFrame })
  const tickets = new Map<string, Ticket>()
  const known = new Set<string>()
  const envelopes = createSentEnvelopes()
  let connections: Connection[] = []
  let opened = 0
  let sent = 0

  const ofApp = ({ id }: App) =>
    connections.filter(({ appId, socket, leaving }) => appId === id && !leaving && socket.readyState === 1)

  const accept = (socket: WebSocket, raw: Duplex, { appId, debug }: Ticket) => {
    opened += 1
    const connection: Connection = { number: opened, appId, socket, raw, waiting: new Map(), leaving: false }
    const others = connections.filter((one) => one.appId === appId).length
    if (others >= mostConnections) {
      say(socket, { type: 'disconnect', reason: 'too_many_websockets', debug_info: { host } })
      socket.close(1000)
      return
    }
    connections.push(connection)
    known.add(appId)
    const report = (found: FoundWrongAck | undefined) => {
      if (found) addToWaiting(connection, onWrongAck(found))
    }
    socket.on('message', (data, binary) =>
      report(acknowledge(connection, { text: Buffer.isBuffer(data) ? data.toString('utf8') : '', binary }, envelopes)),
    )
    socket.on('error', (error) => {
      report(protocolProblem(connection, error))
      socket.terminate()
    })
    socket.once('close', () => {
      connections = connections.filter((one) => one !== connection)
      for (const { answer } of connection.waiting.values()) answer(connectionClosed)
    })
    say(socket, {
      type: 'hello',
      num_connections: others + 1,
      debug_info: { host, build_number: 1, approximate_connection_time: debug ? 360 : connectionTime },
      connection_info: { app_id: appId },
    })
    onOpened(appId)
  }

  return {
    open({ id }, base, { debug = false } = {}) {
      const now = Date.now()
      for (const [old, { until }] of tickets) if (until < now) tickets.delete(old)
      const ticket = randomBytes(16).toString('hex')
      tickets.set(ticket, { appId: id, until: now + ticketLifetime, debug })
      return `${serviceUrl(base, 'wss-primary').replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${id}`
    },
    upgrade(request, own, { socket, head }) {
      const ticket = takeTicket(tickets, request)
      if (!ticket || !isAllowed(request, own)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (accepted) => accept(accepted, socket, ticket))
    },
    count: (app) => ofApp(app).length,
    wasConnected: ({ id }) => known.has(id),
    async send(attempt) {
      const open = ofApp(attempt.app)
      // Each envelope goes to one of the app's connections in turn. Slack does not define which connection gets it.
      sent += 1
      const connection = open[sent % Math.max(open.length, 1)]
      return connection
        ? { ...(await sendOver(connection, attempt, envelopes)), connection: connection.number }
        : undefined
    },
    disconnect(reason, app) {
      const told = connections.filter(({ appId }) => app === undefined || appId === app.id)
      for (const connection of told) {
        say(connection.socket, { type: 'disconnect', reason, debug_info: { host } })
        if (reason === 'warning') continue
        connection.leaving = true
        setTimeout(() => connection.socket.terminate(), longestFarewell).unref()
      }
      return told.length
    },
    close() {
      for (const { socket } of connections) socket.terminate()
      server.close()
    },
  }
}

const host = 'applink-simulated'

/**
 * Returns what is wrong with a frame that the library `ws` refused; undefined when the connection failed for another
 * reason.
 */
function protocolProblem(connection: Connection, error: Error): FoundWrongAck | undefined {
  const code = systemCode(error) ?? ''
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return wrongAck(connection, 'frame_too_long')
  return code.startsWith('WS_ERR_') ? wrongAck(connection, 'broken_frame') : undefined
}

/**
 * Returns the ticket in the URL of a request, and removes the ticket from `tickets`, because it is valid only for one
 * connection. Returns undefined when the ticket is unknown or expired.
 */
function takeTicket(tickets: Map<string, Ticket>, { url = '' }: IncomingMessage): Ticket | undefined {
  const value = new URL(url, 'http://localhost').searchParams.get('ticket') ?? ''
  const ticket = tickets.get(value)
  tickets.delete(value)
  return ticket !== undefined && ticket.until >= Date.now() ? ticket : undefined
}

/**
 * Whether the request comes from a program or from a page of the simulator itself. A browser sends the header `Origin`,
 * which names the page's site; a program does not send it. A page on another port of this computer is another site.
 */
function isAllowed({ headers: { origin, host } }: IncomingMessage, own: string): boolean {
  if (origin === undefined || origin === own) return true
  return origin === `http://${host}` && URL.canParse(origin) && isLoopback(new URL(origin))
}
