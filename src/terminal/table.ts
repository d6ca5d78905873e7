import { padTo, widthOf } from './width.ts'
import { widestPiece, wrapLines } from './wrap.ts'

const gap = 2

/**
 * Returns a table as text: rows under a head, each column as wide as its widest cell. If the table is wider than
 * `room`, the widest columns become narrower and their cells wrap. A cell can have several lines.
 */
export function columns(head: readonly string[], rows: readonly (readonly string[])[], room = Infinity): string {
  return tableRows(head.some(Boolean) ? [head, ...rows] : rows, room)
    .flat()
    .join('\n')
}

/**
 * Returns the lines of each row of a table. If the longest words of the columns together are wider than `room`, each
 * last cell is put below its row.
 */
export function tableRows(rows: readonly (readonly string[])[], room = Infinity): string[][] {
  // Measure each cell only once, because a list can have a thousand rows.
  const measured = rows.map((row) => row.map(widest))
  const natural: number[] = []
  for (const row of measured)
    for (let column = 0; column < row.length; column += 1)
      natural[column] = Math.max(natural[column] ?? 0, row[column] ?? 0)
  const over = overshoot(natural, room)
  if (over <= 0) return wholeRows(rows, natural, measured)
  const widths = narrowed(natural, rows, over)
  if (overshoot(widths, room) <= 0 || natural.length < 2) return rows.map((row) => rowLines(row, widths))
  return withLastBelow(rows, natural, room)
}

/** Minimum width of the last column; a narrower column is hard to read. */
const leastLast = 20

/**
 * Returns the lines of each row. The last cell is below its row if one of its words is too long for the last column; if
 * this column would be too narrow, the last cell of every row is below its row.
 */
function withLastBelow(rows: readonly (readonly string[])[], natural: readonly number[], room: number): string[][] {
  const last = natural.length - 1
  const left = room - natural.slice(0, last).reduce((sum, width) => sum + width + gap, 0)
  const moves = (row: readonly string[]) => left < leastLast || widestPiece(row[last] ?? '') > left
  const above = tableRows(
    rows.map((row) => (moves(row) ? row.slice(0, last) : row)),
    room,
  )
  return rows.map((row, index) => [...(above[index] ?? []), ...(moves(row) ? below(row[last] ?? '', room) : [])])
}

function overshoot(widths: readonly number[], room: number): number {
  return widths.reduce((sum, width) => sum + width + (width > 0 ? gap : 0), -gap) - room
}

function below(cell: string, room: number): string[] {
  if (cell === '') return []
  return cell.split('\n').flatMap((line) => wrapLines(line, room - 4).map((one) => `    ${one}`))
}

function widest(cell: string): number {
  return cell.includes('\n') ? Math.max(...cell.split('\n').map(widthOf)) : widthOf(cell)
}

/**
 * Returns the column widths after their sum was reduced by `over`. Reduces the widest column first, and makes no column
 * narrower than its longest word.
 */
function narrowed(natural: readonly number[], lines: readonly (readonly string[])[], over: number): number[] {
  const least = natural.map((_, column) => Math.max(0, ...lines.map((line) => widestPiece(line[column] ?? ''))))
  const widths = [...natural]
  for (let left = over; left > 0; left -= 1) {
    const candidates = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0))
    const most = Math.max(...candidates)
    if (most === 0) break
    widths[candidates.indexOf(most)] = most - 1
  }
  return widths
}

/** Returns the lines of rows in which no cell is wider than its column. */
function wholeRows(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  measured: readonly (readonly number[])[],
): string[][] {
  // The parts of every row are put into one list, and spaces are made only once.
  const parts: string[] = []
  const spaces: string[] = []
  return rows.map((row, index) => {
    if (row.some((cell) => cell.includes('\n'))) return rowLines(row, widths)
    for (let column = 0; column < widths.length; column += 1) {
      const missing = (widths[column] ?? 0) - (measured[index]?.[column] ?? 0) + gap
      parts[2 * column] = row[column] ?? ''
      parts[2 * column + 1] = spaces[missing] ??= ' '.repeat(missing)
    }
    return [parts.join('').trimEnd()]
  })
}

function rowLines(row: readonly string[], widths: readonly number[]): string[] {
  const cells = widths.map((width, column) => (row[column] ?? '').split('\n').flatMap((line) => wrapLines(line, width)))
  const height = Math.max(1, ...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, index) =>
    cells
      .map((lines, column) => padTo(lines[index] ?? '', widths[column] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

/** A row of a table with a longer text below it. The longer text starts under the second column. */
export interface TableEntry {
  readonly cells: readonly string[]
  readonly below?: readonly string[]
  /** The lines below the longer text. */
  readonly lines?: readonly string[]
}

/** Maximum width of a comma-separated list, also in a wider terminal; longer lists wrap at commas. */
const lineWidth = 96

/** Returns the entries as text. @param room the width of the terminal */
export function entries(rows: readonly TableEntry[], room = lineWidth): string {
  const table = tableRows(
    rows.map(({ cells }) => cells),
    room,
  )
  const indent = Math.max(0, ...rows.map(({ cells }) => widthOf(cells[0] ?? ''))) + gap
  const inside = room - indent
  return rows
    .flatMap(({ below = [], lines = [] }, index) => [
      ...(table[index] ?? []),
      ...[
        ...(below.length > 0 ? wrapLines(below.join(', '), Math.min(lineWidth - indent, inside)) : []),
        ...lines.flatMap((line) => wrapLines(line, inside)),
      ].map((line) => ' '.repeat(indent) + line),
    ])
    .join('\n')
}
