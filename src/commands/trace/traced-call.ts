import type { TracedActor } from './token-book.ts'

/** What a refusal means, and what to do next. */
export interface ExplainedRefusal {
  /** What the refusal means: one or more sentences; empty when unknown. */
  readonly why: string
  /** What to do next: an imperative without a full stop; null when unknown. */
  readonly next: string | null
}

/** The kind of a request. `page` is a page of Slack, such as the consent page. */
export type CallKind = 'method' | 'webhook' | 'upload' | 'download' | 'page'

/** A request of the program with its answer, as the trace prints it. */
export interface TracedCall {
  readonly kind: CallKind
  readonly at: number
  /** The method of the Web API; otherwise `webhook`, `response_url`, `workflow`, `upload`, `download`, or a path. */
  readonly name: string
  readonly host: string
  readonly verb: string
  /** The token in the request; null for a request without a token. */
  readonly as: TracedActor | null
  /** Whether the request authenticated as the app, by client id and secret. */
  readonly isClient: boolean
  /** The HTTP status; null without an answer. */
  readonly status: number | null
  readonly ok: boolean
  /** Slack's error code, or what happened instead of an answer; null for success. */
  readonly error: string | null
  readonly refusal: ExplainedRefusal | null
  /** The scopes of which the method needs one; `had` are the granted scopes. Both are null when unknown. */
  readonly wanted: readonly string[] | null
  readonly had: readonly string[] | null
  readonly warnings: readonly string[]
  /** The number of seconds after which Slack accepts the method again; null without a rate limit. */
  readonly retryAfter: number | null
  readonly milliseconds: number
  readonly sentBytes: number
  readonly receivedBytes: number
}
