import { findAppByToken } from '../state/app-token.ts'
import type { Token } from '../state/app-types.ts'
import { findConfigToken, hasExpired } from '../state/config-tokens.ts'
import { findWorkflowToken } from '../state/function-executions.ts'
import { looksReal } from '../state/real-token.ts'
import { isExpired } from '../state/rotation.ts'
import type { World } from '../state/types.ts'
import type { Caller } from './caller.ts'
import { actorOf } from './org-access.ts'

/**
 * Returns the caller that a token belongs to. For a missing or invalid token, returns the error code with which Slack
 * refuses the call.
 */
export function authenticate(world: World, value: string | undefined, method?: string): Caller {
  if (value === undefined) return refused('not_authed')
  const pair = findConfigToken(world, value)
  if (pair) return hasExpired(world, pair) ? refused('token_expired') : { kind: 'configuration', userId: pair.userId }
  const app = findAppByToken(world, value)
  if (app) return { kind: 'app', appId: app.id }
  const { tokens, refreshTokens } = world.state
  // A refresh token works as the token of a call only for `auth.revoke`.
  const among = method === 'auth.revoke' ? [...tokens, ...refreshTokens] : tokens
  const stored = looksReal(value) ? undefined : among.find((one) => one.value === value)
  const token = stored ?? findWorkflowToken(world, value)
  const actor = token && actorOf(world, token)
  if (!token || !actor) return refused('invalid_auth')
  if (token.revoked || actor.deleted) return refused(token.kind === 'bot' ? 'account_inactive' : 'token_revoked', token)
  if (isExpired(world, token)) return refused('token_expired', token)
  return { kind: 'install', token, actor }
}

function refused(code: string, token?: Token): Caller {
  return { kind: 'refused', code, ...(token && { token }) }
}
