import type { TracedActor } from './token-book.ts'

/** What a refusal means, and what to do next. */
export interface ExplainedRefusal {
  /** One or more sentences; empty when nothing is known. */
  readonly why: string
  /** An imperative without a full stop; null when nothing is known. */
  readonly next: string | null
}

/** What a request is. `page`: a page of Slack's, such as the one where a person allows an install. */
export type CallKind = 'method' | 'webhook' | 'upload' | 'download' | 'page'

/** A request that passed by, as it is printed. */
export interface TracedCall {
  readonly kind: CallKind
  readonly at: number
  /** The method of the Web API; otherwise `webhook`, `response_url`, `workflow`, `upload`, `download`, or a path. */
  readonly name: string
  readonly host: string
  readonly verb: string
  /** The token that the request carried; null when it had none. */
  readonly as: TracedActor | null
  /** Whether the request authenticated as the app, by client id and secret. */
  readonly isClient: boolean
  /** The HTTP status; null without an answer. */
  readonly status: number | null
  readonly ok: boolean
  /** Slack's error code, or what happened instead of an answer; null for success. */
  readonly error: string | null
  readonly refusal: ExplainedRefusal | null
  /** The scopes of which the method takes any one, and the granted ones; null when they are not known. */
  readonly wanted: readonly string[] | null
  readonly had: readonly string[] | null
  readonly warnings: readonly string[]
  /** Seconds until Slack accepts the method again; null when it did not limit. */
  readonly retryAfter: number | null
  readonly milliseconds: number
  readonly sentBytes: number
  readonly receivedBytes: number
}
