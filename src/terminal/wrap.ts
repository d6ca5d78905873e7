import { piecesOf } from './pieces.ts'
import { widthOf } from './width.ts'

const colours = /\u001b\[(\d+)m/g

/**
 * Breaks lines longer than `columns` between words, with the indent of the original line. Never breaks a command line
 * of this tool: a piece that is too long stays whole, and the terminal wraps it. Parts of a line with three spaces
 * between them get their own lines first.
 */
export function wrap(text: string, columns: number): string {
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
  // In a row of a list, the second column wraps below its own first line.
  if (parts.length === 1 && indent !== '' && column <= columns / 2)
    return [line.slice(0, column) + wrapLine(parts[0] ?? '', columns - column, 0).join(`\n${' '.repeat(column)}`)]
  // The text below a command or a label has a larger indent.
  const further = indent !== '' && piecesOf(first).length === 1 ? hang + 2 : hang
  const lines = wrapLine(indent + first, columns, hang)
  for (const part of parts) {
    const last = lines.at(-1) ?? ''
    if (widthOf(`${last}   ${part}`) <= columns) lines[lines.length - 1] = `${last}   ${part}`
    else lines.push(...wrapLine(' '.repeat(further) + part, columns, further))
  }
  return lines
}

/** Wraps one paragraph. No line is wider than `width`, unless a single piece is wider. Returns at least one line. */
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

/** Returns the width of the widest piece, which is never broken. */
export function widestPiece(text: string): number {
  return piecesOf(text).reduce((most, { text: piece }) => Math.max(most, widthOf(piece)), 0)
}

/**
 * Ends each open colour at a line break and starts it again on the next line, so that text next to the line stays
 * uncoloured.
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

/** Joins the lines of each paragraph that has line breaks in the source: adjacent lines without indent. */
export function joinParagraphs(text: string): string {
  return text.replace(/(?<=^|\n)(\S.*)\n(?=\S)/g, '$1 ')
}
