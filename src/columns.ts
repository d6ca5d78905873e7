import { stripVTControlCharacters } from 'node:util'

/** Characters that a cell takes on the screen: its colour takes none. */
function width(cell: string): number {
  // A thousand rows have thousands of cells, most of them plain.
  return cell.includes('\u001b') ? stripVTControlCharacters(cell).length : cell.length
}

/** Rows under a head, each column as wide as its widest cell. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = head.some(Boolean) ? [head, ...rows] : rows
  const widths = head.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** A row with a longer text below it, which starts under the second column. */
export interface Entry {
  readonly cells: readonly string[]
  readonly below?: readonly string[]
  /** Further lines under that, as they are. */
  readonly lines?: readonly string[]
}

/** Columns that a list takes at most, whatever the terminal has; longer ones are wrapped at their commas. */
const lineWidth = 96

/** @param room columns of the terminal. */
export function entries(rows: readonly Entry[], room = lineWidth): string {
  const most = Math.max(0, ...rows.map(({ cells }) => cells.length))
  const table = columns(
    Array.from({ length: most }, () => ''),
    rows.map(({ cells }) => cells),
  ).split('\n')
  const indent = ' '.repeat(Math.max(0, ...rows.map(({ cells }) => width(cells[0] ?? ''))) + 2)
  return rows
    .flatMap(({ below = [], lines = [] }, index) => [
      table[index] ?? '',
      ...[...wrapList(below, Math.min(lineWidth, room) - indent.length), ...lines].map((line) => indent + line),
    ])
    .join('\n')
}

function wrapList(items: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const [index, item] of items.entries()) {
    const text = index < items.length - 1 ? `${item},` : item
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + text.length <= width) lines[lines.length - 1] = `${last} ${text}`
    else lines.push(text)
  }
  return lines
}
