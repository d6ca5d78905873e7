import type { LostCookie } from './cookie-jar.ts'

/** One request of the browser. */
export interface Hop {
  readonly verb: 'GET' | 'POST'
  /** Without the values of code and state. */
  readonly url: string
  readonly at: 'app' | 'slack'
  /** Null when no answer came. */
  readonly status: number | null
  /** Names of cookies that were sent, that the answer set, and that it deleted. */
  readonly sent: readonly string[]
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  /** Cookies that were stored but not sent here, or set but not stored. */
  readonly lost: readonly LostCookie[]
  /** What happened, for a reader. */
  readonly means: string
}

/** An answered request, whatever its status. */
export interface Page {
  readonly kind: 'page'
  readonly url: URL
  readonly status: number
  /** At most a million characters. */
  readonly text: string
  /** Target of a redirect. */
  readonly location: URL | undefined
}

/** No answer: the connection broke, the time limit passed, or nothing listens there. */
export interface NoPage {
  readonly kind: 'broken' | 'silent' | 'nobody'
  readonly url: URL
  /** What happened, as a clause. */
  readonly says: string
}

/** How a walk ended without a last page. */
export interface Left {
  /**
   * Redirected to: `slack`: Slack or a simulator; `elsewhere`: a host that is not allowed; `unreachable`: an address that
   * is not the app's and where nothing listens. `loop`: too many redirects.
   */
  readonly kind: 'slack' | 'elsewhere' | 'unreachable' | 'loop'
  readonly url: URL
  /** What happened there; for `unreachable`. */
  readonly says?: string
  /** The page that sent the browser there; undefined when none did. */
  readonly last?: Page | undefined
}

export type End = Page | NoPage | Left
