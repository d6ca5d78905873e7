import type { LostCookie } from './cookie-jar.ts'

/** One request of the browser. */
export interface Hop {
  readonly verb: 'GET' | 'POST'
  /** The address, with the values of code and state masked. */
  readonly url: string
  readonly at: 'app' | 'slack'
  /** The status of the answer; null when no answer came. */
  readonly status: number | null
  /** The names of the cookies that were sent, that the answer set, and that the answer deleted. */
  readonly sent: readonly string[]
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  /** The cookies that were stored but not sent with this request, or set but not stored. */
  readonly lost: readonly LostCookie[]
  /** What happened, in words for the user. */
  readonly means: string
}

/** An answered request, whatever its status. */
export interface Page {
  readonly kind: 'page'
  readonly url: URL
  readonly status: number
  /** The text of the page, at most a million characters. */
  readonly text: string
  /** The target of a redirect; undefined for any other answer. */
  readonly location: URL | undefined
}

/** A request without an answer: the connection broke, the time limit passed, or nothing listens at the address. */
export interface NoPage {
  readonly kind: 'broken' | 'silent' | 'nobody'
  readonly url: URL
  /** What happened, as a clause. */
  readonly says: string
}

/** The end of a walk that did not end on a page. */
export interface Left {
  /**
   * Where the last redirect leads. `slack`: to Slack or a simulator; `elsewhere`: to a host that is not allowed;
   * `unreachable`: to an address that is not the app's and where nothing listens. `loop` means too many redirects.
   */
  readonly kind: 'slack' | 'elsewhere' | 'unreachable' | 'loop'
  readonly url: URL
  /** What happened at the address, for `unreachable`. */
  readonly says?: string
  /** The page that redirected the browser to `url`; undefined when there is none. */
  readonly last?: Page | undefined
}

export type End = Page | NoPage | Left
