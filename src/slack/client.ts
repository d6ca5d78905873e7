import type { Clock, Http } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { networkError, unreadableAnswer } from './failures.ts'

/** What the client needs of the world. */
export interface Wire {
  readonly http: Http
  readonly terminal: Terminal
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Milliseconds for the whole call, waits for a rate limit aside. */
  readonly timeout: number
}

export interface ApiCall {
  /** Ends in `/api/`. */
  readonly apiUrl: string
  readonly method: string
  /** Sent as `Authorization: Bearer`, never in the query (refused for apps made after 2021-02-24). */
  readonly token?: string
  /** Client id and secret, sent as HTTP Basic: what Slack's docs prefer for the token exchange. */
  readonly client?: { readonly id: string; readonly secret: string }
  /** Sent as a form. */
  readonly args?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Readonly<Record<string, unknown>>
}

/** The scopes of the token that was called with, which Slack names in a header of every answer. */
export function scopesOf({ headers }: Pick<Answer, 'headers'>): readonly string[] {
  return String(headers['x-oauth-scopes'] ?? '')
    .split(',')
    .map((scope) => scope.trim())
    .filter(Boolean)
}

/** Slack waits are honoured up to this many milliseconds in all; beyond it the call fails and says how long to wait. */
const longestWait = 60_000

const methodForm = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/

/**
 * Calls one Web API method and returns Slack's answer, `ok: false` included.
 * A 429 is waited out and sent again, as nothing happened; no other failure is repeated.
 * @throws CliError usage: not a method name; failed: network, time-out, an answer that is not JSON; slack: rate limited
 *   for longer than a minute.
 */
export async function callMethod(call: ApiCall, wire: Wire): Promise<Answer> {
  const url = methodUrl(call.apiUrl, call.method)
  const { status, headers, text } = await waitingOutLimits(call.method, () => exchange(url, call, wire), wire)
  return { status, headers, body: readBody({ method: call.method, status, headers, text }) }
}

/** An answer before anybody has looked at what it says. */
export interface Received {
  readonly status: number
  readonly headers: Answer['headers']
  readonly text: string
}

/**
 * Sends, and after a 429 waits as long as Slack says and sends again.
 * @param what is limited, in words.
 * @throws CliError slack: rate limited for longer than a minute.
 */
export async function waitingOutLimits(
  what: string,
  send: () => Promise<Received>,
  wire: Pick<Wire, 'terminal' | 'clock' | 'signal'>,
): Promise<Received> {
  let waited = 0
  for (;;) {
    const received = await send()
    if (received.status !== 429) return received
    const wait = retryAfter(received.headers['retry-after'])
    const seconds = Math.ceil(wait / 1000)
    waited += wait
    if (waited > longestWait) {
      throw new CliError('slack', `${what}: ratelimited, Slack wants ${seconds} s of silence`, {
        code: 'ratelimited',
        hint: `Wait ${seconds} s and run the command again`,
        details: { retryAfter: seconds },
      })
    }
    wire.terminal.warn(`Slack limits ${what}: waiting ${seconds} s`)
    await wire.clock.sleep(wait, wire.signal)
  }
}

/**
 * Where a method lives. The name is checked, and the result's origin once more, before any token is attached: a name
 * such as `https://evil/` or `../x` would otherwise take the token elsewhere.
 */
export function methodUrl(apiUrl: string, method: string): URL {
  const base = new URL(apiUrl)
  const url = methodForm.test(method) ? new URL(method, base) : undefined
  if (!url || url.origin !== base.origin || !url.href.startsWith(base.href)) {
    throw new CliError('usage', 'That is not the name of a Web API method', {
      code: 'unknown_method',
      hint: 'A method looks like chat.postMessage: slack-tokens call auth.test',
    })
  }
  return url
}

async function exchange(url: URL, call: ApiCall, wire: Wire): Promise<Received> {
  const started = wire.clock.now()
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'slack-tokens',
  }
  if (call.token) headers['authorization'] = `Bearer ${call.token}`
  else if (call.client)
    headers['authorization'] = `Basic ${Buffer.from(`${call.client.id}:${call.client.secret}`).toString('base64')}`
  wire.terminal.trace(`→ POST ${url.href} ${[...Object.keys(call.args ?? {})].join(' ')}`)
  try {
    const {
      statusCode,
      headers: received,
      body,
    } = await wire.http.request({
      origin: url.origin,
      path: url.pathname,
      method: 'POST',
      headers,
      body: new URLSearchParams(call.args).toString(),
      signal: AbortSignal.any([wire.signal, AbortSignal.timeout(wire.timeout)]),
    })
    const text = await body.text()
    wire.terminal.trace(
      `← ${statusCode} ${text.length} bytes, ${wire.clock.now() - started} ms: ${text.slice(0, 2000)}`,
    )
    return { status: statusCode, headers: received, text }
  } catch (error) {
    if (wire.signal.aborted) throw wire.signal.reason
    throw networkError(error, { host: url.host, timeout: wire.timeout })
  }
}

function readBody(received: Received & { readonly method: string }): Answer['body'] {
  try {
    const body: unknown = JSON.parse(received.text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Answer['body']
  } catch {
    // The parser's own words would quote the answer, which may hold a token.
  }
  throw unreadableAnswer(received)
}

/** Milliseconds from a `Retry-After` of seconds or a date; a second where it says nothing usable. */
function retryAfter(header: string | string[] | undefined): number {
  const text = Array.isArray(header) ? header[0] : header
  const seconds = Number(text)
  if (text && Number.isFinite(seconds) && seconds >= 0) return Math.max(seconds, 0.1) * 1000
  const date = Date.parse(text ?? '')
  return Number.isNaN(date) ? 1000 : Math.max(date - Date.now(), 1000)
}
