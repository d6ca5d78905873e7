import type { ErrorPlace } from '../errors.ts'
import type { CauseName } from './causes.ts'

/** Where a code or sentence occurs: the places of `errors.ts`, and other places around an install. */
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
  /** Words of which the text must contain at least one, because other programs also print this sentence. */
  readonly near?: readonly string[]
  /**
   * Present for a sentence that only wraps another error; a code or another sentence in the text counts more. The value
   * is the place of a code next to it, or `any`.
   */
  readonly wraps?: ErrorSource | 'any'
  /** The cause, which explains the sentence; without it, the row has both `means` and `next`. */
  readonly cause?: CauseName
  /** Replaces the meaning of the cause. */
  readonly means?: string
  readonly next?: string
  /** The thread, file or page that contains the sentence. */
  readonly source: string
}
