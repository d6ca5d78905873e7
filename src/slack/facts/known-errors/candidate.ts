import type { ErrorSource, KnownSentence } from './types.ts'

/** What a text says went wrong. */
export interface FoundError {
  /** Slack’s code, or the id of a sentence. */
  readonly code: string
  readonly sentence?: KnownSentence
  /** Where it came from, if the text tells. */
  readonly place?: ErrorSource
  /** The host of a failed connection; undefined when it is Slack’s or not in the text. */
  readonly host?: string
}

export interface TextSpan {
  readonly start: number
  readonly end: number
}

/** One that was found, and where. `alone` is set for a code that is the whole text. */
export type CodeCandidate = FoundError & TextSpan & { readonly alone?: true }

/** A sentence that begins so soon after a code explains that code. */
export const explains = 40
