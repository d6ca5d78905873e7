import type { Installation, Webhook } from '../../config/installation.ts'
import { type StoredToken, storedTokens } from '../../config/stored-token.ts'

/** One stored installation, and which of its tokens and webhooks to check. */
export interface Subject {
  readonly name: string
  readonly installation: Installation
  readonly pairs: readonly StoredToken[]
}

/** State of a token or webhook. `refused`: Slack refused the call for a reason other than the secret. */
export type CheckState = 'ok' | 'dead' | 'refused' | 'unreachable' | 'unchecked'

/** Result of one check. */
export interface CheckVerdict {
  readonly state: CheckState
  /** Error code of Slack or of the network; null when `ok` or `unchecked`. */
  readonly code: string | null
  /** The reason and the next step; null when `code` is. */
  readonly message: string | null
  readonly hint: string | null
}

export interface TokenFinding extends CheckVerdict {
  /** As stored after the check, which may have refreshed it. */
  readonly storedToken: StoredToken
  /** Its scopes by Slack's answer; null when the answer had none. */
  readonly scopes: readonly string[] | null
  /** The answer of auth.test; null without one. */
  readonly who: Readonly<Record<string, unknown>> | null
}

export interface WebhookFinding extends CheckVerdict {
  readonly webhook: Webhook
}

/** Everything about one installation. */
export interface CheckFindings {
  readonly subject: Subject
  readonly tokens: readonly TokenFinding[]
  readonly webhooks: readonly WebhookFinding[]
}

export function subjectOf(name: string, installation: Installation): Subject {
  return { name, installation, pairs: storedTokens(name, installation) }
}
