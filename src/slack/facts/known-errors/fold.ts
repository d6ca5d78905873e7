/** A text reduced to what counts when sentences are compared. */
export interface Folded {
  /** Lower-case letters and digits, nothing between them; z is s. */
  readonly letters: string
  /** For each of them, its place in `source`. */
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

/** What is before each line of a log or a quotation. Compose and kubectl name the service, then a bar. */
const linePrefix =
  /^[ \t]{0,40}(?:[\w.@/-]{1,60}[ \t]{0,20}\||[>│┃|#*]{1,3}(?=[ \t])|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.,:+-]{0,12}Z?\]?)[ \t]{0,40}/gm

/**
 * Takes off what copying and logging put on a text: colours, escapes of JSON and of URLs, HTML, the prefix of each
 * line, and the break of a line within a code. Runs of spaces and of line breaks become one.
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

/** The letters and digits of a text. `source` is what `plainText` made of it. */
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
  // Lower case of some letters is longer than one character, which would shift every place behind it.
  return /\p{L}/u.test(char) ? (char.toLowerCase()[0] ?? '') : ''
}

/** A wording with its gaps, folded. */
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

/** Where a wording is in a text, in places of its source; undefined when it does not. Takes whole words only. */
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

/** Returns the position of the first of several wordings in a text; at the same start, the longest. */
export function findFirst(
  folded: Folded,
  texts: readonly Wording[],
): readonly [start: number, end: number] | undefined {
  return texts
    .map((text) => findWording(folded, text))
    .filter((span) => span !== undefined)
    .sort((one, other) => one[0] - other[0] || other[1] - one[1])[0]
}

/** CJK is written without spaces, so its letters end no word. */
function isLetter(char: string): boolean {
  return /[a-z0-9]/i.test(char)
}
