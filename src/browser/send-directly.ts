import { once } from 'node:events'
import { type IncomingMessage, request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { lookUpHost } from '../net/loopback-lookup.ts'
import type { Send } from './send.ts'

/**
 * Sends a request with Node.js alone, on a new connection. So nothing has to be loaded before the request, or closed
 * after it.
 */
export const sendDirectly: Send = async ({ verb, url, headers, body, signal }) => {
  const request = url.protocol === 'https:' ? overHttps : overHttp
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const sent = request(url, {
    method: verb,
    headers: { ...headers, ...length },
    agent: false,
    lookup: lookUpHost,
    ...(signal && { signal }),
  })
  sent.end(body)
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: answer }
}
