import type { Identity } from '../installations/installation.ts'
import { aToken, isRotating, mask, maskWebhook, type TokenKind, tokenKind, tokenKinds } from '../slack/tokens.ts'
import type { ExplainedToken } from './explanation.ts'

/** An access token with the refresh token that may stand beside it. */
export interface Pair {
  readonly identity: Identity
  readonly path: string
  readonly refreshPath: string
  readonly token: string
  readonly refreshToken: string | null
  readonly scopes: readonly string[]
  readonly userId: string | null
  readonly userName: string | null
  /** Whether the answer gives it an end. */
  readonly ends: boolean
  readonly expiresAt: string | null
}

/** One or two tokens of a pair. The prefix wins over the place: it is part of the token, the place is only a key. */
export function explainPair(pair: Pair): ExplainedToken[] {
  const { identity, path, token, refreshToken, userId, expiresAt } = pair
  const rotating = isRotating(token) || refreshToken !== null || pair.ends
  const access: ExplainedToken = {
    kind: tokenKind(token) ?? identity,
    of: null,
    path,
    value: token,
    scopes: pair.scopes,
    actsAs: userId,
    userName: pair.userName,
    rotating,
    expiresAt,
  }
  if (refreshToken === null) return [access]
  const refresh = { ...access, kind: tokenKind(refreshToken) ?? 'refresh', of: identity, path: pair.refreshPath }
  return [
    access,
    { ...refresh, value: refreshToken, scopes: [], actsAs: null, userName: null, rotating: true, expiresAt: null },
  ]
}

/** Says where a prefix and a place contradict each other, and which was believed. */
export function contradictions(tokens: readonly ExplainedToken[], pairs: readonly Pair[]): string[] {
  return tokens.flatMap(({ kind, path, value }) => {
    const pair = pairs.find((one) => one.path === path || one.refreshPath === path)
    const expected: TokenKind = pair?.path === path ? pair.identity : 'refresh'
    if (!pair || kind === expected) return []
    return `${path} is the place of a ${tokenKinds[expected].label}, but ${mask(value)} begins like ${aToken(kind)}: the prefix is believed.`
  })
}

/** Whether a secret is one no more: nothing but the prefix, capital letters and punctuation is left of it. */
export function isRedacted(secret: string): boolean {
  const rest = secret.replace(/^(?:xoxe\.)?[a-z]{4}-/, '')
  return /…|\*\*|\.\.\./.test(rest) || !/[a-z0-9]/.test(rest)
}

/** The path of a webhook's URL: its ids stay, its secret part and a query do not. Any other text shows nothing. */
export function shownWebhook(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : ''
  const masked = maskWebhook(path)
  return masked === path ? path.replace(/[^/]*\/?$/, '…') : masked
}
