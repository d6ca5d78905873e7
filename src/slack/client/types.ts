import type { Http, RunClock } from '../../runtime/context.ts'
import type { Terminal } from '../../terminal/terminal.ts'

/** Where a request says what happens to it: waits, a second try, its trace; and what is to be masked from now on. */
export type RequestTerminal = Pick<Terminal, 'conceal' | 'note' | 'paint' | 'trace' | 'wait' | 'warn'>

/** What speaking to Slack needs of the world. */
export interface RequestContext {
  readonly http: Http
  readonly terminal: RequestTerminal
  readonly clock: RunClock
  readonly signal: AbortSignal
  /** Milliseconds for connection, headers and body together; waits for a rate limit come on top. */
  readonly timeout: number
  /** Milliseconds that rate limits may take of one call in all; a minute when left out. */
  readonly maxWait?: number
  /** The first failure is wanted, so nothing but a rate limit is tried again. */
  readonly once?: boolean
  /** Asked when Slack says that `token` has ended: the one to call with instead, undefined when there is none. */
  readonly renew?: (token: string) => Promise<string | undefined>
}

export interface Outgoing {
  readonly url: URL
  readonly verb: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** What is called, in words: `chat.postMessage`, `the webhook`. */
  readonly what: string
  /** The address as the trace may show it, when it holds a secret. */
  readonly maskedUrl?: string
  /** What the trace says of the body: names of arguments, never their values. */
  readonly bodySummary?: string
  /** Nothing changes however often it arrives. */
  readonly readOnly: boolean
}

/** An answer before anybody has looked at what it says. */
export interface ReceivedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface ChannelLookup {
  /** Calls a method. @throws CliError for `ok: false`. */
  readonly call: (method: string, args: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, unknown>>>
  /** What the token holds; undefined when that is not known. */
  readonly scopes: readonly string[] | undefined
}
