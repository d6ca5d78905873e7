import { grantOf } from '../../slack/facts/classic-scopes.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import type { Token } from './app-types.ts'

/** Whether the token was granted `scope`, by its name or by a classic scope that covers it. */
export function holds(token: Token, scope: string): boolean {
  return grantOf(scope, token.scopes, token.kind) !== undefined
}

/** Whether a current app can request the scope in that list. */
export function fitsList(scope: string, kind: 'bot' | 'user'): boolean {
  const facts = scopeFacts(scope)
  return facts?.[kind] === true && !facts.classic
}
