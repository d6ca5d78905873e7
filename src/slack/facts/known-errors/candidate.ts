import type { ErrorSource, KnownSentence } from './types.ts'

/** An error that a text reports. */
export interface FoundError {
  /** Slack's code, or the id of a sentence. */
  readonly code: string
  readonly sentence?: KnownSentence
  /** The place where the error occurred; absent when the text does not show the place. */
  readonly place?: ErrorSource
  /** The host of a failed connection; undefined for a host of Slack, or when the text names no host. */
  readonly host?: string
}

export interface TextSpan {
  readonly start: number
  readonly end: number
}

/** An error and its position in the text. `alone` is set for a code that is the whole text. */
export type CodeCandidate = FoundError & TextSpan & { readonly alone?: true }

/** Maximum number of characters between a code and a sentence that explains the code. */
export const explains = 40
