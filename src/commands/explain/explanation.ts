import type { Identity } from '../../config/installation.ts'
import type { ParsedResponse } from '../../responses/types.ts'

/** What an answer, or a stored installation, holds and means; the screen and the JSON are both made of it. */
export interface Explanation extends ParsedResponse {
  /** What Slack's code means, when it refused. */
  readonly refusal: { readonly means: string; readonly next: string } | null
  /** Tokens that an install can yield and this one did not. */
  readonly missing: readonly MissingToken[]
  /** Whole sentences on what needs care. */
  readonly remarks: readonly string[]
}

export interface MissingToken {
  readonly identity: Identity
  readonly path: string
  /** One sentence with its full stop. */
  readonly why: string
  /** The command line that asks for one; null where none would help. */
  readonly login: string | null
}
