import type { PastedSecret } from '../paste/find-secrets.ts'
import { placeholderKind } from '../slack/facts/placeholders.ts'
import { isWhole, tokenKind } from '../slack/facts/token-kinds.ts'
import type { ResponseCredential } from './credentials.ts'
import { fieldsOf, isFields, own, type ResponseFields, scopesIn } from './fields.ts'
import { placeByName } from './find-tokens.ts'
import { isTelling } from './known-answers.ts'
import { moved } from './read.ts'
import { readFields } from './read-fields.ts'
import { loneToken, readWebhook } from './token.ts'
import type { ParsedResponse } from './types.ts'

export interface WithOutside {
  readonly found: readonly ParsedResponse[]
  /** Sentences about the objects that are counted but not listed. */
  readonly counted: readonly string[]
  /** The token or webhook of the text, when the text contains no other fact about Slack. */
  readonly word: string | undefined
}

/** Maximum number of tokens and webhooks to list; later ones are ignored. */
const most = 100

/**
 * Adds the tokens and webhooks that are in the text but in none of its objects, so that none is lost. If an answer
 * lacks its token, adds the token of the text to the answer, because some programs print the token next to the answer.
 * The other tokens and webhooks become a separate part. Objects without anything of Slack are only counted.
 */
export function withOutside(
  inside: readonly ParsedResponse[],
  secrets: readonly PastedSecret[],
  foreign: number,
): WithOutside {
  const known = knownSecrets(inside)
  const rest = secrets.filter(({ value }) => !known.some((one) => one.startsWith(value)))
  const whole = [...known, ...rest.map(({ value }) => value)].some((one) => isWhole(one))
  // If the text has a whole token, ignore redacted tokens such as `xoxb-…`: they can be copies of it.
  const left = rest.filter(({ value }) => !(whole && !isWhole(value))).slice(0, most)
  const telling = inside.filter(tells)
  const counted = countLine(inside.length - telling.length + foreign)
  if (left.length === 0) {
    return telling.length > 0
      ? { found: telling, counted, word: undefined }
      : {
          found: distinct(inside),
          counted: countLine(inside.length - distinct(inside).length + foreign),
          word: undefined,
        }
  }
  const [only] = left
  if (telling.length === 0 && left.length === 1 && only) return { found: [], counted, word: only.value }
  const { found, loose } = attach(telling, left)
  return { found: loose.length > 0 ? [...found, looseOnly(loose)] : found, counted, word: undefined }
}

