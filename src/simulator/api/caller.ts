import { randomUUID } from 'node:crypto'
import type { MethodFacts } from '../../slack/facts/methods.ts'
import { appTokenScopes } from '../state/app-token.ts'
import type { Token } from '../state/app-types.ts'
import { configScopes } from '../state/config-tokens.ts'
import { looksReal } from '../state/real-token.ts'
import type { Person } from '../state/types.ts'
import type { ApiRequest } from './method.ts'

/** Who calls, by the kind of token that came. */
export type Caller = RefusedCaller | InstallCaller | ConfigurationCaller | AppCaller

/** No token, or one that Slack would not take. */
interface RefusedCaller {
  readonly kind: 'refused'
  /** Slack's code. */
  readonly code: string
}

/** Somebody with a token of an install: the person, or the bot. */
interface InstallCaller {
  readonly kind: 'install'
  readonly token: Token
  readonly actor: Person
}

/** Somebody with a token that changes the settings of apps. */
interface ConfigurationCaller {
  readonly kind: 'configuration'
  readonly userId: string
}

/** An app with its app-level token, as nobody in particular. */
interface AppCaller {
  readonly kind: 'app'
  readonly appId: string
}

/** For the log: `bot:U…`, `user:U…`, `configuration:U…`, `app:A…`. */
export function actsAs(caller: Caller): string | null {
  if (caller.kind === 'refused') return null
  if (caller.kind === 'app') return `app:${caller.appId}`
  return caller.kind === 'configuration'
    ? `configuration:${caller.userId}`
    : `${caller.token.kind}:${caller.token.userId}`
}

/** Slack's headers of an answer, and one of ours for a person who reads it. */
export function headersOf(request: ApiRequest, facts: MethodFacts | undefined, caller: Caller): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'x-slack-req-id': randomUUID().replaceAll('-', ''),
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

/** What the token has, and what the method wants of its kind. */
function scopesOf(caller: Exclude<Caller, RefusedCaller>, facts: MethodFacts | undefined) {
  if (caller.kind === 'app') return [appTokenScopes, facts?.other?.app] as const
  if (caller.kind === 'configuration') return [configScopes, facts?.other?.configuration] as const
  return [caller.token.scopes, facts?.[caller.token.kind]] as const
}

/** For a person who reads the answer: what Slack's code alone does not tell. */
function warningOf({ token, tokenInQuery }: ApiRequest): string | undefined {
  if (token !== undefined && looksReal(token)) return 'this looks like a real Slack token; the simulator refused it'
  // Slack refuses it from every app made since February 2021.
  if (token === undefined && tokenInQuery) return 'a token in the query string is not read; send Authorization: Bearer'
  return undefined
}
