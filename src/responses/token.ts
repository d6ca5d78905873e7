import type { Identity } from '../config/installation.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { aToken, isRotating, mask, tokenKind } from '../slack/facts/token-kinds.ts'
import { instant, scopesIn, text } from './fields.ts'
import type { ResponseToken, ResponseWebhook, ValuePath } from './types.ts'

/** An access token and its refresh token, read from Slack's fields for these tokens. */
export interface TokenPaths {
  readonly place: Identity | 'config'
  readonly token: unknown
  readonly path: string
  readonly refresh?: unknown
  readonly refreshPath?: string
  readonly scopes?: unknown
  /** The user ids that the token can act as: `bot` for a bot token, `user` for a user token. */
  readonly bot?: unknown
  readonly user?: unknown
  readonly userName?: unknown
  /** Lifetime in seconds. */
  readonly expiresIn?: unknown
  readonly expiresAt?: unknown
}

/**
 * Returns the access token and the refresh token of a pair; a missing one is left out. When the prefix of a token
 * contradicts its key, the prefix decides, because it is part of the token; `placeNotes` reports the contradiction.
 */
export function readToken(pair: TokenPaths): ResponseToken[] {
  const [token, refresh] = [text(pair.token), text(pair.refresh)]
  const expiresAt = instant(pair.expiresAt)
  const expiresIn = typeof pair.expiresIn === 'number' && pair.expiresIn > 0 ? pair.expiresIn : null
  const rotating = refresh !== undefined || expiresIn !== null || expiresAt !== null || isRotating(token ?? '')
  const kind = kindAt(token ?? '', pair.place)
  const identity = kind === 'bot' || kind === 'user' ? kind : pair.place
  const common = { userName: null, rotating: true, expiresIn: null, expiresAt: null }
  const found: ResponseToken[] = []
  if (token) {
    const who = text(kind === 'bot' ? pair.bot : kind === 'user' || kind === 'config' ? pair.user : undefined)
    const [actsAs, userName] = [who ?? null, nameIn(text(pair.userName))]
    const facts = { scopes: scopesIn(pair.scopes), actsAs, userName, rotating, expiresIn, expiresAt }
    found.push({ kind, of: null, path: pair.path, place: pair.place, value: token, ...facts })
  }
  if (refresh) {
    const of = identity === 'config' ? null : identity
    const at = { path: pair.refreshPath ?? '', place: 'refresh', value: refresh } as const
    found.push({ kind: tokenKind(refresh) ?? 'refresh', of, ...at, scopes: [], actsAs: null, ...common })
  }
  return found
}

/**
 * Returns the kind of a token. A rotating user token and a configuration token have the same prefix, so the key decides
 * between them.
 */
function kindAt(token: string, place: Exclude<ValuePath, 'refresh'>): ResponseToken['kind'] {
  const kind = tokenKind(token) ?? place
  return kind === 'user' && place === 'config' && isRotating(token) ? 'config' : kind
}

/** Returns a token that stands alone, without an answer around it. Its key can suggest the kind. */
export function loneToken(value: string, path: string, place: ValuePath | null): ResponseToken {
  const kind = place === 'config' && isRotating(value) ? 'config' : (tokenKind(value) ?? place ?? 'user')
  const facts = { scopes: [], actsAs: null, userName: null, expiresIn: null, expiresAt: null }
  return { kind, of: null, path, place, value, ...facts, rotating: isRotating(value) || kind === 'refresh' }
}

export function readWebhook(from: Readonly<Record<string, unknown>>, path: string): ResponseWebhook[] {
  const url = text(from['url'])
  if (!url) return []
  const [channel, channelId] = [nameIn(text(from['channel'])), nameIn(text(from['channelId']))]
  return [{ path, url, channel, channelId, configurationUrl: text(from['configurationUrl']) ?? null }]
}

/**
 * Returns a note for each token whose prefix contradicts its key, with the kind that was chosen, and for each token
 * without a known prefix.
 */
export function placeNotes(tokens: readonly ResponseToken[]): string[] {
  return tokens.flatMap(({ kind, path, place, value }) => {
    if (place === null) return []
    if (tokenKind(value) === undefined) {
      return [`${path || 'The token'} does not begin like any token of Slack’s: its place alone says what it is.`]
    }
    // The refresh tokens of the retired workspace apps have their own prefix.
    if (kind === place || (kind === 'workspace' && (place === 'refresh' || place === 'user'))) return []
    const more = kind === 'refresh' ? ' A refresh token calls no method: Slack answers invalid_auth.' : ''
    const where = `${path || 'Its name'} is the place of ${aToken(place)}`
    return [`${where}, but ${mask(value)} begins like ${aToken(kind)}: the prefix is believed.${more}`]
  })
}
