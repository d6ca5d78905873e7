import type { Installation, Webhook } from '../../config/installation.ts'
import { type StoredToken, storedTokens } from '../../config/stored-token.ts'

/** A stored installation, and which of its tokens and webhooks to check. */
export interface Subject {
  readonly name: string
  readonly installation: Installation
  readonly pairs: readonly StoredToken[]
}

/**
 * The state of a token or webhook. `dead`: it no longer works. `refused`: Slack refused the call for another reason.
 */
export type CheckState = 'ok' | 'dead' | 'refused' | 'unreachable' | 'unchecked'

/** The result of one check. */
export interface CheckVerdict {
  readonly state: CheckState
  /** The error code of Slack or of the network; null when `ok` or `unchecked`. */
  readonly code: string | null
  /** The reason and the next step; null when `code` is null. */
  readonly message: string | null
  readonly hint: string | null
}

export interface TokenFinding extends CheckVerdict {
  /** The token as it is stored after the check, which may have refreshed it. */
  readonly storedToken: StoredToken
  /** The scopes in Slack's answer; null when the answer had none. */
  readonly scopes: readonly string[] | null
  /** The answer of auth.test; null when there was none. */
  readonly who: Readonly<Record<string, unknown>> | null
}

export interface WebhookFinding extends CheckVerdict {
  readonly webhook: Webhook
}

/** The results for one installation. */
export interface CheckFindings {
  readonly subject: Subject
  readonly tokens: readonly TokenFinding[]
  readonly webhooks: readonly WebhookFinding[]
}

/** Returns an installation with all of its tokens and webhooks to check. */
export function subjectOf(name: string, installation: Installation): Subject {
  return { name, installation, pairs: storedTokens(name, installation) }
}
