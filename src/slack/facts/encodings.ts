/** A text after decoding some layers of escapes, with the position of each character in the original text. */
export interface EncodingLayer {
  readonly text: string
  /** Returns start and end in the original text of the characters from `start` up to, but not including, `end`. */
  sourceOf(start: number, end: number): readonly [number, number]
}

/**
 * Maximum number of decoded layers. JSON inside JSON in a query has four layers, and some layers can be read in two
 * ways.
 */
const mostLayers = 24

// Matches percent-encoding, escapes in JSON and programming languages, HTML entities, and \u003d without its
// backslash.
const plainEscapes =
  /%(?:u[0-9a-f]{4}|[0-9a-f]{2})|\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[0-7]{3}|[\s\S])|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,9}(?=;));?|u00[0-9a-f]{2}/gi
// Also matches quoted-printable. Its soft line break is decoded in the same step: one step later, the text after it
// would look like an escape.
const allEscapes = new RegExp(
  `=(?:[0-9a-f]{2}|\\r?\\n|(?:\\\\+r)?\\\\+n|(?:%(?:25)*0d)?%(?:25)*0a)|${plainEscapes.source}`,
  'gi',
)

const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '\n': '' }
const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hyphen: '-', dash: '-', period: '.', lowbar: '_' },
  ...{ sol: '/', bsol: '\\', equals: '=', colon: ':', quest: '?', num: '#', percnt: '%', comma: ',', newline: '\n' },
}

/** Returns the character of an escape. Undefined when the text is not an escape. */
function characterOf(found: string): string | undefined {
  const [first, second = ''] = found
  const hex = (from: number) => characterAt(Number.parseInt(found.slice(from).replace(/[{};]/g, ''), 16))
  if (first === '%') return hex(/u/i.test(second) ? 2 : 1)
  if (first === '=') return /[\s\\%]/.test(second) ? '' : hex(1)
  if (first === '\\' && found.length > 2) {
    return /[ux]/i.test(second) ? hex(2) : characterAt(Number.parseInt(found.slice(1), 8))
  }
  if (first === '\\') return control[second] ?? second
  if (first !== '&') return hex(1)
  if (second !== '#') return entities[found.slice(1).replace(';', '').toLowerCase()]
  return /^&#x/i.test(found) ? hex(3) : characterAt(Number.parseInt(found.slice(2), 10))
}

function characterAt(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** Returns a text as a layer without any decoding. */
export function plainly(text: string): EncodingLayer {
  return { text, sourceOf: (start, end) => [start, end] }
}

/**
 * Yields the text, then the text with its outermost escapes decoded, and so on until no escapes are left. `=11` is a
 * value in a query, but a character in quoted-printable, so each step decodes the text both with and without
 * quoted-printable. The time is linear in the length of the text.
 */
export function* layersOf(outermost: EncodingLayer): Generator<EncodingLayer> {
  const seen = new Set<string>()
  const waiting = [outermost]
  for (let layer = waiting.shift(); layer && seen.size < mostLayers; layer = waiting.shift()) {
    if (seen.has(layer.text)) continue
    seen.add(layer.text)
    yield layer
    for (const escapes of layer.text.includes('=') ? [allEscapes, plainEscapes] : [plainEscapes]) {
      const next = unescaped(layer, escapes)
      if (next) waiting.push(next)
    }
  }
}

/** A decoded character, from `at` to `after` in the decoded text, and its escape, from `from` to `to`. */
interface Cut {
  readonly at: number
  readonly after: number
  readonly from: number
  readonly to: number
}

function unescaped({ text, sourceOf }: EncodingLayer, escapes: RegExp): EncodingLayer | undefined {
  if (!/[%=\\&]|u00/i.test(text)) return undefined
  const cuts: Cut[] = []
  const parts: string[] = []
  let length = 0
  let done = 0
  for (const { 0: found, index } of text.matchAll(escapes)) {
    const character = characterOf(found)
    if (character === undefined) continue
    parts.push(text.slice(done, index), character)
    const at = length + index - done
    length = at + character.length
    done = index + found.length
    cuts.push({ at, after: length, from: index, to: done })
  }
  if (cuts.length === 0) return undefined
  parts.push(text.slice(done))
  const placeOf = (index: number): readonly [number, number] => {
    const cut = lastBefore(cuts, index)
    if (!cut) return [index, index + 1]
    if (index < cut.after) return [cut.from, cut.to]
    const place = cut.to + index - cut.after
    return [place, place + 1]
  }
  return { text: parts.join(''), sourceOf: (start, end) => sourceOf(placeOf(start)[0], placeOf(end - 1)[1]) }
}

/** Returns the last decoded character that starts at or before a position. Undefined when there is none. */
function lastBefore(cuts: readonly Cut[], index: number): Cut | undefined {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cuts[middle]?.at ?? 0) <= index) low = middle + 1
    else high = middle
  }
  return cuts[low - 1]
}

/**
 * Returns the base64 forms of a text inside a longer text. There are several, because of the offset: in Basic
 * credentials, the client id precedes the secret. Characters that also encode neighbouring text are omitted.
 */
export function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3))
  })
}

/** Returns the forms of a secret that no escape makes: in base64, base64url and hexadecimal. */
export function encodedForms(secret: string): string[] {
  const base64 = inBase64(secret)
  const url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))
  const hex = Buffer.from(secret).toString('hex')
  return [...new Set([...base64, ...url, hex, hex.toUpperCase()])]
}

/** Yields the decoded hexadecimal parts of a text in which `sign` matches. */
export function* hexIn({ text, sourceOf }: EncodingLayer, sign: RegExp): Generator<EncodingLayer> {
  if (!sign.test(text)) return
  for (const { 0: found, index } of text.matchAll(/[0-9a-f]{16,}/gi)) {
    if (!sign.test(found)) continue
    for (const from of [index, index + 1]) {
      yield {
        text: Buffer.from(text.slice(from, index + found.length), 'hex').toString('latin1'),
        sourceOf: (start, end) => sourceOf(from + 2 * start, from + 2 * end),
      }
    }
  }
}

const run = /[A-Za-z0-9+/_-]{12,}/g

/** Yields the decoded base64 parts of a text in which `sign` matches, for each of the four possible offsets. */
export function* base64In({ text, sourceOf }: EncodingLayer, sign: RegExp): Generator<EncodingLayer> {
  if (!sign.test(text)) return
  for (const { 0: found, index } of text.matchAll(run)) {
    if (!sign.test(found)) continue
    for (let skipped = 0; skipped < 4; skipped += 1) {
      const from = index + skipped
      yield {
        text: Buffer.from(found.slice(skipped), 'base64').toString('latin1'),
        sourceOf: (start, end) =>
          sourceOf(from + Math.floor((start * 4) / 3), Math.min(from + Math.ceil((end * 4) / 3), index + found.length)),
      }
    }
  }
}
