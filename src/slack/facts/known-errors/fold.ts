/** A text that is reduced to letters and digits, so that sentences can be compared. */
export interface Folded {
  /** The letters in lower case and the digits, with nothing between them; z is replaced by s. */
  readonly letters: string
  /** For each letter or digit, its position in `source`. */
  readonly at: Uint32Array
  readonly source: string
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  gt: '>',
  lsquo: '‘',
  lt: '<',
  nbsp: ' ',
  quot: '"',
  rsquo: '’',
}

/** Matches the prefix of a line in a log or quotation. Compose and kubectl write the name of the service and a bar. */
const linePrefix =
  /^[ \t]{0,40}(?:[\w.@/-]{1,60}[ \t]{0,20}\||[>│┃|#*]{1,3}(?=[ \t])|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,:+-]{0,12}Z?\]?)[ \t]{0,40}/gm

/**
 * Removes what copying and logging added to a text: colours, escapes of JSON and of URLs, HTML, the prefix of each
 * line, and a line break inside a code. Several spaces become one space, and several line breaks become one line break.
 */
export function plainText(text: string): string {
  return (/\s/.test(text) ? text : text.replace(/(?<=\w)\+(?=\w)/g, ' '))
    .replace(/(?:\u001b|\\u001b|\\x1b|\\033|\^\[)\[[\d;]{0,20}[A-Za-z]/gi, '')
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\[nrt]/g, '\n')
    .replace(/\\{1,7}(["'/])/g, '$1')
    .replace(
      /&(?:#(\d{1,5})|#x([0-9a-f]{1,4})|([a-z]{2,5}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) =>
        name
          ? (entities[name.toLowerCase()] ?? whole)
          : String.fromCharCode(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16)),
    )
    .replace(
      /<\/?(?:a|b|body|br|code|div|em|h[1-6]|html|i|li|p|pre|section|span|strong|title|ul)\b[^<>]{0,300}>/gi,
      ' ',
    )
    .replace(/(?:%[0-9a-f]{2}){1,200}/gi, decoded)
    .replace(linePrefix, '')
    .replace(/(?<=[a-z]_)[ \t]{0,40}\r?\n[ \t]{0,80}(?=[a-z])|(?<=[a-z])\r?\n[ \t]{0,80}(?=_[a-z])/g, '')
    .replace(/\s+/g, (run) => (run.includes('\n') ? '\n' : ' '))
}

function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes)
  } catch {
    return escapes
  }
}

/** Reduces a text to its letters and digits. `source` is a result of `plainText`. */
export function fold(source: string): Folded {
  const at = new Uint32Array(source.length)
  const letters: string[] = []
  for (let index = 0; index < source.length; index += 1) {
    const letter = letterAt(source, index)
    if (letter === '') continue
    at[letters.length] = index
    letters.push(letter)
  }
  return { letters: letters.join(''), at, source }
}

function letterAt(source: string, index: number): string {
  const code = source.charCodeAt(index)
  if (code >= 97 && code <= 122) return code === 122 ? 's' : source.charAt(index)
  if (code >= 65 && code <= 90) return code === 90 ? 's' : String.fromCharCode(code + 32)
  if (code >= 48 && code <= 57) return source.charAt(index)
  if (code < 128) return ''
  const char = source.charAt(index)
  // Some letters have more than one character in lower case. This would shift all later positions.
  return /\p{L}/u.test(char) ? (char.toLowerCase()[0] ?? '') : ''
}

/** A wording with gaps, reduced to letters and digits. */
export interface Wording {
  readonly first: string
  readonly rest: readonly { readonly letters: string; readonly gap: number }[]
}

/** Maximum number of letters and digits that `{}` matches: a name, a URL, a list of scopes. */
const usualGap = 120

export function wordingOf(text: string): Wording {
  const [first = '', ...rest] = text.split(/(\{\d*\})/)
  const pieces = rest.flatMap((piece, index) =>
    index % 2 === 0
      ? [{ gap: Number(piece.slice(1, -1)) || usualGap, letters: fold(rest[index + 1] ?? '').letters }]
      : [],
  )
  return { first: fold(first).letters, rest: pieces.filter(({ letters }) => letters !== '') }
}

/**
 * Finds a wording in a text, as whole words only. Returns its position in `source`; undefined when the text does not
 * contain it.
 */
export function findWording(
  { letters, at, source }: Folded,
  { first, rest }: Wording,
): readonly [start: number, end: number] | undefined {
  if (first === '') return undefined
  for (let start = letters.indexOf(first); start >= 0; start = letters.indexOf(first, start + 1)) {
    let end = start + first.length
    for (const piece of rest) {
      const found = letters.slice(end, end + piece.gap + piece.letters.length).indexOf(piece.letters)
      end = found < 0 ? -1 : end + found + piece.letters.length
      if (end < 0) break
    }
    if (end < 0) continue
    const [from, to] = [at[start] ?? 0, at[end - 1] ?? 0]
    if (!isLetter(source.charAt(from - 1)) && !isLetter(source.charAt(to + 1))) return [from, to + 1]
  }
  return undefined
}

/**
 * Returns the position of the first of several wordings in a text. If two start at the same position, the longer one
 * wins.
 */
export function findFirst(
  folded: Folded,
  texts: readonly Wording[],
): readonly [start: number, end: number] | undefined {
  return texts
    .map((text) => findWording(folded, text))
    .filter((span) => span !== undefined)
    .sort((one, other) => one[0] - other[0] || other[1] - one[1])[0]
}

/**
 * Whether the character continues a word. Chinese and Japanese have no spaces between words, so their letters do not
 * count.
 */
function isLetter(char: string): boolean {
  return /[a-z0-9]/i.test(char)
}
