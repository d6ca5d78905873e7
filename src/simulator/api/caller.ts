import { randomUUID } from 'node:crypto'
import type { MethodFacts } from '../../slack/facts/methods.ts'
import { appTokenScopes } from '../state/app-token.ts'
import type { Token } from '../state/app-types.ts'
import { configScopes } from '../state/config-tokens.ts'
import { looksReal } from '../state/real-token.ts'
import type { Person, World } from '../state/types.ts'
import { workspaceOf } from '../state/workspaces.ts'
import type { ApiRequest } from './method.ts'

/** The caller of a method. Its type depends on the kind of its token. */
export type Caller = RefusedCaller | InstallCaller | ConfigurationCaller | AppCaller

/** A caller that has no token, or a token that Slack would refuse. */
interface RefusedCaller {
  readonly kind: 'refused'
  /** The error code with which Slack refuses the call. */
  readonly code: string
  /** The revoked or expired token; undefined when the simulator did not issue the token, or the call has none. */
  readonly token?: Token
}

/** A user or bot user that calls with a token from an install. */
interface InstallCaller {
  readonly kind: 'install'
  readonly token: Token
  readonly actor: Person
}

/** A user that calls with an app configuration token. */
interface ConfigurationCaller {
  readonly kind: 'configuration'
  readonly userId: string
}

/** An app that calls with its app-level token. No user is the author of such a call. */
interface AppCaller {
  readonly kind: 'app'
  readonly appId: string
}

/** Returns the caller as the log shows it: `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`; null when refused. */
export function actsAs(caller: Caller): string | null {
  if (caller.kind === 'refused') return null
  if (caller.kind === 'app') return `app:${caller.appId}`
  return caller.kind === 'configuration'
    ? `configuration:${caller.userId}`
    : `${caller.token.kind}:${caller.token.userId}`
}

/** Returns the owner of the caller's token as the log shows it; undefined when the token is not from an install. */
export function ownerOf(world: World, caller: Caller): string | undefined {
  const token = caller.kind === 'install' || caller.kind === 'refused' ? caller.token : undefined
  return token && tokenOwner(world, token)
}

/**
 * Returns the user or bot user of a token, and the workspace or organization that issued it: `bot:U…@T…`, `user:U…@E…`.
 */
export function tokenOwner(world: World, { kind, userId, workspaceId }: Token): string {
  return `${kind}:${userId}@${workspaceOf(world, workspaceId).id}`
}

/**
 * Returns the headers of an answer: those that Slack sends, and `x-slack-tokens-warning` when the simulator can explain
 * a refusal.
 */
export function headersOf(request: ApiRequest, facts: MethodFacts | undefined, caller: Caller): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'x-slack-req-id': nextRequestId(),
  }
  if (caller.kind !== 'refused') {
    const [scopes, accepted] = scopesOf(caller, facts)
    headers['x-oauth-scopes'] = scopes.join(',')
    headers['x-accepted-oauth-scopes'] = Array.isArray(accepted) ? accepted.join(',') : ''
  }
  const warning = warningOf(request)
  if (warning) headers['x-slack-tokens-warning'] = warning
  return headers
}

const runId = randomUUID().replaceAll('-', '').slice(0, 24)
let answers = 0

/** Returns 32 hexadecimal digits: those of this process, then a number. New random digits take longer to make. */
function nextRequestId(): string {
  answers += 1
  return runId + answers.toString(16).padStart(8, '0')
}

/**
 * Returns the scopes of the token, and the scopes that the method accepts for this kind of token. The second value is
 * not a list when the method does not accept this kind of token, or when its scopes are unknown.
 */
function scopesOf(caller: Exclude<Caller, RefusedCaller>, facts: MethodFacts | undefined) {
  if (caller.kind === 'app') return [appTokenScopes, facts?.other?.app] as const
  if (caller.kind === 'configuration') return [configScopes, facts?.other?.configuration] as const
  return [caller.token.scopes, facts?.[caller.token.kind]] as const
}

/**
 * Returns the reason why the token in a request is refused or not read, when Slack's error code does not show this
 * reason; undefined for any other request.
 */
function warningOf({ token, tokenInQuery }: ApiRequest): string | undefined {
  if (token !== undefined && looksReal(token)) return 'the simulator refused a token that looks real'
  // Slack refuses a token in the query from every app created since February 2021.
  if (token === undefined && tokenInQuery) return 'a token in the query string is not read; send Authorization: Bearer'
  return undefined
}
