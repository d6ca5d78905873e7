import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Proxies } from '../net/http-agents.ts'
import { isLoopback } from '../net/is-loopback.ts'
import type { Authority } from './authority.ts'
import { badRequest, loop, type ProxyRefusal, refusalText, refuse, unauthorized, unreachable } from './refusal.ts'
import { isAnswered } from './slack-hosts.ts'
import { type Destination, openTunnel, proxyFor } from './upstream.ts'

/** What the proxy saw of a program. */
export type ProxyEvent =
  /** The program connected to Slack, and was connected to the simulator. */
  | { readonly what: 'answered'; readonly host: string }
  /** The program did not accept the certificate, for example because it accepts only Slack's own. */
  | { readonly what: 'certificate_refused'; readonly host: string }
  /** The program offers only protocols that the simulator does not have, such as HTTP/2. */
  | { readonly what: 'protocol_refused'; readonly host: string }
  /** The program asked for another host, and the proxy runs with `offline`. */
  | { readonly what: 'offline'; readonly host: string }
  /** The program sent no credentials, or wrong ones. */
  | { readonly what: 'unauthorized'; readonly host: string }

export interface ProxyOptions {
  /** The TCP address of the simulator, which answers for Slack. */
  readonly simulator: Destination
  readonly authority: Authority
  /** Refuses every host but Slack's and those of this computer. */
  readonly offline?: boolean
  /** The proxies that the user's environment names, for other hosts. */
  readonly proxies?: Proxies
  readonly onEvent?: (event: ProxyEvent) => void
}

export interface RunningProxy {
  readonly port: number
  /** The address with the credentials of this run: `http://slack-tokens:…@127.0.0.1:4718`. */
  readonly url: string
  /** Closes the port and every connection. */
  close(): Promise<void>
}

const noProxies: Proxies = { https: undefined, http: undefined, none: undefined }
const user = 'slack-tokens'
const established = 'HTTP/1.1 200 Connection Established\r\n\r\n'
/** Connections at one time; a program that needs more has a fault. */
const mostConnections = 1024
/** Milliseconds for the handshake of a client. */
const handshakeTime = 10_000
/** Milliseconds without a byte after which a connection is closed. */
const idleTime = 600_000

/**
 * Starts a proxy on 127.0.0.1 that answers for Slack's hosts with the simulator, and passes on every other host. Only
 * programs with the credentials of this run can use it, because every account of the computer can connect.
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { authority, simulator, offline = false, proxies = noProxies, onEvent = () => {} } = options
  const secret = randomBytes(18).toString('base64url')
  const secureContext = createSecureContext(authority.server)
  const open = new Set<Duplex>()
  let closing = false
  const keep = <Stream extends Duplex>(stream: Stream): Stream => {
    open.add(stream)
    stream.once('close', () => open.delete(stream))
    return stream
  }
  const join = (client: Duplex, target: Duplex) => {
    keep(target)
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      from.on('error', () => to.destroy())
      from.once('close', () => to.destroy())
      from.pipe(to)
    }
  }

  const answerAsSlack = (client: Socket, host: string) => {
    const secured = keep(new TLSSocket(client, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] }))
    const timer = setTimeout(() => secured.destroy(), handshakeTime)
    // A program that refuses the certificate sends an alert, or closes the connection without a request.
    let outcome: ProxyEvent['what'] = 'certificate_refused'
    secured.once('secure', () => {
      clearTimeout(timer)
      secured.once('data', () => {
        outcome = 'answered'
        onEvent({ what: outcome, host })
      })
      join(secured, connect({ host: simulator.hostname, port: simulator.port }))
    })
    secured.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_SSL_NO_APPLICATION_PROTOCOL') outcome = 'protocol_refused'
      secured.destroy()
    })
    secured.once('close', () => {
      clearTimeout(timer)
      if (outcome !== 'answered' && !closing) onEvent({ what: outcome, host })
    })
  }

  const server = createServer((request, response) => void plainRequest(request, response))
  server.maxConnections = mostConnections
  server.on('connection', (socket) => {
    keep(socket)
    socket.setTimeout(idleTime, () => socket.destroy())
  })
  server.on('clientError', (_error, socket) => socket.destroy())

  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => client.destroy())
    const destination = destinationOf(request.url ?? '')
    const refusal = destination ? refusalOf(request, destination) : badRequest
    if (!destination || refusal) {
      client.end(refusalText(refusal ?? badRequest))
      return
    }
    if (head.length > 0) client.unshift(head)
    if (destination.port === 443 && isAnswered(destination.hostname)) {
      client.write(established)
      answerAsSlack(client, destination.hostname)
      return
    }
    openTunnel(destination, proxies).then(
      (target) => {
        client.write(established)
        join(client, target)
      },
      (error: unknown) => client.end(refusalText(unreachable(destination, error))),
    )
  })

  /** Forwards `GET http://host/path HTTP/1.1`, as programs send plain HTTP to a proxy. */
  const plainRequest = async (request: IncomingMessage, response: ServerResponse) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined
    const destination = url?.protocol === 'http:' ? { hostname: url.hostname, port: Number(url.port || 80) } : undefined
    const refusal = destination ? refusalOf(request, destination) : badRequest
    if (!url || !destination || refusal) return refuse(response, refusal ?? badRequest)
    const isSlack = isAnswered(destination.hostname)
    if (isSlack) onEvent({ what: 'answered', host: destination.hostname })
    const target = isSlack ? simulator : destination
    const next = isSlack ? undefined : proxyFor(destination, proxies)
    const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers
    const socket = next ? await openTunnel(destination, proxies).catch(() => undefined) : undefined
    if (next && !socket) return refuse(response, unreachable(destination, undefined))
    const onward = sendRequest({
      host: target.hostname.replace(/^\[|\]$/g, ''),
      port: target.port,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      ...(socket && { createConnection: () => socket }),
    })
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.once('error', () => response.destroy())
    })
    onward.once('error', (error) => refuse(response, unreachable(destination, error)))
    response.once('close', () => onward.destroy())
    request.pipe(onward)
  }

  const refusalOf = (request: IncomingMessage, destination: Destination): ProxyRefusal | undefined => {
    const { hostname } = destination
    if (!isAuthorized(request.headers['proxy-authorization'], secret)) {
      onEvent({ what: 'unauthorized', host: hostname })
      return unauthorized
    }
    if (isLoopback(destination) && destination.port === port) return loop
    if (!offline || isAnswered(hostname) || isLoopback(destination)) return undefined
    onEvent({ what: 'offline', host: hostname })
    return { status: '403 Forbidden', text: `${hostname}: this run is offline, so only Slack’s hosts are answered.` }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    url: `http://${user}:${secret}@127.0.0.1:${port}`,
    async close() {
      closing = true
      const closed = once(server, 'close')
      server.close()
      for (const stream of open) stream.destroy()
      await closed
    },
  }
}

/** Reads `host:port`, with brackets around an IPv6 address; undefined when it is something else. */
function destinationOf(text: string): Destination | undefined {
  const [, hostname = '', port = ''] = /^(\[[\da-f:.]+\]|[^\s/:@]+):(\d{1,5})$/i.exec(text) ?? []
  return hostname !== '' && Number(port) > 0 && Number(port) < 65_536 ? { hostname, port: Number(port) } : undefined
}

function isAuthorized(header: string | undefined, secret: string): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`)
  const given = Buffer.from(header ?? '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
