import type { Http, RunClock } from '../../runtime/context.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** The part of the terminal that a request uses: for waits, retries, its trace, and secrets to mask. */
export type RequestTerminal = Pick<Terminal, 'conceal' | 'note' | 'paint' | 'trace' | 'wait' | 'warn'>

/** What a request to Slack needs besides its content. */
export interface RequestContext {
  readonly http: Http
  readonly terminal: RequestTerminal
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** Milliseconds for connection, headers and body together, without waits for rate limits. */
  readonly timeout: number
  /** Longest total wait for rate limits in one call, in milliseconds; default: a minute. */
  readonly maxWait?: number
  /** Report the first failure: retry nothing but a rate limit. */
  readonly once?: boolean
  /** Called when Slack says that `token` has expired. Returns the token to use instead; undefined for none. */
  readonly renew?: (token: string) => Promise<string | undefined>
}

export interface Outgoing {
  readonly url: URL
  readonly verb: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Name of the call in messages: `chat.postMessage`, `the webhook`. */
  readonly what: string
  /** The address to show in the trace, when `url` contains a secret. */
  readonly maskedUrl?: string
  /** What the trace shows of the body: names of arguments, never their values. */
  readonly bodySummary?: string
  /** The request changes nothing, so it can be repeated. */
  readonly readOnly: boolean
}

/** An answer before it is parsed. */
export interface ReceivedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface ChannelLookup {
  /** Calls a method. @throws CliError for `ok: false`. */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, unknown>>>
  /** The token's scopes; undefined when unknown. */
  readonly scopes: readonly string[] | undefined
}