function knownSecrets(inside: readonly ParsedResponse[]): string[] {
  return inside.flatMap(({ tokens, webhooks, keeper, value }) => [
    ...tokens.map((one) => one.value),
    ...webhooks.map(({ url }) => url),
    // The answers that this tool stores can repeat tokens that were replaced long ago.
    ...(keeper === 'slack-tokens' ? textsIn(value) : []),
  ])
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function tells({ shape, known, tokens, webhooks, addresses, credentials }: ParsedResponse): boolean {
  const held = tokens.length + webhooks.length + addresses.length + credentials.length
  return shape !== 'not-an-install' || held > 0 || (known !== null && isTelling(known))
}

/** Returns the objects without repetition: only the first of the objects that have the same notes. */
function distinct(inside: readonly ParsedResponse[]): ParsedResponse[] {
  const seen = new Map<string, ParsedResponse>()
  for (const one of inside) if (!seen.has(one.notes.join())) seen.set(one.notes.join(), one)
  return [...seen.values()]
}

function countLine(count: number): string[] {
  if (count === 0) return []
  const what = count === 1 ? 'One object in it has' : `${count} objects in it have`
  return [`${what} nothing to do with an install: counted, not listed.`]
}

type UncoveredToken = readonly PastedSecret[]

/**
 * Adds the tokens that are in none of the text's objects to the part that was found in the text. Changes nothing when
 * several parts were found.
 */
function attach(
  parts: readonly ParsedResponse[],
  left: UncoveredToken,
): { found: readonly ParsedResponse[]; loose: UncoveredToken } {
  const [only] = parts
  if (!only || parts.length > 1) return { found: parts, loose: left }
  if (only.shape === 'error' || only.shape === 'not-an-install') {
    const more = looseOnly(left)
    const [tokens, webhooks] = [
      [...only.tokens, ...more.tokens],
      [...only.webhooks, ...more.webhooks],
    ]
    return { found: [{ ...only, tokens, webhooks }], loose: [] }
  }
  let answer = only
  const loose = left.filter((secret) => {
    const completed = complete(answer, secret)
    if (completed) answer = completed
    return !completed
  })
  return { found: [answer], loose }
}

/**
 * Adds the token to the answer if the answer grants a token of this kind but does not contain it. Undefined for any
 * other answer.
 */
function complete(answer: ParsedResponse, { value: token, name }: PastedSecret): ParsedResponse | undefined {
  const { shape, value } = answer
  if (!isFields(value)) return undefined
  const place = placeFor(shape, value, token)
  if (!place) return undefined
  const filled = place.inside
    ? { ...value, [place.inside]: { ...fieldsOf(own(value, place.inside)), [place.key]: token } }
    : { ...value, [place.key]: token }
  const again = readFields(filled)
  const read = again && answer.at !== '' ? moved(again, answer.at) : again
  const there = read?.tokens.find((one) => one.value === token)
  if (!read || !there) return undefined
  const from = `${name === null ? 'A token' : `The token ${name}`} stands beside the answer, which was granted one.`
  const tokens = read.tokens.map((one) => (one === there && name !== null ? { ...one, path: name } : one))
  return { ...read, tokens, notes: [...read.notes, from] }
}

interface EmptyPlace {
  readonly inside?: string
  readonly key: string
}

function placeFor(shape: ParsedResponse['shape'], value: ResponseFields, token: string): EmptyPlace | undefined {
  const kind = tokenKind(token)
  const authed = fieldsOf(own(value, 'authed_user'))
  const free = (fields: ResponseFields, key: string) => (own(fields, key) ?? '') === ''
  if (kind === 'refresh') {
    return free(value, 'refresh_token') && /^xoxe\./.test(String(own(value, 'access_token')))
      ? { key: 'refresh_token' }
      : undefined
  }
  const scopes = scopesIn(own(value, 'scope'))
  if (
    shape === 'v1' &&
    kind === 'bot' &&
    scopes.includes('bot') &&
    free(fieldsOf(own(value, 'bot')), 'bot_access_token')
  )
    return { inside: 'bot', key: 'bot_access_token' }
  const top = shape === 'v2' ? 'bot' : 'user'
  if (kind === top && free(value, 'access_token') && scopes.length > 0) return { key: 'access_token' }
  const granted = scopesIn(own(authed, 'scope')).length > 0
  return shape === 'v2' && kind === 'user' && granted && free(authed, 'access_token')
    ? { inside: 'authed_user', key: 'access_token' }
    : undefined
}

/** Returns a part that lists only placeholders, each as a credential. */
export function placeholdersOnly(left: readonly PastedSecret[]): ParsedResponse {
  return { ...looseOnly([]), credentials: left.flatMap(openCredential), notes: [] }
}

/** Returns a list with the placeholder as a credential; empty when the placeholder does not show its kind. */
export function openCredential({ value, name }: PastedSecret): ResponseCredential[] {
  const kind = placeholderKind(value)
  return kind ? [{ kind, path: name ?? '', value, state: 'placeholder', product: null, misleads: null }] : []
}

/**
 * Returns a part that lists the tokens and webhooks that are in none of the text's objects. Each has the name that
 * stands before it in the text.
 */
function looseOnly(left: UncoveredToken): ParsedResponse {
  const isHook = (value: string) => value.startsWith('http')
  return {
    ...{ shape: 'not-an-install', certainty: 'sure', at: '', value: null, cut: false, keeper: null, flow: null },
    ...{ known: null, addresses: [], credentials: [] },
    tokens: left
      .filter(({ value }) => !isHook(value))
      .map(({ value, name }) => loneToken(value, name ?? '', placeByName(name ?? '', value))),
    webhooks: left
      .filter(({ value }) => isHook(value))
      .flatMap(({ value, name }) => readWebhook({ url: value }, name ?? '')),
    ...{ appId: null, workspace: null, organization: null, isOrgInstall: false, installerId: null, error: null },
    notes: ['What stands in the text by itself, outside of any answer:'],
  }
}
