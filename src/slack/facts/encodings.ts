/** A text as it reads without one more layer of escapes, and where each part of it stands in the text it came from. */
export interface EncodingLayer {
  readonly text: string
  /** Start and end, in the original, of what became the characters from `start` to before `end`. */
  sourceOf(start: number, end: number): readonly [number, number]
}

/** JSON within JSON within a query has four steps; nobody writes more by accident. Some can be read in two ways. */
const mostLayers = 24

// Percent, JSON and other languages' strings, HTML, and \u003d that has lost its backslash.
const plainEscapes =
  /%(?:u[0-9a-f]{4}|[0-9a-f]{2})|\\(?:u[0-9a-f]{4}|u\{[0-9a-f]{1,6}\}|x[0-9a-f]{2}|[0-7]{3}|[\s\S])|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,9}(?=;));?|u00[0-9a-f]{2}/gi
// Quoted-printable besides. Its line break counts in its own encoding too: one step later what stands behind it would
// read as an escape.
const allEscapes = new RegExp(
  `=(?:[0-9a-f]{2}|\\r?\\n|(?:\\\\+r)?\\\\+n|(?:%(?:25)*0d)?%(?:25)*0a)|${plainEscapes.source}`,
  'gi',
)

const control: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '\n': '' }
const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hyphen: '-', dash: '-', period: '.', lowbar: '_' },
  ...{ sol: '/', bsol: '\\', equals: '=', colon: ':', quest: '?', num: '#', percnt: '%', comma: ',', newline: '\n' },
}

/** What an escape stands for; undefined when it stands for itself. */
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

/** A text as it is. */
export function plainly(text: string): EncodingLayer {
  return { text, sourceOf: (start, end) => [start, end] }
}

/**
 * The text itself, then without its outermost escapes, and so on until there are none. In a query `=11` is a value and
 * in quoted-printable a character, so each step is made both ways. Linear in its length.
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

/** An escape: where its character stands, and where it stood itself. */
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

/** The last cut at or before a place. */
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
 * How a text shows within a longer one in base64, which depends on where it begins: Basic credentials have the client id
 * before the secret. Without what its neighbours have a part in.
 */
export function inBase64(text: string): string[] {
  const bytes = Buffer.from(text)
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3))
  })
}

const run = /[A-Za-z0-9+/_-]{12,}/g

/** What stands in base64 in a text, where it may hold what `sign` finds in base64; each of the four ways to begin. */
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
