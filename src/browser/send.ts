import type { Http } from '../runtime/context.ts'

export interface BrowserRequest {
  readonly verb: 'GET' | 'POST'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
}

export interface BrowserResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: AsyncIterable<Uint8Array>
}

/**
 * A function that sends one request and does not follow redirects. It rejects when the connection breaks or `signal`
 * aborts.
 */
export type Send = (request: BrowserRequest) => Promise<BrowserResponse>

/** How requests are sent. */
export interface SendOptions {
  /**
   * Whether each request gets a connection of its own. If the app has several processes, different processes then
   * answer the requests of one person, as behind a load balancer.
   */
  readonly isFresh?: boolean
}

/**
 * Returns a `Send` that uses the HTTP client of the commands, which supports proxies and the simulator's unix socket.
 */
export function sendOver(http: Http, { isFresh = false }: SendOptions = {}): Send {
  return async ({ verb, url, headers, body, signal }) => {
    const answer = await http.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: verb,
      headers,
      ...(isFresh && { reset: true }),
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    })
    return { status: answer.statusCode, headers: answer.headers, body: answer.body }
  }
}
