import type { Identity } from '../../config/installation.ts'
import type { ParsedResponse } from '../../responses/types.ts'

/**
 * The content and the meaning of an answer or a stored installation. Both the screen and the JSON output are created
 * from this object.
 */
export interface Explanation extends ParsedResponse {
  /** The meaning of Slack's error code and the next step; null when Slack did not refuse. */
  readonly refusal: { readonly means: string; readonly next: string } | null
  /** The tokens that this kind of install can return but this answer does not have. */
  readonly missing: readonly MissingToken[]
  /** The warnings, as whole sentences. */
  readonly remarks: readonly string[]
}

export interface MissingToken {
  readonly identity: Identity
  readonly path: string
  /** The reason why the token is missing: one sentence with a full stop. */
  readonly why: string
  /** The command line that requests the token; null when no login helps. */
  readonly login: string | null
}
