import { piecesOf } from './pieces.ts'
import { widthOf } from './width.ts'

const colours = /\u001b\[(\d+)m/g

/**
 * Returns the text with lines longer than `columns` broken between words; new lines get the indent of the original
 * line. If a long line has parts with three spaces between them, each part gets its own line before words are wrapped.
 * Never breaks a command line of this tool, because people copy it.
 */
export function wrap(text: string, columns: number): string {
  if (columns === Infinity) return text
  return text
    .split('\n')
    .flatMap((line) => (widthOf(line) > columns ? wrapParts(line, columns) : line))
    .join('\n')
}

function wrapParts(line: string, columns: number): string[] {
  const [, indent = '', rest = ''] = /^( *)(.*)$/s.exec(line) ?? []
  const mark = /^(?:[✓!✗→•-]|\d+\.) +/.exec(rest.replaceAll(colours, ''))?.[0] ?? ''
  const hang = indent.length + widthOf(mark)
  const [first = '', ...parts] = rest.split(/(?<=\S) {3,}(?=\S)/)
  const column = line.length - (parts[0]?.length ?? 0)
  // In a row of a list with two columns, wrap the second column in its own column.
  if (parts.length === 1 && indent !== '' && column <= columns / 2)
    return [line.slice(0, column) + wrapLine(parts[0] ?? '', columns - column, 0).join(`\n${' '.repeat(column)}`)]
  // Indent the lines after a command or a label two columns more.
  const further = indent !== '' && piecesOf(first).length === 1 ? hang + 2 : hang
  const lines = wrapLine(indent + first, columns, hang)
  for (const part of parts) {
    const last = lines.at(-1) ?? ''
    if (widthOf(`${last}   ${part}`) <= columns) lines[lines.length - 1] = `${last}   ${part}`
    else lines.push(...wrapLine(' '.repeat(further) + part, columns, further))
  }
  return lines
}

/**
 * Returns the lines of one wrapped paragraph, at least one. A line is wider than `width` only when it is a single piece
 * that is wider.
 */
export function wrapLines(text: string, width: number): string[] {
  return widthOf(text) <= width ? [text] : wrapLine(text, width, 0)
}

function wrapLine(line: string, columns: number, hang: number): string[] {
  const lines: string[] = []
  let current = ''
  let end = 0
  for (const { text: piece, index } of piecesOf(line)) {
    const gap = line.slice(end, index)
    end = index + piece.length
    if (current.trim() === '' || widthOf(current + gap + piece) <= columns) {
      current += gap + piece
      continue
    }
    lines.push(current)
    current = ' '.repeat(hang) + piece
  }
  return carryColours([...lines, current])
}

/** Returns the width of the widest piece of a text: a word or a command line, which wrapping never breaks. */
export function widestPiece(text: string): number {
  return piecesOf(text).reduce((most, { text: piece }) => Math.max(most, widthOf(piece)), 0)
}

/**
 * Returns the lines with changed colour codes: a colour that continues on the next line ends at the end of the line and
 * starts again on the next line. So text in another column is not coloured.
 */
function carryColours(lines: readonly string[]): string[] {
  let open: string[] = []
  return lines.map((line) => {
    const begun = open.join('')
    for (const [code, number] of line.matchAll(colours)) {
      const ends = { '0': /./, '22': /\[[12]m/, '39': /\[[39]\dm/ }[number ?? '']
      open = ends ? open.filter((one) => !ends.test(one)) : [...open, code]
    }
    const closed = open.map((code) => (/\[[12]m/.test(code) ? '\u001b[22m' : '\u001b[39m')).join('')
    return line.replace(/^ */, (indent) => indent + begun) + closed
  })
}

/**
 * Returns the text in which neighbouring lines without an indent are joined to one paragraph, because their line breaks
 * are only in the source code.
 */
export function joinParagraphs(text: string): string {
  return text.replace(/(?<=^|\n)(\S.*)\n(?=\S)/g, '$1 ')
}
