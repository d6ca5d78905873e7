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
import { isSlackHostHeader } from '../state/slack-addresses.ts'
import { json, mostBytes, type Reply, type Request, readBody, send, text } from './http.ts'

export interface Servers {
  /** The open TCP port; undefined while no TCP port is open. */
  readonly port: number | undefined
  /**
   * Listens on 127.0.0.1 and ::1.
   * @param orAny whether to listen on any free port when `port` is in use
   * @throws CliError with the exit reason `failed` and the code `port_in_use`
   */
  listen(port: number, orAny?: boolean): Promise<void>
  /** Listens on a unix socket or Windows pipe. Each connection there has only one request. */
  listenOnSocket(path: string): Promise<void>
  /** Waits until the current requests are answered, then closes every connection. */
  close(): Promise<void>
}

// The maximum number of milliseconds that `close` waits for current requests, and for connections that have not sent a
// request.
const patience = 2000
const patienceForSilent = 1000
/**
 * Maximum number of milliseconds that `close` waits for current requests when `background` is true. Only answers that
 * are ready at once are still sent.
 */
const patienceInBackground = 100

const limits = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 30_000 }

/** A request to change an HTTP connection to a WebSocket connection. */
export interface Upgrade {
  readonly request: IncomingMessage
  readonly socket: Duplex
  readonly head: Buffer
}

interface ServersOptions {
  readonly background?: boolean
  /** Handles an upgrade request; when undefined, its connection is closed. */
  readonly upgrade?: (upgrade: Upgrade) => void
}

/** Creates the HTTP servers of a simulator. They handle connections and call `answer` for each request. */
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

  const answered = () => {
    answering -= 1
  }
  const listener =
    (overTcp: boolean): RequestListener =>
    (message, response) => {
      answering += 1
      // The name of another website can point to this computer (DNS rebinding). Then the Host header has that name, and
      // the request is refused.
      const { host = '' } = message.headers
      const foreign = overTcp && !isOurs(host, port) && !isForSlack(host, message.url ?? '')
      if (foreign) void send(response, notHere).then(answered)
      else void serve({ message, response, overTcp }, answer, answered)
    }

  return {
    get port() {
      return port
    },
    async listen(wanted, orAny) {
      const servers = { v4: createServer(limits, listener(true)), v6: createServer(limits, listener(true)) }
      const both = [servers.v4, servers.v6]
      for (const server of both) {
        server.on('upgrade', (request, socket, head) => {
          // The Host header of an upgrade request needs the same check as that of other requests.
          const { host = '' } = request.headers
          if (upgrade && (isOurs(host, port) || omitsPort(host) || isForSlack(host, request.url ?? '')))
            upgrade({ request, socket, head })
          else socket.destroy()
        })
      }
      if (background) for (const server of both) server.on('connection', (socket: Socket) => socket.unref())
      port = await listenOnLoopback(wanted, servers, orAny)
      open.push(...both)
      // `unref` is called after the port is open. If it were called earlier, the process could exit while a caller
      // waits for the port.
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
      // After the socket's path is removed, no new connection can start. Connections that were made before are still
      // answered.
      if (socketPath !== undefined && platform !== 'win32') rmSync(socketPath, { force: true })
      for (let seen = -1; seen !== accepted; ) {
        seen = accepted
        // The loop waits two turns of the event loop, because each turn accepts only one of the connections that wait.
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

/** Whether a Host header names this computer and the port on which the simulator listens. */
function isOurs(host: string, port: number | undefined): boolean {
  if (host === `localhost:${port}`) return true
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  // If `url.host` differs from the header, the header has more than a host and a port, like `localhost:1@evil`.
  return url !== undefined && url.host === host.toLowerCase() && isLoopback(url) && Number(url.port || 80) === port
}

/**
 * Whether the Host header is a loopback name without a port. slack_sdk for Python sends such a header when it opens a
 * WebSocket. The ticket protects the connection, and a page from another host sends another Host header.
 */
function omitsPort(host: string): boolean {
  const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : undefined
  return url !== undefined && url.host === host.toLowerCase() && url.port === '' && isLoopback(url)
}

/**
 * Whether the request was meant for Slack and reached this computer because Slack's name points here. Its Host header
 * is then Slack's name, which no other website can use. False for requests to the control interface.
 */
function isForSlack(host: string, target: string): boolean {
  return isSlackHostHeader(host) && !target.startsWith('/_sim')
}

const notHere = text(403, 'This is the local Slack simulator. It answers requests to localhost only.\n')
const nothing = Buffer.alloc(0)

/**
 * Returns the answer to a request whose body is too large: JSON for the Web API and the control interface, otherwise
 * text.
 */
function tooLarge(target: string): Reply {
  const answersJson = target.startsWith('/api/') || target.startsWith('/_sim')
  const message = `The body is larger than ${mostBytes / 1024 / 1024} MB`
  // The answer has no `connection: close`. With it, a client that still sends its body would often lose the answer
  // together with the connection.
  if (answersJson) return json(413, { ok: false, error: 'request_too_large', message })
  return text(413, 'request_too_large\n')
}

interface HttpExchange {
  readonly message: IncomingMessage
  readonly response: ServerResponse
  readonly overTcp: boolean
}

async function serve(
  { message, response, overTcp }: HttpExchange,
  answer: (request: Request) => Promise<Reply>,
  answered: () => void,
): Promise<void> {
  if (!overTcp) response.shouldKeepAlive = false
  try {
    const { method = 'GET', url = '/', headers } = message
    const received = isUpload(method, url) ? await receiveUpload(message) : undefined
    const read = received ? nothing : readBody(message)
    const body = read instanceof Promise ? await read : read
    if (body === undefined) return await send(response, tooLarge(url))
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const query = mark < 0 ? '' : url.slice(mark + 1)
    const request = { verb: method, path, query, headers, body, overTcp, received }
    await send(response, await answer(request))
  } catch {
    // The client has closed the connection, or the simulator has a bug. In both cases the server can only close the
    // connection.
    response.destroy()
  } finally {
    answered()
  }
}
