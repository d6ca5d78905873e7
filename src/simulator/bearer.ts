import { randomUUID } from 'node:crypto'
import type { MethodFacts } from '../slack/methods.ts'
import { type ConfigToken, configScopes } from './config-tokens.ts'
import type { ApiRequest } from './gate.ts'
import { looksReal } from './real-token.ts'
import type { Person, Token } from './world.ts'

/** Whoever calls with a token of an install. */
export interface Bearer {
  readonly token: Token
  readonly actor: Person
}

/** Whether it is no token of an install, but one that changes the settings of apps. */
export function isPair(bearer: Bearer | ConfigToken): bearer is ConfigToken {
  return 'refreshToken' in bearer
}

/** For the log: `bot:U…`, `user:U…`, `configuration:U…`. */
export function actsAs(bearer: Bearer | ConfigToken | string): string | null {
  if (typeof bearer === 'string') return null
  return isPair(bearer) ? `configuration:${bearer.userId}` : `${bearer.token.kind}:${bearer.token.userId}`
}

/** Slack's headers of an answer, and one of ours for a person who reads it. */
export function headersOf(
  request: ApiRequest,
  facts: MethodFacts | undefined,
  bearer: Bearer | ConfigToken | string,
): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'private, no-cache, no-store, must-revalidate',
    'x-slack-req-id': randomUUID().replaceAll('-', ''),
  }
  if (typeof bearer !== 'string') {
    const [scopes, accepted] = isPair(bearer)
      ? [configScopes, facts?.other?.configuration]
      : [bearer.token.scopes, facts?.[bearer.token.kind]]
    headers['x-oauth-scopes'] = scopes.join(',')
    headers['x-accepted-oauth-scopes'] = Array.isArray(accepted) ? accepted.join(',') : ''
  }
  const warning = warningOf(request)
  if (warning) headers['x-slack-tokens-warning'] = warning
  return headers
}

/** For a person who reads the answer: what Slack's code alone does not tell. */
function warningOf({ token, tokenInQuery }: ApiRequest): string | undefined {
  if (token !== undefined && looksReal(token)) return 'this looks like a real Slack token; the simulator refused it'
  // Slack refuses it from every app made since February 2021.
  if (token === undefined && tokenInQuery) return 'a token in the query string is not read; send Authorization: Bearer'
  return undefined
}
