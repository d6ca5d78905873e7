import { stripVTControlCharacters } from 'node:util'

/** Rows under a head, each column as wide as its widest cell. Colour in a cell takes no width. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const width = (cell: string) => stripVTControlCharacters(cell).length
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
