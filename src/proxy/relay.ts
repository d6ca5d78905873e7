import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { accessByAccount } from './access.ts'
import { createConnections } from './connections.ts'
import type { RelayObserver } from './exchange.ts'
import { hostOfSlack, maxHeaderSize, passRequest, type RelayParts } from './pass-request.ts'
import { passUpgrade } from './pass-upgrade.ts'
import type { ProxyRefusal } from './refusal.ts'

export interface RelayOptions {
  /** Opens a connection to one of Slack's hosts, encrypted and verified. */
  readonly connect: (hostname: string) => Promise<Duplex>
  readonly observer: RelayObserver
  /** Returns the text of the answer to the program when there is no connection to Slack. */
  readonly describeFailure: (hostname: string, error: unknown) => string
  /** Returns milliseconds since 1970. */
  readonly now: () => number
}

export interface Relay {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Closes the port and every connection. Resolves after the observer was called for each request and WebSocket. */
  close(): Promise<void>
}

/** Maximum number of open connections; only a faulty program needs more. */
const mostConnections = 1024
/** Milliseconds without a byte after which a connection is closed. */
const idleTime = 600_000
const forbidden: ProxyRefusal = { status: '403 Forbidden', text: 'This port belongs to another account.' }
const notSlack: ProxyRefusal = { status: '421 Misdirected Request', text: 'Only requests for Slack’s hosts pass here.' }

/**
 * Starts a server on 127.0.0.1. The server passes each request on to the Slack host that the request's Host header
 * names, and calls the observer afterwards. Requests, answers and WebSockets are passed on unchanged, except that
 * WebSockets get no compression.
 */
export async function startRelay({ connect, observer, describeFailure, now }: RelayOptions): Promise<Relay> {
  const connections = createConnections()
  const access = accessByAccount()
  const agents = new WeakMap<Duplex, Agent>()
  const allowed = new WeakMap<Duplex, boolean>()

  /**
   * Returns the agent for a program's connection. Each connection of a program has its own agent. The agent's
   * connection to Slack closes when the program's connection closes.
   */
  function agentOf(client: Duplex): Agent {
    const known = agents.get(client)
    if (known) return known
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    agent.createConnection = ({ host }, created) => {
      connect(host ?? '').then(
        (socket) => created?.(null, connections.add(socket)),
        (error: unknown) => created?.(asError(error), undefined as unknown as Duplex),
      )
      return undefined
    }
    agents.set(client, agent)
    client.once('close', () => agent.destroy())
    return agent
  }

  /**
   * Whether the program may use the relay. Looks up each connection only once, because the operating system's table of
   * connections is slow to read.
   */
  function isAllowed(request: IncomingMessage): boolean {
    const known = allowed.get(request.socket) ?? access.isAllowed(request)
    allowed.set(request.socket, known)
    return known
  }

  let pending = 0
  let onIdle = () => {}
  const parts: RelayParts = {
    begin() {
      pending += 1
      return () => {
        pending -= 1
        if (pending === 0) onIdle()
      }
    },
    observer,
    now,
    agentOf,
    refusalOf(request) {
      if (!isAllowed(request)) return forbidden
      return hostOfSlack(request) === undefined ? notSlack : undefined
    },
    unreachable: (host, error) => ({ status: '502 Bad Gateway', text: describeFailure(host, error) }),
  }
  // An upload may take longer than Node.js's default of five minutes.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: idleTime, maxHeaderSize }, (request, response) =>
    passRequest(request, response, parts),
  )
  server.maxConnections = mostConnections
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.setTimeout(idleTime, () => socket.destroy())
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  server.on('upgrade', (request, socket: Socket, head) => passUpgrade(request, { client: socket, head }, parts))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      connections.closeAll()
      await closed
      const idle = new Promise<void>((resolve) => {
        onIdle = resolve
      })
      if (pending > 0) await idle
    },
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
