import type { ErrorPlace } from '../errors.ts'
import type { CauseName } from './causes.ts'

/** Where a code or sentence is met: the places of `errors.ts`, and what surrounds an install. */
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

/** A sentence that people meet around an install. */
export interface KnownSentence {
  /** Unique among sentences and codes: `why` takes it too. */
  readonly id: string
  /** Who shows it, as in “Shown by OmniAuth”. */
  readonly by: string
  readonly place: ErrorSource
  /**
   * The distinguishing part in each of its wordings. `{}` stands for up to 120 letters and digits, `{9}` for up to
   * nine. Case, spaces, line breaks, quotes and punctuation do not count, nor does s for z.
   */
  readonly texts: readonly string[]
  /** Words of which one has to be somewhere in the text, where the sentence alone could be anybody’s. */
  readonly near?: readonly string[]
  /**
   * Set for a sentence that only wraps the cause: a code or another sentence in the text counts more. Names the place
   * that a code beside it is from, or `any`.
   */
  readonly wraps?: ErrorSource | 'any'
  /** What really happened; without it the row has both `means` and `next`. */
  readonly cause?: CauseName
  /** Replaces the cause’s own sentence. */
  readonly means?: string
  readonly next?: string
  /** Thread, file or page that has the sentence. */
  readonly source: string
}
