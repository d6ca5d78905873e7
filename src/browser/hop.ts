import type { LostCookie } from './cookie-jar.ts'

/** One step of the browser's way. */
export interface Hop {
  readonly verb: 'GET' | 'POST'
  /** Without the values of code and state. */
  readonly url: string
  readonly at: 'app' | 'slack'
  /** Null when no answer came. */
  readonly status: number | null
  /** Names of cookies: sent along, set and deleted by the answer. */
  readonly sent: readonly string[]
  readonly set: readonly string[]
  readonly deleted: readonly string[]
  /** Kept and not sent here, or set and not kept. */
  readonly lost: readonly LostCookie[]
  /** What it means, in words. */
  readonly means: string
}

/** A page that was answered, whatever its status. */
export interface Page {
  readonly kind: 'page'
  readonly url: URL
  readonly status: number
  /** At most a million characters. */
  readonly text: string
  /** Where it redirects to. */
  readonly location: URL | undefined
}

/** No page: the connection broke, nothing came in time, or nobody listens there. */
export interface NoPage {
  readonly kind: 'broken' | 'silent' | 'nobody'
  readonly url: URL
  /** What happened, in words. */
  readonly says: string
}

/** How a walk ended when no page was the end. */
export interface Left {
  /**
   * `slack`: sent on to Slack, or to a simulator; `elsewhere`: to a host that is not visited; `unreachable`: to an
   * address that is not the app's, where nobody listens; `loop`: redirected without an end.
   */
  readonly kind: 'slack' | 'elsewhere' | 'unreachable' | 'loop'
  readonly url: URL
  /** What happened there, of one that is unreachable. */
  readonly says?: string
  /** The page that sent the browser there; undefined when none did. */
  readonly last?: Page | undefined
}

export type End = Page | NoPage | Left
