import { type ErrorPlace, errorCodes, errorMeanings } from '../../slack/facts/errors.ts'
import { classifyPage } from '../../slack/facts/page-errors.ts'

/** What a text says went wrong. */
export interface ErrorText {
  /** In the table's spelling where the table has it, else as it stood in the text. */
  readonly code: string
  readonly known: boolean
  /** Where it came from, if the text tells. */
  readonly place?: ErrorPlace
  /** Scopes that Slack's answer names, joined by commas. */
  readonly needed?: string
  readonly provided?: string
  /** The redirect URL that a page of Slack's shows; empty when the app has none saved. */
  readonly passedUri?: string
  /** The scope that a page of Slack's names. */
  readonly scope?: string
}

/** Longer texts are whole logs or sources; what counts stands early, and the search stays quick. */
const longestText = 100_000

/**
 * Finds what went wrong in a code, an answer as JSON, a callback's address, a message of Slack's SDKs, the answer of a
 * webhook, or the text of one of Slack's pages. Codes that stand alone come first, wordings last. Undefined when
 * nothing in the text looks like any of them. Never throws.
 */
export function findRefusal(text: string): ErrorText | undefined {
  const plain = text.slice(0, longestText).trim()
  return bareCode(plain) ?? fromAnswer(plain) ?? fromNamedCode(plain) ?? fromWording(plain) ?? fromWords(plain)
}

/** The word alone, whatever its case, quotes and full stop. */
function bareCode(text: string): ErrorText | undefined {
  const word = text.replace(/^["'`“‘(]+|["'`”’),.;:!]+$/g, '')
  const code = inTable(word)
  return code === undefined ? undefined : { code, known: true }
}

/** JSON with `error`, or a warning; headers or a log line may stand before it. */
function fromAnswer(text: string): ErrorText | undefined {
  const body = jsonIn(text)
  if (!body) return undefined
  // An error of Slack's Node SDK holds the answer as `data`.
  const answer = isRecord(body['data']) && typeof body['data']['error'] === 'string' ? body['data'] : body
  const word = answer['error'] ?? answer['warning']
  if (typeof word !== 'string') return undefined
  return {
    ...named(word, placeIn(text)),
    ...scopesOf(answer['needed'], answer['provided']),
  }
}

function jsonIn(text: string): Record<string, unknown> | undefined {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')]
  if (from < 0 || to < from) return undefined
  try {
    const value: unknown = JSON.parse(text.slice(from, to + 1))
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The forms in which programs name a code: SDK messages, objects as a console prints them, queries of a callback. */
const namings: readonly { readonly pattern: RegExp; readonly place?: ErrorPlace }[] = [
  { pattern: /[?&]error=([\w.%+-]{1,80})/, place: 'callback' },
  { pattern: /\bAn API error occurred: ?([\w.-]{1,80})/i },
  { pattern: /\berror["']?\s{0,3}(?:[:=]|=>)\s{0,3}["']?([a-z]+(?:_[a-z]+)+)\b/i },
]

function fromNamedCode(text: string): ErrorText | undefined {
  for (const { pattern, place } of namings) {
    const word = pattern.exec(text)?.[1]
    if (word === undefined) continue
    const quoted = (key: string) =>
      new RegExp(`\\b${key}["']?\\s{0,3}[:=]\\s{0,3}["']([\\w:.,-]{1,500})["']`).exec(text)?.[1]
    return { ...named(word, place ?? placeIn(text)), ...scopesOf(quoted('needed'), quoted('provided')) }
  }
  return undefined
}

/** Sentences of Slack's SDKs for Node.js that name no code of Slack's. */
const wordings: readonly { readonly pattern: RegExp; readonly code: string }[] = [
  { pattern: /\bA rate[- ]limit (?:has been|was) (?:reached|exceeded)/i, code: 'slack_webapi_rate_limited_error' },
  { pattern: /\bAn HTTP protocol error occurred: ?statusCode/i, code: 'slack_webapi_http_error' },
  { pattern: /\bA request error occurred:/i, code: 'slack_webapi_request_error' },
]

function fromWording(text: string): ErrorText | undefined {
  const page = classifyPage(text)
  if (page) {
    const { code, passedUri, scope } = page
    // A code that the small print shares with an HTTP answer says by its surroundings where it is from.
    const place = placeIn(text) ?? 'page'
    return { code, known: true, place, ...(passedUri !== undefined && { passedUri }), ...(scope && { scope }) }
  }
  const code = wordings.find(({ pattern }) => pattern.test(text))?.code
  return code === undefined ? undefined : { code, known: true, place: 'sdk' }
}

/** A known code anywhere in the text, the first one; else a word that has the form of one. */
function fromWords(text: string): ErrorText | undefined {
  const words = text.match(/[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*/g) ?? []
  // A single word is a code only as the whole of a line, as a webhook answers: sentences have such words too.
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const word = words.find((one) => one.includes('_') && inTable(one)) ?? lines.find((line) => inTable(line))
  const like = word ?? words.find((one) => one.includes('_')) ?? (words.length === 1 ? words[0] : undefined)
  return like === undefined ? undefined : named(like.slice(0, 80), placeIn(text))
}

/** Where a text is from, by the addresses and the status line in it. */
function placeIn(text: string): ErrorPlace | undefined {
  if (/hooks\.slack\.com|^HTTP\/[\d.]+ (?:400|403|404|410)\b/m.test(text)) return 'webhook'
  if (/grant_type["'=: ]+refresh_token|oauth\.v2\.exchange/.test(text)) return 'rotation'
  if (/\boauth\.(?:v2\.(?:user\.)?)?access\b|openid\.connect\.token/.test(text)) return 'exchange'
  return undefined
}

function named(word: string, place: ErrorPlace | undefined): ErrorText {
  const code = inTable(word)
  const there = code !== undefined && errorMeanings(code).some((meaning) => meaning.place === place)
  return { code: code ?? word, known: code !== undefined, ...(there && place && { place }) }
}

function inTable(word: string): string | undefined {
  const lower = word.trim().toLowerCase()
  return errorCodes().find((code) => code.toLowerCase() === lower)
}

function scopesOf(needed: unknown, provided: unknown): Pick<ErrorText, 'needed' | 'provided'> {
  const list = (value: unknown) => (typeof value === 'string' && /^[\w:.,-]{1,2000}$/.test(value) ? value : undefined)
  const [lacking, held] = [list(needed), list(provided)]
  return { ...(lacking && { needed: lacking }), ...(held && { provided: held }) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
