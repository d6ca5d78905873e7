import type { Http, RunClock } from '../../runtime/context.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** The part of the terminal that a request uses: for waits, retries, the trace, and secrets to mask. */
export type RequestTerminal = Pick<Terminal, 'conceal' | 'note' | 'paint' | 'trace' | 'wait' | 'warn'>

/** The services and limits for a request to Slack. */
export interface RequestContext {
  readonly http: Http
  readonly terminal: RequestTerminal
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** Maximum milliseconds for connection, headers and body together, without waits for rate limits. */
  readonly timeout: number
  /** Maximum total wait for rate limits in one call, in milliseconds; a minute by default. */
  readonly maxWait?: number
  /** Whether the first failure ends the call. Then only a request with the answer 429 is sent again. */
  readonly once?: boolean
  /** Called when Slack answers that `token` has expired. Returns a new token; undefined when there is none. */
  readonly renew?: (token: string) => Promise<string | undefined>
}

export interface Outgoing {
  readonly url: URL
  readonly verb: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The name of the call in messages: `chat.postMessage`, `the webhook`. */
  readonly what: string
  /** The address that the trace shows, when `url` contains a secret. */
  readonly maskedUrl?: string
  /** What the trace shows about the body: the names of arguments, never their values. */
  readonly bodySummary?: string
  /** Whether the request changes nothing, so that it can be sent again. */
  readonly readOnly: boolean
}

/** An answer as text, before it is parsed. */
export interface ReceivedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface ChannelLookup {
  /** Calls a method. @throws CliError for `ok: false` */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, unknown>>>
  /** The token's scopes; undefined when unknown. */
  readonly scopes: readonly string[] | undefined
}
