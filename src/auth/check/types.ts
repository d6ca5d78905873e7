import type { Installation, Webhook } from '../../config/installation.ts'
import { type StoredToken, storedTokens } from '../../config/stored-token.ts'

/** One stored installation, and what of it is to be checked. */
export interface Subject {
  readonly name: string
  readonly installation: Installation
  readonly pairs: readonly StoredToken[]
}

/** How a token or a webhook stands. `refused`: Slack said no for a reason that is not the secret's own. */
export type CheckState = 'ok' | 'dead' | 'refused' | 'unreachable' | 'unchecked'

/** What came of one check. */
export interface CheckVerdict {
  readonly state: CheckState
  /** Slack's code, or the network's; null when it is ok or was not checked. */
  readonly code: string | null
  /** In words, with what to do about it; null as the code. */
  readonly message: string | null
  readonly hint: string | null
}

export interface TokenFinding extends CheckVerdict {
  /** As the file held it after the check: a pair that was due was refreshed. */
  readonly storedToken: StoredToken
  /** What Slack says that it holds now; null when it did not say. */
  readonly scopes: readonly string[] | null
  /** The answer of auth.test; null where there is none. */
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
