import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { platform } from 'node:process'
import type { Duplex } from 'node:stream'
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises'
import { isLoopback } from '../../net/is-loopback.ts'
import { listenOnLoopback } from '../../net/loopback.ts'
import { isUpload, receiveUpload } from '../api/uploads.ts'
import { type Reply, type Request, readBody, send, text } from './http.ts'

export interface Servers {
  /** Undefined while no TCP port is open. */
  readonly port: number | undefined
  /** Listens on 127.0.0.1 and ::1. @throws CliError failed, code `port_in_use` */
  listen(port: number): Promise<void>
  /** Listens on a unix socket or Windows pipe. Each connection carries one request, so that closing cuts none off. */
  listenOnSocket(path: string): Promise<void>
  /** Answers the current requests, then closes every connection. */
  close(): Promise<void>
}

// Milliseconds at the end: for current requests, and for connections without a request.
const patience = 2000
const patienceForSilent = 1000
/** In the background: time only for what can be answered at once. */
const patienceInBackground = 100

const limits = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 30_000 }

/** A request to speak WebSocket over the connection that it came on. */
export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

interface ServersOptions {
  readonly background?: boolean
  /** Takes over the connection of an upgrade request; without it the connection is closed. */
  readonly upgrade?: (upgrade: Upgrade) => void
}

/** The servers of a simulator: all about connections, nothing about Slack. */
export function createServers(
  answer: (request: Request) => Promise<Reply>,
  { background = false, upgrade }: ServersOptions = {},
): Servers {
  const open: Server[] = []
  const silent = new Set<Socket>()
  let accepted = 0
  let socketPath: string | undefined
  let port: number | undefined
  let answering = 0

  const listener =
    (overTcp: boolean): RequestListener =>
    (message, response) => {
      answering += 1
      // The name of another website may point here (DNS rebinding); its Host header shows that.
      const { host = '' } = message.headers
      const foreign = overTcp && !isOurs(host, port) && !isForSlack(host, message.url ?? '')
      const answered = foreign ? send(response, notHere) : serve({ message, response, overTcp }, answer)
      void answered.finally(() => {
        answering -= 1
      })
    }

  return {
    get port() {
      return port
    },
    async listen(wanted) {
      const servers = { v4: createServer(limits, listener(true)), v6: createServer(limits, listener(true)) }
      const both = [servers.v4, servers.v6]
      for (const server of both) {
        server.on('upgrade', (request, socket, head) => {
          // The same check of the Host header as for every other request.
          if (upgrade && isOurs(request.headers.host ?? '', port)) upgrade({ request, socket, head })
          else socket.destroy()
        })
      }
      if (background) for (const server of both) server.on('connection', (socket: Socket) => socket.unref())
      port = await listenOnLoopback(wanted, servers)
      open.push(...both)
      // Not earlier: a caller that waits for the port would wait in vain.
      if (background) for (const server of both) server.unref()
    },
    async listenOnSocket(path) {
      const server = createServer(limits, listener(false))
      server.on('connection', (socket: Socket) => {
        accepted += 1
        silent.add(socket)
        socket.once('close', () => silent.delete(socket))
      })
      server.listen(path)
      await once(server, 'listening')
      socketPath = path
      open.push(server)
    },
    async close() {
      // No new connection is accepted; those that arrived before are still answered.
      if (socketPath !== undefined && platform !== 'win32') rmSync(socketPath, { force: true })
      for (let seen = -1; seen !== accepted; ) {
        seen = accepted
        // Two turns of the event loop: the system hands over one connection in each.
        await nextTurn()
        await nextTurn()
      }
      const closed = open.splice(0).filter((server) => server.listening)
      const ends = closed.map((server) => once(server, 'close'))
      for (const server of closed) server.close()
      const since = performance.now()
      const forAnswers = background ? patienceInBackground : patience
      const waiting = () => (answering > 0 ? forAnswers : silent.size > 0 ? patienceForSilent : 0)
      while (performance.now() - since < waiting()) await delay(2)
      for (const server of closed) server.closeAllConnections()
      await Promise.all(ends)
    },
  }
}

/** Whether a Host header names this computer and the port that the simulator listens on. */
function isOurs(host: string, port: number | undefined): boolean {
  if (host === `localhost:${port}`) return true
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  // With anything besides host and port, as in `localhost:1@evil`, it is no Host header.
  return url !== undefined && url.host === host.toLowerCase() && isLoopback(url) && Number(url.port || 80) === port
}

/**
 * Whether a client's request to Slack was redirected here: its Host is still Slack's name, which no other website can
 * point at this machine. The control interface is not reachable that way.
 */
function isForSlack(host: string, target: string): boolean {
  return /^(?:[\w-]+\.)*slack(?:-gov)?\.com\.?(?::\d+)?$/i.test(host) && !target.startsWith('/_sim')
}

const notHere = text(403, 'This is the local Slack simulator. It answers requests to localhost only.\n')
const nothing = Buffer.alloc(0)
const tooLarge = text(413, 'request_too_large\n', { connection: 'close' })

interface HttpExchange {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly overTcp: boolean
}

async function serve(
  { message, response, overTcp }: HttpExchange,
  answer: (request: Request) => Promise<Reply>,
): Promise<void> {
  if (!overTcp) response.shouldKeepAlive = false
  try {
    const { method = 'GET', url = '/', headers } = message
    const received = isUpload(method, url) ? await receiveUpload(message) : undefined
    const body = received ? nothing : await readBody(message)
    if (body === undefined) return await send(response, tooLarge)
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const query = mark < 0 ? '' : url.slice(mark + 1)
    const request = { verb: method, path, query, headers, body, overTcp, ...(received && { received }) }
    await send(response, await answer(request))
  } catch {
    // The client went away, or the simulator has a bug: in both cases only the connection can end.
    response.destroy()
  }
}
