import { base64In, type EncodingLayer, hexIn, inBase64, layersOf, plainly } from './encodings.ts'
import type { FoundSecret, KnownSecrets } from './known-secrets.ts'
import { mask, webhookSecret } from './token-kinds.ts'

// A percent sign belongs to the token only if it encodes a character of tokens. Otherwise it belongs to the query after
// the token. A full stop at the end is no part of the token, because it ends a sentence.
const character = '(?:[A-Za-z0-9._-]|%(?:25)*(?:2[bdefBDEF]|3[dD]))'
const end = '(?<!\\.)'
const tokenPattern = new RegExp(
  [
    `(?<![A-Za-z0-9])(?:xoxe\\.)?(?:xox[a-z]|xapp|xwfp)-${character}+${end}`,
    // A token can directly follow a letter or digit, for example the end of an undecoded \n, u003d or %22. But a word
    // can end with the prefix of a token (linuxapp-build), so the rest must look like a secret.
    `(?:xoxe\\.)?(?:xox[a-z]-(?=[A-Za-z._-]{0,200}[0-9])|xapp-(?=[0-9]+-[A-Z0-9])|xwfp-(?=[0-9]))${character}{10,}${end}`,
  ].join('|'),
  'g',
)
// The lengths have limits, so that the time stays linear in a long text with many addresses.
const webhookPattern =
  /(?:(?:https?:\/\/[^\s"'<>\\]{1,300}|hooks\.slack(?:-gov)?\.com)\/(?:services|workflows|triggers)\/[A-Za-z0-9]+|hooks\.slack(?:-gov)?\.com\/(?:commands|actions|app)\/[A-Za-z0-9]+|\/(?:services|workflows|triggers)\/[TE][0-9A-Z]{1,20})\/[^\s"'<>\\]+/g
// Anybody who has an upload URL can write to it while it is valid.
const uploadPattern = /(\/upload\/v1\/)([^\s"'<>\\]+)/g
// Secrets in a query, a form or JSON are found by their names. `code` counts only as a parameter, because JSON uses
// that key for error codes. The pattern also accepts an escaped character before the name: the step that decodes this
// character would also read a `=11` after the name as an escape.
const parameterPattern =
  /((?:client_secret|signing_secret|code_verifier|refresh_token|assertion|token|(?:[?&]|%(?:25)*(?:3F|26))code)(?:=|%3D|\\*"\s*:\s*\\*"))((?!(?:xoxe\.)?[a-z]{4}-…)[^&\s"'<>…\\]{6,})/gi
// Some programs store a webhook without its address: T0…/B0…/secret.
const webhookParts = /((?<![A-Za-z0-9])T[A-Z0-9]{8,12}[/-]B[A-Z0-9]{8,12}[/-])([A-Za-z0-9]{24})(?![\w-])/g
const basicPattern = /(\bBasic\s+)([A-Za-z0-9+/_-]{8,}={0,2})/gi

/** A quick test: every match of the patterns contains one of these texts, and most texts contain none of them. */
const plainSign =
  /x(?:ox|app|wfp)|hooks\.slack|\/(?:services|workflows|triggers|upload)\/|secret|verifier|token|assertion|code=|basic|T[A-Z0-9]{8,12}[/-]B[A-Z0-9]{8}/i

const signs = [
  ...['xox', 'xapp-', 'xwfp-', 'hooks.slack', 'services', 'workflows', 'triggers', 'upload', '_secret'],
  ...['code=', 'code%3D'],
]

/** Matches the first characters of these secrets in base64. */
const inBase64Sign = new RegExp(
  signs
    .flatMap(inBase64)
    .map((form) => form.replaceAll('+', '[+-]').replaceAll('/', '[/_]'))
    .join('|'),
)

/** Matches the first characters of these secrets in hexadecimal. */
const inHexSign = new RegExp(signs.map((sign) => Buffer.from(sign).toString('hex')).join('|'), 'i')

/** A quick test: a text without a match has no secret in any encoding, and most texts have no match. */
const anySign = new RegExp(
  [plainSign, inBase64Sign, inHexSign, /[%=\\&]|u00/].map(({ source }) => source).join('|'),
  'i',
)

/** Yields what is inside a layer in base64 or hexadecimal, if it starts like a secret. */
function* insideOf(layer: EncodingLayer): Generator<EncodingLayer> {
  yield* base64In(layer, inBase64Sign)
  yield* hexIn(layer, inHexSign)
}

/**
 * Masks everything in `text` that looks like a Slack secret, and every known secret, in any encoding: JSON, a query,
 * quoted-printable, HTML, base64, hexadecimal, and combinations. JSON stays valid JSON. All output is masked by this function,
 * unless the user asked for the secret.
 */
export function maskSecrets(text: string, known?: KnownSecrets): string {
  return masked(text, secretsIn, known)
}

/** Masks only those tokens in `text` for which `isSecret` returns true, in any encoding, as `maskSecrets` does. */
export function maskTokens(text: string, isSecret: (token: string) => boolean): string {
  return masked(text, (part) => tokensIn(part, isSecret))
}

/**
 * Yields each way to read a text: the text itself; the text with its escapes decoded, layer by layer; and decoded
 * base64 or hexadecimal that starts like one of Slack’s secrets. The same reading can come twice.
 */
export function* readingsOf(text: string): Generator<string> {
  for (const layer of layersOf(plainly(text))) {
    yield layer.text
    for (const inside of insideOf(layer)) for (const deeper of layersOf(inside)) yield deeper.text
  }
}

function masked(text: string, find: (text: string) => Iterable<FoundSecret>, known?: KnownSecrets): string {
  // Such a text has no layers to decode, and can only contain a known secret as it is.
  if (!anySign.test(text)) return known ? replaced(text, [...known.in(text)]) : text
  const found: FoundSecret[] = []
  for (const layer of layersOf(plainly(text))) {
    const place = (one: FoundSecret, from = layer) => {
      const [start, end] = from.sourceOf(one.start, one.end)
      found.push({ start, end, shown: one.shown })
    }
    for (const one of find(layer.text)) place(one)
    if (known) for (const one of known.in(layer.text)) place(one)
    for (const inside of insideOf(layer)) {
      for (const deeper of layersOf(inside)) {
        for (const one of find(deeper.text)) place({ ...one, shown: '…' }, deeper)
        if (known) for (const one of known.in(deeper.text)) place({ ...one, shown: '…' }, deeper)
      }
    }
  }
  return replaced(text, found)
}

function* secretsIn(text: string): Generator<FoundSecret> {
  if (!plainSign.test(text)) return
  yield* tokensIn(text)
  for (const { 0: url, index } of text.matchAll(webhookPattern)) {
    const secret = webhookSecret(url)
    if (secret) yield { start: index + secret.start, end: index + secret.end, shown: secret.shown }
  }
  for (const pattern of [uploadPattern, parameterPattern, webhookParts]) yield* behind(text, pattern)
  for (const one of behind(text, basicPattern)) {
    // In prose, ordinary words follow “Basic”.
    if (Buffer.from(text.slice(one.start, one.end), 'base64').includes(':')) yield one
  }
}

function* tokensIn(text: string, isSecret = (_token: string) => true): Generator<FoundSecret> {
  for (const { 0: token, index } of text.matchAll(tokenPattern)) {
    if (isSecret(token)) yield { start: index, end: index + token.length, shown: mask(token) }
  }
}

/** Yields the second group of each match. The second group directly follows the first group. */
function* behind(text: string, pattern: RegExp): Generator<FoundSecret> {
  for (const { 0: all, 1: before = '', index } of text.matchAll(pattern)) {
    yield { start: index + before.length, end: index + all.length, shown: '…' }
  }
}

/**
 * Replaces the secrets in a text. Overlapping secrets get one replacement. It has the prefix of their kind if the kind
 * is known.
 */
function replaced(text: string, found: readonly FoundSecret[]): string {
  if (found.length === 0) return text
  const parts: string[] = []
  let done = 0
  let last: FoundSecret | undefined
  for (const one of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (last && one.start < last.end) {
      last = { start: last.start, end: Math.max(last.end, one.end), shown: telling(last.shown, one.shown) }
      continue
    }
    if (last) {
      parts.push(text.slice(done, last.start), last.shown)
      done = last.end
    }
    last = one
  }
  if (last) parts.push(text.slice(done, last.start), last.shown, text.slice(last.end))
  return parts.join('')
}

function telling(one: string, other: string): string {
  const tells = (shown: string) => (shown.startsWith('…') ? shown.length - 1 : 100 - shown.length)
  return tells(other) > tells(one) ? other : one
}
