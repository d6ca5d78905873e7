import type { ErrorPlace } from '../errors.ts'
import type { CauseName } from './causes.ts'

/** Where a code or sentence occurs: an `ErrorPlace`, or another place that developers see around an install. */
export type ErrorSource =
  | ErrorPlace
  | 'settings'
  | 'client'
  | 'delivery'
  | 'socket'
  | 'library'
  | 'mcp'
  | 'workflow'
  | 'cli'
  | 'network'

/** A sentence that developers see around an install. */
export interface KnownSentence {
  /** The id, unique among sentences and codes; the command `why` accepts it. */
  readonly id: string
  /** The program that shows the sentence, as in “Shown by OmniAuth”. */
  readonly by: string
  readonly place: ErrorSource
  /**
   * The distinctive part of the sentence, in each of its wordings. `{}` matches up to 120 letters and digits, `{9}` up
   * to nine. Case, spaces, line breaks, quotes and punctuation are ignored, and z equals s.
   */
  readonly texts: readonly string[]
  /** The text must contain at least one of these words, because other programs also print this sentence. */
  readonly near?: readonly string[]
  /**
   * Present for a sentence that only wraps another error: a code or another sentence in the same text is used instead.
   * The value is the place of such a code, or `any`.
   */
  readonly wraps?: ErrorSource | 'any'
  /** The cause that explains the sentence; a row without a cause has both `means` and `next`. */
  readonly cause?: CauseName
  /** Replaces the meaning of the cause. */
  readonly means?: string
  readonly next?: string
  /** The thread, file or page that contains the sentence. */
  readonly source: string
}
