import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { maskSecrets } from '../../slack/facts/mask.ts'
import type { Reply, Request } from '../http/http.ts'

/** Number of requests whose headers and bodies are stored; older ones are removed. */
const mostExchanges = 200
/** Maximum number of characters of a body that are stored. */
const longestBody = 64 * 1024
/** Maximum number of characters of one secret. */
const longestSecret = 8 * 1024

/** A request and its answer as they were sent, with the secrets in them, except in long bodies. Exchanges are never written to a file. */
export interface Exchange {
  readonly number: number
  /** Path and query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** The token in a body that is too long to be stored whole; undefined when it has none. */
  readonly token?: string | undefined
  readonly reply: Reply
}

export interface ExchangeLog {
  /** Stores a request and its answer under the number that the request has in the log. */
  add(number: number, request: Pick<Request, 'path' | 'query' | 'headers' | 'body'>, reply: Reply): void
  find(number: number): Exchange | undefined
  clear(): void
}

/** Creates a log of requests and answers with their headers and bodies, which the page shows. */
export function createExchangeLog(): ExchangeLog {
  const stored: Exchange[] = []
  return {
    add(number, { path, query, headers, body }, reply) {
      const whole = query === '' ? path : `${path}?${query}`
      const token = body.length > longestBody ? tokenIn(body.toString('utf8')) : undefined
      const sent = reply.body.length > longestBody ? { ...reply, body: shortened(reply.body) } : reply
      stored.push({ number, path: whole, headers, body: shortened(body), token, reply: sent })
      // Remove many exchanges at once, because it is slow to remove one exchange for each new request.
      if (stored.length >= 2 * mostExchanges) stored.splice(0, stored.length - mostExchanges)
    },
    find: (number) => stored.find((one) => one.number === number),
    clear: () => stored.splice(0),
  }
}

/**
 * Returns the beginning of a long body. Secrets are masked before the body is cut, because a secret that was cut is not
 * recognised. The last characters are left out, as many as the longest secret has, because they can contain a secret
 * that was cut.
 */
function shortened<Body extends string | Buffer>(body: Body): Body {
  if (body.length <= longestBody) return body
  const read = longestBody + longestSecret
  const text = typeof body === 'string' ? body.slice(0, read) : body.subarray(0, read).toString('utf8')
  const masked = maskSecrets(text)
  const whole = body.length <= read ? masked : masked.slice(0, -longestSecret)
  // Copy the part: while a part of a buffer or string is stored, the whole buffer or string stays in memory.
  const part = Buffer.from(whole.slice(0, longestBody))
  return (typeof body === 'string' ? part.toString('utf8') : part) as Body
}

/** Returns the token in a form or a JSON body; undefined when it has none. */
function tokenIn(body: string): string | undefined {
  return /(?:^|&)token=([\w.-]+)|"token"\s*:\s*"([\w.-]+)"/
    .exec(body)
    ?.slice(1)
    .find((found) => found !== undefined)
}
