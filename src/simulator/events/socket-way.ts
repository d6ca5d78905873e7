import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import {
  acknowledge,
  type Connection,
  connectionClosed,
  type SocketAttempt,
  say,
  sendOver,
} from './socket-connection.ts'
import type { DeliveryAnswer } from './types.ts'

/** Maximum number of connections of an app (docs.slack.dev/apis/events-api/using-socket-mode). */
const mostConnections = 10
/** Milliseconds that a URL of `apps.connections.open` is valid. */
const ticketLifetime = 30_000
/** Milliseconds after `disconnect` until a client's connection is closed. */
const longestFarewell = 10_000
/** Maximum number of bytes in one frame of an app. */
const longestFrame = 1024 * 1024
/**
 * Lifetime of a connection in seconds, as `hello` reports it. In the simulator only a fault or `disconnect` closes it.
 */
const connectionTime = 18_060

/** The reason why Slack closes a connection. */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets'

export interface SocketWay {
  /**
   * Returns the URL of a new connection of the app; it works once.
   * @param base `http://localhost:4717`
   */
  open(app: App, base: string, options?: { readonly debug?: boolean }): string
  /** Handles an upgrade request at `/link`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Returns the number of open connections of the app. */
  count(app: App): number
  /** Returns whether the app ever had a connection. */
  wasConnected(app: App): boolean
  /** Sends one attempt. Resolves with undefined when the app has no connection. Never rejects. */
  send(attempt: SocketAttempt): Promise<(DeliveryAnswer & { readonly connection: number }) | undefined>
  /**
   * Asks the connections of an app, or of all apps, to close. After a `warning` they stay open. After any other reason
   * they get nothing more, and the client closes them.
   * @returns the number of connections
   */
  disconnect(reason: DisconnectReason, app?: App): number
  /** Closes every connection at once. */
  close(): void
}

interface Ticket {
  readonly appId: string
  /** The expiry of the ticket, in milliseconds since 1970, by the clock of the computer. */
  readonly until: number
  readonly debug: boolean
}

export interface SocketWayOptions {
  readonly warn: (text: string) => void
  /** Called when an app has a new connection. */
  readonly opened: (appId: string) => void
}

/** Creates the Socket Mode server (docs.slack.dev/apis/events-api/using-socket-mode). */
export function createSocketWay({ warn, opened: onOpened }: SocketWayOptions): SocketWay {
  // Clients offer compression; on loopback it only costs time.
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: longestFrame })
  const tickets = new Map<string, Ticket>()
  const known = new Set<string>()
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
    socket.on('message', (data) => acknowledge(connection, Buffer.isBuffer(data) ? data.toString('utf8') : '', warn))
    socket.on('error', () => socket.terminate())
    socket.once('close', () => {
      connections = connections.filter((one) => one !== connection)
      for (const end of connection.waiting.values()) end(connectionClosed)
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
      return `${base.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${id}`
    },
    upgrade(request, socket, head) {
      const ticket = takeTicket(tickets, request)
      if (!ticket || !isFromProgram(request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, (accepted) => accept(accepted, socket, ticket))
    },
    count: (app) => ofApp(app).length,
    wasConnected: ({ id }) => known.has(id),
    async send(attempt) {
      const open = ofApp(attempt.app)
      // Each envelope goes to one of the connections. Slack does not define which one.
      sent += 1
      const connection = open[sent % Math.max(open.length, 1)]
      return connection ? { ...(await sendOver(connection, attempt)), connection: connection.number } : undefined
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

/** Returns the ticket of a request and removes it, because it is valid for one connection. */
function takeTicket(tickets: Map<string, Ticket>, { url = '' }: IncomingMessage): Ticket | undefined {
  const value = new URL(url, 'http://localhost').searchParams.get('ticket') ?? ''
  const ticket = tickets.get(value)
  tickets.delete(value)
  return ticket !== undefined && ticket.until >= Date.now() ? ticket : undefined
}

/** Whether a program sends the request: programs send no Origin header, and a page of another site does. */
function isFromProgram({ headers: { origin } }: IncomingMessage): boolean {
  return origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin)))
}
