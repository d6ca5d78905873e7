import { type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Proxies } from '../net/proxies.ts'
import { socketHost } from '../net/socket-host.ts'
import { refuse, unreachable } from './refusal.ts'
import { type Destination, openTunnel, proxyFor } from './upstream.ts'

export interface ForwardOptions {
  /** The address of the request, `http://host/path`. */
  readonly url: URL
  readonly target: Destination
  /** The proxies of the user's environment; undefined when the request goes to the simulator. */
  readonly proxies: Proxies | undefined
  /** The Via header for the next proxy. */
  readonly via: string
}

/** Sends a plain HTTP request to its target, and the target's answer to the client. Bodies are streamed. */
export async function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { url, target, proxies, via }: ForwardOptions,
): Promise<void> {
  const { 'proxy-authorization': _, 'proxy-connection': __, ...headers } = request.headers
  let socket: Duplex | undefined
  try {
    if (proxies && proxyFor(target, proxies)) socket = await openTunnel(target, proxies, { via })
  } catch (error) {
    return refuse(response, unreachable(target, error))
  }
  const onward = sendRequest({
    host: socketHost(target),
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
  onward.once('error', (error) => refuse(response, unreachable(target, error)))
  response.once('close', () => onward.destroy())
  request.pipe(onward)
}
