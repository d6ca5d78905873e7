import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { nameIn, oneLine } from '../../slack/facts/one-line.ts'

export interface CallbackRequest {
  readonly method: string
  /** The request target as it was received; a hostile client can send any text. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  /** The number of Host headers. More than one is refused, because Node.js silently uses only the first. */
  readonly hosts: number
}

export interface ExpectedCallback {
  /** The accepted values of the Host header, with port. */
  readonly hosts: readonly string[]
  /** The path of the redirect URL. */
  readonly path: string
  readonly state: string
}

export type CallbackVerdict =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'denied'; readonly error: string; readonly description: string | null }
  /** A denial without this login's state. Slack is not known to omit the state, so the wait goes on. */
  | { readonly kind: 'unproved denial'; readonly error: string }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: keyof typeof refusals }

/** Why a request does not belong to this login. The texts are constant, so they contain nothing from the request. */
export const refusals = {
  method: 'This address accepts only GET requests.',
  path: 'There is no page at this path. The login waits for Slack at another path.',
  host: 'The login does not wait for Slack at this host.',
  form: 'The login cannot read this request.',
  long: 'The address is too long.',
  embedded: 'Open this address as a page of its own. The login does not accept it inside another page.',
  state: 'This answer does not belong to the login that is waiting. Use the newest link of that login.',
  repeated: 'The address has a parameter twice.',
  incomplete: 'The address has no code and no error.',
} as const

const longestTarget = 8192

/**
 * Returns whether a request to the callback server has a code, has a denial, or is refused. Never accepts a code or a
 * denial without this login's state. Compares the state once, in constant time, before it reads `error` and `code`
 * (threats C4, C5, C6). Pure; never throws.
 */
export function judgeCallback(request: CallbackRequest, expected: ExpectedCallback): CallbackVerdict {
  const refuse = (status: number, reason: keyof typeof refusals): CallbackVerdict => ({
    kind: 'refused',
    status,
    reason,
  })
  const { method, target, headers } = request
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, 'method')
  if (target.length > longestTarget) return refuse(414, 'long')
  // The URL parser would read `//evil/callback` as host and path.
  if (!/^\/(?!\/)/.test(target) || !URL.canParse(target, 'http://callback')) return refuse(400, 'form')
  if (request.hosts !== 1 || !expected.hosts.includes(headers.host?.toLowerCase() ?? '')) return refuse(403, 'host')
  const url = new URL(target, 'http://callback')
  if (url.pathname !== expected.path) return refuse(404, 'path')
  const purpose = headers['sec-fetch-dest']
  if (purpose !== undefined && purpose !== 'document') return refuse(403, 'embedded')
  if (method === 'HEAD') return refuse(405, 'method')
  return judgeQuery(url.searchParams, expected.state)
}

/** Returns the verdict on a query, from the callback or from a pasted address. Pure; never throws. */
export function judgeQuery(query: URLSearchParams, expectedState: string): CallbackVerdict {
  const refuse = (reason: keyof typeof refusals): CallbackVerdict => ({ kind: 'refused', status: 400, reason })
  for (const name of ['state', 'code', 'error']) if (query.getAll(name).length > 1) return refuse('repeated')
  const state = query.get('state')
  const error = query.get('error')
  const code = query.get('code')
  if (state === null && error && !code) return { kind: 'unproved denial', error }
  if (state === null || !sameSecret(state, expectedState)) return refuse('state')
  if (error) return { kind: 'denied', error: oneLine(error), description: nameIn(query.get('error_description')) }
  return code ? { kind: 'code', code } : refuse('incomplete')
}

function sameSecret(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
