import { base64In, inBase64, layersOf, plainly } from '../slack/facts/encodings.ts'
import { tokenPrefixes } from '../slack/facts/token-kinds.ts'
import { withoutColours } from './colours.ts'
import { linesAt } from './lines.ts'
import { withoutTail } from './literal/word.ts'

/** A token or an incoming webhook URL that a text contains. */
export interface PastedSecret {
  readonly value: string
  /** The name before the secret (`SLACK_BOT_TOKEN=…`, `"access_token": "…"`); null when there is none. */
  readonly name: string | null
}

/**
 * Maximum number of characters to search: before a secret to find its name, and from the start of the secret to find
 * its end.
 */
const [before, behind] = [160, 1200]
/** Maximum number of secrets to find, and to read in one layer of a text; later secrets are ignored. */
const most = 1000

const sign = /x(?:ox[a-z]|app|wfp)|hooks\.slack|(?<![A-Za-z0-9])T[A-Z0-9]{7,12}[/-]B[A-Z0-9]{7,12}[/-]/gi
// An encoded x, or an encoded h (of https and hooks): \u0078, \x78, %78, =78, &#x78;, &#120;, \170.
const encodedSign = /(?:\\u00|\\x|%|=|&#x0{0,4})(?:78|68)|\\1[57]0|&#0{0,4}(?:120|104);/gi
const inside = [...tokenPrefixes, 'hooks.slack'].flatMap(inBase64)
/** The first characters of secrets in base64, and in base64 that was encoded twice. */
const base64Sign = new RegExp(
  [...inside, ...inside.flatMap(inBase64)]
    .map((form) => form.replaceAll('+', '[+-]').replaceAll('/', '[/_]'))
    .join('|'),
)
const mostEncoded = 3

/**
 * Finds the tokens and webhooks in a text, each once and in their order, in any encoding: JSON, a string of a
 * programming language, a query, HTML, quoted-printable, base64. The time is linear in the length of the text.
 */
export function findSecrets(given: string): readonly PastedSecret[] {
  const text = withoutColours(given)
  const found = new Map<string, PastedSecret & { readonly at: number }>()
  const add = (value: string, name: string | null, at: number) => {
    const known = found.get(value)
    if (known ? known.name === null && name !== null : found.size < most) found.set(value, { value, name, at })
  }
  for (const [start, end] of windows(text)) {
    const seen = createPlaces()
    for (const layer of layersOf(plainly(text.slice(start, end)))) {
      const values = new Set<string>()
      for (const one of secretsIn(layer.text)) {
        if (values.add(one.value).size > most) break
        const [at] = layer.sourceOf(one.at, one.at + one.value.length)
        // A decoding step can join separate words. So a secret that it finds replaces the secret of an earlier step
        // only if it begins with that secret.
        const known = seen.near(at)
        if (!known) seen.add({ ...one, at })
        else if (one.value.startsWith(known.other.value))
          seen.replace(known.index, { ...one, name: one.name ?? known.other.name, at })
      }
    }
    for (const one of seen.all()) add(one.value, one.name, start + one.at)
  }
  if (base64Sign.test(text)) findInBase64(text, add)
  const all = [...found.values()].toSorted((one, other) => one.at - other.at)
  return all.map(({ value, name }) => ({ value, name }))
}

/**
 * If the start positions of two secrets differ by less than this number of characters, they are the same secret, found
 * in two layers.
 */
const same = 8

/** Creates a list of secrets in which a search by position takes constant time. */
function createPlaces() {
  const order: Placed[] = []
  const buckets = new Map<number, number[]>()
  const put = (index: number, at: number) => {
    const key = Math.floor(at / same)
    const bucket = buckets.get(key)
    if (bucket) bucket.push(index)
    else buckets.set(key, [index])
  }
  return {
    /** Returns the first secret near the position; undefined when there is none. */
    near(at: number): { readonly index: number; readonly other: Placed } | undefined {
      let first = Infinity
      for (let key = Math.floor(at / same) - 1; key * same < at + same; key += 1) {
        for (const index of buckets.get(key) ?? []) {
          if (index < first && Math.abs((order[index]?.at ?? Infinity) - at) < same) first = index
        }
      }
      const other = order[first]
      return other && { index: first, other }
    },
    add(one: Placed): void {
      put(order.push(one) - 1, one.at)
    },
    replace(index: number, one: Placed): void {
      order[index] = one
      put(index, one.at)
    },
    all: (): readonly Placed[] => order,
  }
}

/** Whether the text contains a token or webhook, in any encoding. */
export function hasSecret(text: string): boolean {
  return findSecrets(text).length > 0
}

/** Returns the lines of a text that can contain a secret, in their order. */
export function linesWithSigns(text: string): readonly string[] {
  const isHidden = withoutColours(text) !== text || base64Sign.test(text)
  return isHidden ? text.split('\n') : linesAt(text, signsIn(text))
}

function signsIn(text: string): readonly number[] {
  const places: number[] = []
  for (const pattern of [sign, encodedSign]) for (const { index } of text.matchAll(pattern)) places.push(index)
  return places.toSorted((one, other) => one - other)
}

/** Finds the parts of a text that can contain a secret, and joins parts that overlap. */
function windows(text: string): [number, number][] {
  const made: [number, number][] = []
  for (const at of signsIn(text)) {
    const last = made.at(-1)
    if (last && at - before <= last[1]) last[1] = at + behind
    else made.push([Math.max(0, at - before), at + behind])
  }
  return made
}

// Base64 is wrapped at one of these widths. After a line of another width, the next line is separate text.
const wrapped =
  /(?<![A-Za-z0-9+/])((?:[A-Za-z0-9+/]{4}){15,19})\r?\n[ \t]{0,40}(?=[A-Za-z0-9+/]{4,76}={0,2}[ \t]{0,40}(?:\r?\n|$))/g

type Add = (value: string, name: string | null, at: number) => void

function findInBase64(text: string, add: Add, depth = 1): void {
  const joined = text.replace(wrapped, '$1')
  for (const layer of base64In(plainly(joined), base64Sign)) {
    const [start] = layer.sourceOf(0, 1)
    for (const inner of layersOf(plainly(layer.text))) {
      for (const { value, name } of secretsIn(inner.text)) add(value, name ?? nameBefore(joined, start), start)
    }
    if (depth < mostEncoded && base64Sign.test(layer.text)) {
      findInBase64(layer.text, (value, name) => add(value, name ?? nameBefore(joined, start), start), depth + 1)
    }
  }
}

/** A secret, and the position where it starts. */
export interface Placed extends PastedSecret {
  readonly at: number
}

// A percent sign belongs to the token only if it encodes a character of tokens. Otherwise it belongs to the query after
// the token.
const character = '(?:[\\w.…•*-]|%(?:25)*(?:2[bdefBDEF]|3[dD]))'
const token = new RegExp(
  [
    `(?<![A-Za-z0-9])(?:xoxe\\.)?(?:xox[a-z]|xapp|xwfp)-${character}+`,
    // Directly after a letter, the text must look like a secret: linuxapp-build does not.
    `(?:xoxe\\.)?(?:xox[a-z]-(?=[A-Za-z._-]{0,200}[0-9])|xapp-(?=[0-9]+-[A-Z0-9])|xwfp-(?=[0-9]))${character}{10,}`,
  ].join('|'),
  'g',
)
const webhook = /https?:\/\/hooks\.slack(?:-gov)?\.com\/services\/[\w/.…•*-]+/g

/** Finds the secrets in a text that is not encoded. */
export function* secretsIn(text: string): Generator<Placed> {
  for (const { 0: all, index } of text.matchAll(token)) {
    const value = withoutEnd(all, text[index - 1] ?? '')
    if (value !== '') yield { value, name: nameBefore(text, index), at: index }
  }
  for (const { 1: prefix, 2: rest, index } of text.matchAll(ofShoutrrr)) {
    yield { value: `${prefix}-${rest}`, name: nameBefore(text, index), at: index }
  }
  for (const { 0: all, 1: team, 2: hook, 3: secret, index } of text.matchAll(ofWebhook)) {
    const at = index + all.length - `${team}/${hook}/${secret}`.length
    yield { value: `https://hooks.slack.com/services/${team}/${hook}/${secret}`, name: nameBefore(text, index), at }
  }
  for (const { 0: url, index } of text.matchAll(webhook)) {
    yield { value: withoutTail(url, '.*_'), name: nameBefore(text, index), at: index }
  }
}

// Matches a token that Shoutrrr writes as the user and password of an address: slack://xoxb:1234-…@C0123ABCD
const ofShoutrrr = /slack:\/\/(xox[a-z]):([\w-]{10,})(?=@)/g

// Matches the parts of a webhook without its address: slack://T0…/B0…/…, slack://hook:T0…-B0…-…@webhook, /services/T0…/B0…/…
const ofWebhook =
  /(?<![\w./-])(?:slack:\/\/(?:hook:|[\w.]{1,40}@)?|(?:hooks\.slack\.com)?\/services\/|\/)?(T[A-Z0-9]{8,12})[/-](B[A-Z0-9]{8,12})[/-]([A-Za-z0-9]{24})(?![\w-])/g

/** Removes the full stop at the end of a token, and the Markdown signs for bold or italic text around it. */
function withoutEnd(token: string, previous: string): string {
  const bare = '*_'.includes(previous || ' ') ? withoutTail(token, '*_') : token
  return bare.endsWith('..') ? bare : bare.replace(/\.$/, '')
}

const assigned =
  /(?<![\w.-])([A-Za-z_@][\w.-]{1,60})(?:\\{0,8}["'`])?\]?[ \t]{0,20}(?:=>|[:=|]|\((?=\\{0,8}["'`]))[ \t]{0,40}(?:[([]?\\{0,8}["'`])?(?:Bearer[ \t]{1,9}|[a-z]{1,9}:)?$/i
const element = /<([A-Za-z][\w.:-]{1,60})(?:[ \t][^<>]{0,100})?>\s{0,40}$/
const plistKey = /<key>([^<>]{1,60})<\/key>\s{0,40}<string>\s{0,40}$/

function nameBefore(text: string, at: number): string | null {
  const part = text.slice(Math.max(0, at - before), at)
  return (plistKey.exec(part) ?? assigned.exec(part) ?? element.exec(part))?.[1] ?? null
}
