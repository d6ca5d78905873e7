import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { isLoopback } from '../net/is-loopback.ts'
import { exceptionsIn, type Proxies, proxyUrl } from '../net/proxies.ts'
import { socketHost } from '../net/socket-host.ts'

/** A host and port to which a program wants to connect. */
export interface Destination {
  /** The host as in a URL: an IPv6 address has brackets. */
  readonly hostname: string
  readonly port: number
}

/** Maximum milliseconds until a connection to a destination or to the next proxy is open. */
const usualPatience = 15_000

export interface TunnelOptions {
  /** Maximum milliseconds until the connection is open. An open connection has no time limit. */
  readonly patience?: number
  /** The Via header for the next proxy. With it, a loop of proxies can be recognized. */
  readonly via?: string
}

/**
 * Opens a connection to a destination: directly, or through the proxy that the user's environment names.
 * @throws Error when no connection was open after `patience` milliseconds, or the next proxy refused the connection
 */
export async function openTunnel(
  destination: Destination,
  proxies: Proxies,
  { patience = usualPatience, via }: TunnelOptions = {},
): Promise<Duplex> {
  const next = proxyFor(destination, proxies)
  return next ? await throughProxy(destination, next, { patience, via }) : await directly(destination, patience)
}

/**
 * Returns the next proxy for a destination; undefined when the connection needs no proxy.
 * @throws Error when the proxy is not an http or https URL
 */
export function proxyFor({ hostname, port }: Destination, { https, http, none }: Proxies): URL | undefined {
  const proxy = port === 80 ? http : (https ?? http)
  if (!proxy || isLoopback({ hostname }) || isExempt({ hostname, port }, none ?? '')) return undefined
  const url = proxyUrl(proxy)
  if (!url) throw new Error('HTTPS_PROXY or HTTP_PROXY is not an http or https URL')
  return url
}

/** Whether NO_PROXY names the destination: `*`, a host with or without port, or a domain with all hosts below it. */
function isExempt({ hostname, port }: Destination, none: string): boolean {
  return exceptionsIn({ none }).some((entry) => {
    if (entry === '*') return true
    const [, name = '', only] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
    const isSame = hostname.toLowerCase() === name || hostname.toLowerCase().endsWith(`.${name}`)
    return isSame && (only === undefined || Number(only) === port)
  })
}

async function directly(destination: Destination, patience: number): Promise<Socket> {
  const { port } = destination
  const socket = connect({ host: socketHost(destination), port })
  try {
    // Limit only this wait. A `signal` in the options of the socket would also close the open connection after the
    // limit.
    await once(socket, 'connect', { signal: AbortSignal.timeout(patience) })
    return socket
  } catch (error) {
    socket.destroy()
    throw error
  }
}

async function throughProxy(
  { hostname, port }: Destination,
  proxy: URL,
  { patience, via }: { readonly patience: number; readonly via: string | undefined },
): Promise<Duplex> {
  const { username, password } = proxy
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest
  const request = send({
    host: socketHost(proxy),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: `${hostname}:${port}`,
    headers: {
      host: `${hostname}:${port}`,
      ...(via !== undefined && { via }),
      ...((username || password) && { 'proxy-authorization': `Basic ${credentials}` }),
    },
    signal: AbortSignal.timeout(patience),
  })
  const answered = once(request, 'connect') as Promise<[{ readonly statusCode?: number }, Socket, Buffer]>
  request.end()
  const [{ statusCode }, socket, head] = await answered
  if (statusCode !== 200) {
    socket.destroy()
    throw new Error(`the proxy ${proxy.host} answered ${statusCode}`)
  }
  if (head.length > 0) socket.unshift(head)
  return socket
}
