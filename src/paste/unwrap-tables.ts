import type { PasteLayer } from './paste-layer.ts'
import { areNames, areTelling, layerOf, linesWithRows, mayHaveRows, rowOf, type TableRow, withoutPlus } from './rows.ts'
import { unnamed } from './unnamed-rows.ts'

/** Reads a table: bars between cells, columns below a line of dashes, a delimiter (CSV), or columns of blanks. */
export function table(text: string): PasteLayer | undefined {
  if (!mayHaveRows(text)) return undefined
  const lines = linesWithRows(text)
  for (const read of [barred, ruled, delimited, spaced, unnamed]) {
    const found = layerOf(read(lines))
    if (found) return found
  }
  return undefined
}

/** Maximum length of a line, and maximum number of lines that are searched for the names of columns. */
const longest = 20_000
const mostBefore = 200

const bar = /[|│┃║]/
const ruleLine = /^[\s+|│┃║├┼┤┌┬┐└┴┘─━═╞╪╡╠╬╣╔╦╗╚╩╝┏┳┓┗┻┛┡╇┩┠╂┨╭╮╰╯:=-]+$/

/** Whether a line is only a horizontal rule between two rows. */
function isRule(line: string): boolean {
  return /[-─━═]/.test(line) && ruleLine.test(line)
}

/** Whether the first character of a line, after blanks, is a bar. */
function isFramed(line: string): boolean {
  return bar.test(line.trimStart()[0] ?? '')
}

function cellsOf(line: string, framed: boolean): string[] {
  const cells = line.split(bar).map((cell) => cell.trim())
  if (framed && cells[0] === '') cells.shift()
  if (framed && cells.at(-1) === '') cells.pop()
  return cells.map((cell) => cell.replace(/^([`'])(.*)\1$/, '$2'))
}

function barred(lines: readonly string[]): TableRow[] | undefined {
  for (const [at, line] of lines.slice(0, mostBefore).entries()) {
    if (line.length > longest || !bar.test(line) || isRule(line)) continue
    const framed = isFramed(line)
    const names = cellsOf(line, framed)
    const next = lines[at + 1] ?? ''
    if (!areNames(names) || !(isRule(next) || areTelling(names))) continue
    const rows = rowsBelow(lines.slice(at + 1), names.length, framed)
    if (rows.length > 0) return rows.map((cells) => rowOf(names, cells))
  }
  return undefined
}

/** Returns the cells of each row. A line with an empty first cell continues the row above. */
function rowsBelow(lines: readonly string[], count: number, framed: boolean): string[][] {
  const rows: string[][] = []
  for (const line of lines) {
    if (line.length <= longest && isRule(line)) continue
    if (line.length > longest || !bar.test(line)) break
    const cells = cellsOf(line, framed)
    const last = rows.at(-1)
    if (cells.length !== count) break
    if (last && cells[0] === '') {
      for (const [index, cell] of cells.entries()) if (cell !== '') last[index] = withoutPlus(last[index] ?? '') + cell
    } else rows.push(cells)
  }
  return rows.map((cells) => cells.map((cell) => withoutPlus(cell)))
}

const dashes = /^\s*[-─=]{2,}(?:\s+[-─=]{2,})+\s*$/

function ruled(lines: readonly string[]): TableRow[] | undefined {
  const at = lines.slice(0, mostBefore).findIndex((line) => line.length <= longest && dashes.test(line))
  const [header = '', line = ''] = [lines[at - 1], lines[at]]
  if (at < 1) return undefined
  const starts = [...line.matchAll(/[-─=]+/g)].map(({ index }) => index)
  return columns(lines.slice(at + 1), slices(header, starts), starts)
}

function spaced(lines: readonly string[]): TableRow[] | undefined {
  for (const [at, line] of lines.slice(0, mostBefore).entries()) {
    // Words with one blank between them are one name.
    if (line.length > longest || !/\s\s|[^\S ]/.test(line.trim())) continue
    const words = [...line.matchAll(/\S+(?: \S+)*/g)]
    const names = words.map(([word]) => word)
    if (!areNames(names) || !areTelling(names)) continue
    const rows = columns(
      lines.slice(at + 1),
      names,
      words.map(({ index }) => index),
    )
    if (rows) return rows
  }
  return undefined
}

function slices(line: string, starts: readonly number[]): string[] {
  return starts.map((start, index) => line.slice(start, starts[index + 1]).trim())
}

function columns(
  lines: readonly string[],
  names: readonly string[],
  starts: readonly number[],
): TableRow[] | undefined {
  if (!areNames(names)) return undefined
  const rows: TableRow[] = []
  for (const line of lines) {
    if (line.trim() === '' || line.length > longest) break
    const cells = alignedCells(line, starts) ?? separateCells(line, names.length)
    if (!cells) break
    rows.push(rowOf(names, cells))
  }
  return rows.length > 0 ? rows : undefined
}

/** Splits a line at the columns `starts`. Undefined when a word crosses the start of a column. */
function alignedCells(line: string, starts: readonly number[]): string[] | undefined {
  const isAcross = starts.some((start) => start > 0 && /\S/.test(line[start - 1] ?? ''))
  return isAcross ? undefined : slices(line, starts)
}

/** Splits a line at gaps of two or more blanks; removes a row number. Undefined when there are not `count` cells. */
function separateCells(line: string, count: number): string[] | undefined {
  const cells = line.trim().split(/\s{2,}/)
  const own = cells.length === count + 1 && /^\d+$/.test(cells[0] ?? '') ? cells.slice(1) : cells
  return own.length === count ? own : undefined
}

function delimited(lines: readonly string[]): TableRow[] | undefined {
  for (const [at, line] of lines.slice(0, 10).entries()) {
    for (const delimiter of line.length <= longest ? [',', '\t', ';', '|'] : []) {
      if (!line.includes(delimiter)) continue
      const names = (records(line, delimiter)[0] ?? []).map((name) => name.trim())
      if (!areNames(names) || !areTelling(names) || names.some((name) => name.split(' ').length > 4)) continue
      const rows = records(lines.slice(at + 1).join('\n'), delimiter)
      const end = rows.findIndex((cells) => cells.length !== names.length)
      const own = end < 0 ? rows : rows.slice(0, end)
      if (own.length > 0) return own.map((cells) => rowOf(names, cells))
    }
  }
  return undefined
}

/** Splits CSV into records. A quoted cell can contain quotes, delimiters and line breaks (RFC 4180). */
function records(text: string, delimiter: string): string[][] {
  const all: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : undefined
    const end = quoted?.end ?? cellEnd(text, at, delimiter)
    all.at(-1)?.push((quoted?.cell ?? text.slice(at, end)).trim())
    const next = text[end]
    at = end + 1
    if (next === '\n' && at < text.length) all.push([])
    if (next === delimiter && (at === text.length || text[at] === '\n')) {
      all.at(-1)?.push('')
      at += 1
      if (at < text.length) all.push([])
    }
  }
  return all.filter((cells) => cells.length > 1 || cells[0] !== '')
}

function cellEnd(text: string, at: number, delimiter: string): number {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1
  return end
}

function quotedCell(text: string, at: number): { readonly cell: string; readonly end: number } | undefined {
  const parts: string[] = []
  let from = at + 1
  for (;;) {
    const end = text.indexOf('"', from)
    if (end < 0) return undefined
    parts.push(text.slice(from, end))
    if (text[end + 1] !== '"') return { cell: parts.join('"'), end: end + 1 }
    from = end + 2
  }
}
