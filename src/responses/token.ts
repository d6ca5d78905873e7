import type { Identity } from '../config/installation.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { aToken, isRotating, mask, tokenKind } from '../slack/facts/token-kinds.ts'
import { instant, scopesIn, text } from './fields.ts'
import type { ResponseToken, ResponseWebhook, ValuePath } from './types.ts'

/** An access token and the refresh token beside it, by the places that are meant for them. */
export interface TokenPaths {
  readonly place: Identity | 'config'
  readonly token: unknown
  readonly path: string
  readonly refresh?: unknown
  readonly refreshPath?: string
  readonly scopes?: unknown
  /** Who it acts as, by the kind of the token. */
  readonly bot?: unknown
  readonly user?: unknown
  readonly userName?: unknown
  /** Seconds. */
  readonly expiresIn?: unknown
  readonly expiresAt?: unknown
}

/**
 * The tokens of a pair that are there. The prefix wins over the place: it is part of the token, the place is only a
 * key; `placeNotes` says where the two contradict each other.
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

/** A rotating user token and an app configuration token begin alike: there the place decides. */
function kindAt(token: string, place: Exclude<ValuePath, 'refresh'>): ResponseToken['kind'] {
  const kind = tokenKind(token) ?? place
  return kind === 'user' && place === 'config' && isRotating(token) ? 'config' : kind
}

/** A token that is alone, under a key that may say what it is meant for. */
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

/** Says where a prefix and a place contradict each other and which was believed, and where there is no prefix. */
export function placeNotes(tokens: readonly ResponseToken[]): string[] {
  return tokens.flatMap(({ kind, path, place, value }) => {
    if (place === null) return []
    if (tokenKind(value) === undefined) {
      return [`${path || 'The token'} does not begin like any token of Slack’s: its place alone says what it is.`]
    }
    // The refresh token of the retired workspace apps has a prefix of its own.
    if (kind === place || (kind === 'workspace' && (place === 'refresh' || place === 'user'))) return []
    const more = kind === 'refresh' ? ' A refresh token calls no method: Slack answers invalid_auth.' : ''
    const where = `${path || 'Its name'} is the place of ${aToken(place)}`
    return [`${where}, but ${mask(value)} begins like ${aToken(kind)}: the prefix is believed.${more}`]
  })
}
