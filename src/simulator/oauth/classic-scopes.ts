import { grantOf } from '../../slack/facts/classic-scopes.ts'
import type { Token } from '../state/world.ts'

/** Whether the token was granted `scope`, by its name or by a classic scope that covers it. */
export function holds(token: Token, scope: string): boolean {
  return grantOf(scope, token.scopes, token.kind) !== undefined
}
