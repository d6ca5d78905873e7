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
 * A function that sends one request and follows no redirect. It rejects when the connection breaks or the signal
 * aborts.
 */
export type Send = (request: BrowserRequest) => Promise<BrowserResponse>

/** Returns a `Send` that uses the commands' HTTP client, which supports proxies and the simulator's socket. */
export function sendOver(http: Http): Send {
  return async ({ verb, url, headers, body, signal }) => {
    const answer = await http.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: verb,
      headers,
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    })
    return { status: answer.statusCode, headers: answer.headers, body: answer.body }
  }
}
