import { randomUUID } from 'node:crypto'
import type { MethodFacts } from '../../slack/facts/methods.ts'
import { appTokenScopes } from '../state/app-token.ts'
import type { ConfigToken, Token } from '../state/app-types.ts'
import { configScopes } from '../state/config-tokens.ts'
import { looksReal } from '../state/real-token.ts'
import type { Person } from '../state/types.ts'
import type { ApiRequest } from './method.ts'

/** Whoever calls with a token of an install. */
export interface TokenCaller {
  readonly token: Token
  readonly actor: Person
}

/** An app that calls with its app-level token, as nobody in particular. */
export interface AppItself {
  readonly appId: string
}

/** Whoever calls; a text says why Slack would not take the token. */
export type Caller = TokenCaller | ConfigToken | AppItself | string

/** Whether it is no token of an install, but one that changes the settings of apps. */
export function isPair(bearer: TokenCaller | ConfigToken | AppItself): bearer is ConfigToken {
  return 'refreshToken' in bearer
}

export function isApp(bearer: TokenCaller | ConfigToken | AppItself): bearer is AppItself {
  return 'appId' in bearer
}

/** For the log: `bot:U…`, `user:U…`, `configuration:U…`, `app:A…`. */
export function actsAs(bearer: Caller): string | null {
  if (typeof bearer === 'string') return null
  if (isApp(bearer)) return `app:${bearer.appId}`
  return isPair(bearer) ? `configuration:${bearer.userId}` : `${bearer.token.kind}:${bearer.token.userId}`
}

/** Slack's headers of an answer, and one of ours for a person who reads it. */
export function headersOf(request: ApiRequest, facts: MethodFacts | undefined, bearer: Caller): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'x-slack-req-id': randomUUID().replaceAll('-', ''),
  }
  if (typeof bearer !== 'string') {
    const [scopes, accepted] = scopesOf(bearer, facts)
    headers['x-oauth-scopes'] = scopes.join(',')
    headers['x-accepted-oauth-scopes'] = Array.isArray(accepted) ? accepted.join(',') : ''
  }
  const warning = warningOf(request)
  if (warning) headers['x-slack-tokens-warning'] = warning
  return headers
}

/** What the token has, and what the method wants of its kind. */
function scopesOf(bearer: Exclude<Caller, string>, facts: MethodFacts | undefined) {
  if (isApp(bearer)) return [appTokenScopes, facts?.other?.app] as const
  if (isPair(bearer)) return [configScopes, facts?.other?.configuration] as const
  return [bearer.token.scopes, facts?.[bearer.token.kind]] as const
}

/** For a person who reads the answer: what Slack's code alone does not tell. */
function warningOf({ token, tokenInQuery }: ApiRequest): string | undefined {
  if (token !== undefined && looksReal(token)) return 'this looks like a real Slack token; the simulator refused it'
  // Slack refuses it from every app made since February 2021.
  if (token === undefined && tokenInQuery) return 'a token in the query string is not read; send Authorization: Bearer'
  return undefined
}
