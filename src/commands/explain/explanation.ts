import type { Identity } from '../../config/installation.ts'
import type { ParsedResponse } from '../../responses/types.ts'

/** The content and meaning of an answer or a stored installation. The screen and the JSON are both made from it. */
export interface Explanation extends ParsedResponse {
  /** The meaning of Slack's error code, when it refused. */
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
  /** The command line that requests one; null when none would help. */
  readonly login: string | null
}
