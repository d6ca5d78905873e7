const piece =
  /\\'([0-9a-f]{2})|\\u(-?\d{1,5}) ?(?:\\'[0-9a-f]{2}|\?)?|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi

/** The groups of an RTF document that contain no text of the document. */
const hidden: ReadonlySet<string> = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'generator',
  'listtable',
])

const signs: Readonly<Record<string, string>> = {
  ...{ par: '\n', line: '\n', row: '\n', sect: '\n', page: '\n', tab: '\t', cell: '\t' },
  ...{ endash: '–', emdash: '—', lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•' },
}
const symbols: Readonly<Record<string, string>> = {
  ...{ '\n': '\n', '\r': '\n', '\\': '\\', '{': '{', '}': '}', _: '-', '~': ' ' },
}

/** Returns the text of an RTF document, as word processors copy it. Takes linear time. */
export function readRichText(text: string): string {
  let plain = ''
  let skipped = 0
  const groups: boolean[] = []
  for (const [all, hex, code, word, , symbol = '', bracket] of text.matchAll(piece)) {
    if (bracket === '{') groups.push(false)
    else if (bracket === '}') skipped -= groups.pop() ? 1 : 0
    else if (symbol === '*' || hidden.has(word ?? '')) {
      if (groups.at(-1) === false) {
        groups[groups.length - 1] = true
        skipped += 1
      }
    } else if (skipped > 0) continue
    else if (hex !== undefined) plain += new TextDecoder('windows-1252').decode(Buffer.from(hex, 'hex'))
    else if (code !== undefined) plain += String.fromCharCode(Number(code) & 0xffff)
    else if (word !== undefined) plain += signs[word] ?? ''
    else if (symbol !== '') plain += symbols[symbol] ?? ''
    else plain += all
  }
  return plain
}
