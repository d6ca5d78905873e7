import type { ServerResponse } from 'node:http'
import type { Destination } from './upstream.ts'

/** An answer that the proxy itself sends, instead of opening a connection. */
export interface ProxyRefusal {
  readonly status: string
  readonly text: string
  readonly header?: string
}

export const badRequest: ProxyRefusal = {
  status: '400 Bad Request',
  text: 'This is a proxy: it accepts CONNECT host:port, and requests with a full http:// address.',
}
export const unauthorized: ProxyRefusal = {
  status: '407 Proxy Authentication Required',
  text: 'This proxy belongs to one run of slack-tokens; its address in HTTPS_PROXY has the credentials.',
  header: 'Proxy-Authenticate: Basic realm="slack-tokens"\r\n',
}
export const loop: ProxyRefusal = { status: '508 Loop Detected', text: 'The request leads back to this proxy.' }

/** Returns the answer for a destination that cannot be reached. */
export function unreachable({ hostname, port }: Destination, error: unknown): ProxyRefusal {
  const why = error instanceof Error ? `: ${error.message}` : ''
  return { status: '502 Bad Gateway', text: `${hostname}:${port} cannot be reached${why}` }
}

/** Returns the answer as raw HTTP, for a CONNECT request. */
export function refusalText({ status, text, header = '' }: ProxyRefusal): string {
  const length = Buffer.byteLength(text) + 1
  return `HTTP/1.1 ${status}\r\n${header}Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${text}\n`
}

/**
 * Sends the answer for an ordinary request. If a part of another answer was already sent, closes the connection
 * instead.
 */
export function refuse(response: ServerResponse, { status, text, header }: ProxyRefusal): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const [name = '', value = ''] = header?.trim().split(': ') ?? []
  if (name) response.setHeader(name, value)
  response.writeHead(Number(status.slice(0, 3)), { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
  response.end(`${text}\n`)
}
