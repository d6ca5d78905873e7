import { findAppByToken } from '../state/app-token.ts'
import { findConfigToken, hasExpired } from '../state/config-tokens.ts'
import { looksReal } from '../state/real-token.ts'
import { isExpired } from '../state/rotation.ts'
import type { World } from '../state/types.ts'
import { findPerson } from '../state/users.ts'
import { worldOf } from '../state/workspaces.ts'
import type { Caller } from './bearer.ts'

/** Whose token it is, or why Slack would not take it. */
export function authenticate(world: World, value: string, method?: string): Caller {
  const pair = findConfigToken(world, value)
  if (pair) return hasExpired(world, pair) ? 'token_expired' : pair
  const app = findAppByToken(world, value)
  if (app) return { appId: app.id }
  const { tokens, refreshTokens } = world.state
  // The other half of a pair can be revoked, and is no token anywhere else.
  const among = method === 'auth.revoke' ? [...tokens, ...refreshTokens] : tokens
  const token = looksReal(value) ? undefined : among.find((one) => one.value === value)
  const actor = token && findPerson(worldOf(world, token.workspaceId), token.userId)
  if (!token || !actor) return 'invalid_auth'
  if (token.revoked || actor.deleted) return token.kind === 'bot' ? 'account_inactive' : 'token_revoked'
  if (isExpired(world, token)) return 'token_expired'
  return { token, actor }
}
