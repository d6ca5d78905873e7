import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import type { Token } from './app-types.ts'

/** Whether a token has `scope`, either directly or through a classic scope that includes it. */
export function holds(token: Token, scope: string): boolean {
  return grantOf(scope, token.scopes, token.kind) !== undefined
}

/** Whether an app that is not classic can request the scope for a token of this `kind`, bot token or user token. */
export function fitsList(scope: string, kind: 'bot' | 'user'): boolean {
  const facts = scopeFacts(scope)
  return facts?.[kind] === true && !facts.classic
}
