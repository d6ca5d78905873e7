import type { Identity, Named } from '../installations/installation.ts'
import type { Recognised, ResponseShape } from '../reading/recognise.ts'
import type { TokenKind } from '../slack/tokens.ts'

/** What an answer, or a stored installation, holds and means; the screen and the JSON are both made of it. */
export interface Explanation {
  readonly shape: ResponseShape
  readonly certainty: Recognised['certainty']
  /** Why it is not certain, or not an install. */
  readonly why: readonly string[]
  readonly tokens: readonly ExplainedToken[]
  readonly webhooks: readonly ExplainedWebhook[]
  readonly workspace: Named | null
  readonly organization: Named | null
  readonly isOrgInstall: boolean
  /** Slack's code, when it refused. */
  readonly error: { readonly code: string; readonly means: string; readonly next: string } | null
  /** Tokens that an install can yield and this one did not. */
  readonly missing: readonly MissingToken[]
  /** Whole sentences on what is odd about it or needs care. */
  readonly remarks: readonly string[]
}

export interface ExplainedToken {
  /** By its prefix; by its place where it has none. */
  readonly kind: TokenKind
  /** For a refresh token: whose pair it belongs to. */
  readonly of: Identity | null
  /** Where it stands, `authed_user.access_token`. */
  readonly path: string
  readonly value: string
  readonly scopes: readonly string[]
  /** User id it acts as; null when the answer does not say, and for a refresh token. */
  readonly actsAs: string | null
  /** Handle of that user without `@`; known only of a stored token. */
  readonly userName: string | null
  readonly rotating: boolean
  /** ISO 8601; an answer alone does not say when it was given, so only a stored token has it. */
  readonly expiresAt: string | null
}

export interface ExplainedWebhook {
  readonly path: string
  readonly url: string
  readonly channel: string | null
}

export interface MissingToken {
  readonly identity: Identity
  readonly path: string
  /** One sentence with its full stop. */
  readonly why: string
  /** The command line that asks for one; null where none would help. */
  readonly login: string | null
}
