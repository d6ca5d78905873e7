import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { isLoopback } from '../net/is-loopback.ts'
import type { Proxies } from '../net/proxies.ts'
import { createSocketLimits } from '../net/socket-limits.ts'
import { accessByAccount, accessByCredentials, type ProxyAccess } from './access.ts'
import { createSlackEnd } from './answer-as-slack.ts'
import type { Authority } from './authority.ts'
import { createConnections } from './connections.ts'
import { forwardRequest } from './forward-request.ts'
import { badRequest, loop, type ProxyRefusal, refusalText, refuse, unauthorized, unreachable } from './refusal.ts'
import { isAnswered } from './slack-hosts.ts'
import type { ProxyEvent } from './types.ts'
import { type Destination, openTunnel } from './upstream.ts'
import { addVia, hasPassed, viaEntry } from './via.ts'

export interface ProxyOptions {
  /** The TCP address of the simulator, which answers for Slack. */
  readonly simulator: Destination
  readonly authority: Authority
  /** Whether to refuse every host except Slack's and those of this computer. */
  readonly offline?: boolean
  /** Other hosts to which requests are passed on even when `offline` is true. */
  readonly allowedHosts?: readonly string[]
  /** Whether to open a second port that needs no credentials, for programs of this account. */
  readonly openPort?: boolean
  /** The proxies that the user's environment names, for other hosts. */
  readonly proxies?: Proxies
  readonly onEvent?: (event: ProxyEvent) => void
}

export interface RunningProxy {
  /** The address with the credentials of this run: `http://slack-tokens:…@127.0.0.1:4718`. */
  readonly url: string
  /** The port that needs no credentials; null when there is none. */
  readonly openPort: number | null
  /** Closes the ports and every connection. */
  close(): Promise<void>
}

const noProxies: Proxies = { https: undefined, http: undefined, none: undefined }
/** The port on which Slack's hosts listen. */
const httpsPort = 443
const established = 'HTTP/1.1 200 Connection Established\r\n\r\n'
/** Milliseconds without a byte after which a connection is closed. */
const idleTime = 600_000
/** Maximum milliseconds for receiving the headers of each further request on a connection. */
const headersTime = 10_000

/**
 * Starts a proxy on 127.0.0.1. Requests for Slack's hosts go to the simulator; requests for other hosts are forwarded.
 * The proxy requires the credentials of this run, because every account of the computer can connect to its port.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { authority, simulator, offline = false, openPort = false, proxies = noProxies, onEvent = () => {} } = options
  const { allowedHosts = [] } = options
  const connections = createConnections()
  const limits = createSocketLimits()
  const answerAsSlack = createSlackEnd({ authority, simulator, connections, limits, onEvent })
  const own = viaEntry()
  const ports: number[] = []

  const refusalOf = (request: IncomingMessage, to: Destination, access: ProxyAccess): ProxyRefusal | undefined => {
    const { hostname } = to
    if (!access.isAllowed(request)) {
      onEvent({ what: 'unauthorized', host: hostname })
      return unauthorized
    }
    if ((isLoopback(to) && ports.includes(to.port)) || hasPassed(request.headers.via, own)) {
      onEvent({ what: 'loop', host: hostname })
      return loop
    }
    if (isAnswered(hostname)) {
      // A tunnel to another port would reach the real Slack. A plain HTTP request can name any port, because the
      // simulator answers it.
      if (request.method !== 'CONNECT' || to.port === httpsPort) return undefined
      onEvent({ what: 'other_port', host: `${hostname}:${to.port}` })
      return {
        status: '403 Forbidden',
        text: `${hostname}:${to.port} is refused: this proxy answers for Slack at port ${httpsPort} only.`,
      }
    }
    if (!offline || isLoopback(to) || allowedHosts.includes(hostname)) return undefined
    onEvent({ what: 'offline', host: hostname })
    return {
      status: '403 Forbidden',
      text: `${hostname} is refused: this run is offline, so the proxy answers only for Slack’s hosts.`,
    }
  }

  /**
   * Removes the deadline of a socket whose request is complete. An idle connection is still closed after `idleTime`.
   */
  const waitsForAnswer = (socket: Socket) => {
    limits.move(socket, 'complete')
    limits.keep(socket)
  }

  const onConnect = (access: ProxyAccess) => (request: IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy()).setTimeout(idleTime, () => client.destroy())
    const to = destinationOf(request.url ?? '')
    const refusal = to ? refusalOf(request, to, access) : badRequest
    if (!to || refusal) {
      client.end(refusalText(refusal ?? badRequest))
      return
    }
    if (head.length > 0) client.unshift(head)
    if (isAnswered(to.hostname)) {
      client.write(established)
      answerAsSlack(client, to.hostname)
      return
    }
    waitsForAnswer(client)
    openTunnel(to, proxies, { via: addVia(request.headers.via, own) }).then(
      (target) => {
        client.write(established)
        connections.join(client, target)
      },
      (error: unknown) => client.end(refusalText(unreachable(to, error))),
    )
  }

  /** Handles `GET http://host/path HTTP/1.1`, as programs send plain HTTP to a proxy. */
  const onRequest = (access: ProxyAccess) => async (request: IncomingMessage, response: ServerResponse) => {
    waitsForAnswer(request.socket)
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined
    const to = url?.protocol === 'http:' ? { hostname: url.hostname, port: Number(url.port || 80) } : undefined
    const refusal = to ? refusalOf(request, to, access) : badRequest
    if (!url || !to || refusal) return refuse(response, refusal ?? badRequest)
    const isSlack = isAnswered(to.hostname)
    if (isSlack) onEvent({ what: 'answered', host: to.hostname })
    await forwardRequest(request, response, {
      url,
      target: isSlack ? simulator : to,
      proxies: isSlack ? undefined : proxies,
      via: addVia(request.headers.via, own),
    })
  }

  const listen = async (access: ProxyAccess): Promise<Server> => {
    const handle = onRequest(access)
    // An upload may take any time while its bytes arrive: `timeout` limits only the time without a byte.
    const times = { headersTimeout: headersTime, requestTimeout: 0, connectionsCheckingInterval: headersTime / 2 }
    const server = createServer(times, (request, response) => void handle(request, response))
    server.timeout = idleTime
    server.on('connection', (socket) => {
      if (!limits.add(socket)) return
      connections.add(socket)
      socket.once('data', () => limits.move(socket, 'begun'))
    })
    // Node.js itself answers invalid requests: 400, 408 or 431.
    server.on('connect', onConnect(access))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    ports.push(typeof address === 'object' && address ? address.port : 0)
    return server
  }

  const access = accessByCredentials()
  const servers = [await listen(access), ...(openPort ? [await listen(accessByAccount())] : [])]
  const [port = 0, open = null] = ports
  return {
    url: `http://${access.credentials}@127.0.0.1:${port}`,
    openPort: open,
    async close() {
      const closed = servers.map((server) => once(server, 'close'))
      for (const server of servers) server.close()
      connections.closeAll()
      limits.destroyAll()
      await Promise.all(closed)
    },
  }
}

/**
 * Returns the destination in a text `host:port`, with brackets around an IPv6 address; undefined for any other text.
 */
function destinationOf(text: string): Destination | undefined {
  const [, hostname = '', port = ''] = /^(\[[\da-f:.]+\]|[^\s/:@]+):(\d{1,5})$/i.exec(text) ?? []
  return hostname !== '' && Number(port) > 0 && Number(port) < 65_536 ? { hostname, port: Number(port) } : undefined
}
