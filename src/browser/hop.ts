import type { LostCookie } from './cookie-jar.ts'

/** One request of the browser. */
export interface Hop {
  readonly verb: 'GET' | 'POST'
  /** The URL, with the values of `code` and `state` masked. */
  readonly url: string
  readonly at: 'app' | 'slack'
  /** The HTTP status of the answer; null when no answer came. */
  readonly status: number | null
  /**
   * The names of the cookies that the browser sent. `set` and `deleted` are the names of the cookies that the answer
   * set and deleted.
   */
  readonly sent: readonly string[]
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  /**
   * The cookies that were stored but not sent with this request, and those that the answer set but the browser did not
   * store.
   */
  readonly lost: readonly LostCookie[]
  /** What happened, as a text for the user. */
  readonly means: string
}

/** The answer to a request, with any HTTP status. */
export interface Page {
  readonly kind: 'page'
  readonly url: URL
  readonly status: number
  /** The text of the page, cut after a million characters. */
  readonly text: string
  /** The URL to which the answer redirects; undefined when it does not redirect. */
  readonly location: URL | undefined
  /** The headers of the answer, with their names in lower case, without `Set-Cookie`. */
  readonly headers: Readonly<Record<string, string>>
}

/** A page as one request loaded it. */
export interface LoadedPage extends Page {
  /** The `Set-Cookie` headers of the answer. */
  readonly cookies: readonly string[]
}

/**
 * The result of a request without an answer. `broken`: the connection broke; `silent`: the time limit passed; `nobody`:
 * nothing listens at the URL.
 */
export interface NoPage {
  readonly kind: 'broken' | 'silent' | 'nobody'
  readonly url: URL
  /** What happened, as a part of a sentence. */
  readonly says: string
}

/** The result of a walk that ended before it visited a URL. */
export interface Left {
  /**
   * The target of the last redirect. `slack`: Slack or a simulator; `elsewhere`: a host that is not allowed;
   * `unreachable`: a URL outside the app at which nothing listens. `loop` means that there were too many redirects.
   */
  readonly kind: 'slack' | 'elsewhere' | 'unreachable' | 'loop'
  readonly url: URL
  /** What happened at the URL; only for `unreachable`. */
  readonly says?: string
  /** The page that redirected the browser to `url`; undefined when no page did. */
  readonly last?: Page | undefined
}

export type End = Page | NoPage | Left
