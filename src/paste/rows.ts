import { fromPairs } from './literal/members.ts'
import { one, type PasteLayer } from './paste-layer.ts'

/** One row of a table, by the names of its columns. */
export type TableRow = Readonly<Record<string, string | null>>

const sign = /x(?:ox[a-z]|app|wfp)-|hooks\.slack/
const aName = /^(?:[A-Za-z_]|\(index\)$)[\w .()/-]{0,60}$/
/** Names of which a table with tokens has at least one. */
const telling =
  /token|secret|scope|webhook|^(?:key|name|value|variable|setting|team[ _]?id|access|bot|raw|data|json|body)$/i
const nothing = /^(?:NULL|None|DEFAULT|\\N|\(null\)|<null>|\[NULL\]|nil|-?)$/

/** Whether a text can hold rows with a token: a quick test before the readers of tables. */
export function mayHaveRows(text: string): boolean {
  return sign.test(text)
}

/** Longer texts are logs and dumps: only the start, where names are, and the lines around a token are read. */
const mostLines = 1000
const [head, around] = [200, 60]

/** The lines of a text that can have the names of columns, or a token. */
export function linesWithRows(text: string): string[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines.length <= mostLines) return lines
  const near = new Set<number>()
  for (const [at, line] of lines.entries()) {
    if (near.size > mostLines * 10) break
    if (sign.test(line)) for (let one = at - around; one <= at + around; one += 1) near.add(one)
  }
  return lines.filter((_line, at) => at < head || near.has(at))
}

/** Whether these words are the names of columns. */
export function areNames(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    new Set(cells).size === cells.length &&
    cells.every((cell) => aName.test(cell) && !sign.test(cell))
  )
}

/** Whether one of the names is of something that Slack yields, or of a table of names and values. */
export function areTelling(names: readonly string[]): boolean {
  return names.some((name) => telling.test(name))
}

/** A cell without the plus sign of psql, which shows that its text goes on in the next line. */
export function withoutPlus(cell: string): string {
  return cell.endsWith('+') ? cell.slice(0, -1).trimEnd() : cell
}

/** The row of these cells; empty cells and `NULL` have no value. */
export function rowOf(names: readonly string[], cells: readonly string[]): TableRow {
  return fromPairs(names.map((name, at) => [name, cellValue(cells[at] ?? '')])) as TableRow
}

function cellValue(cell: string): string | null {
  return nothing.test(cell) ? null : cell
}

/** The rows as JSON, when one of them has a token: an object for one row, a list for several. */
export function layerOf(rows: readonly TableRow[] | undefined): PasteLayer | undefined {
  if (!rows?.some((row) => Object.values(row).some((cell) => cell !== null && sign.test(cell)))) return undefined
  return one('table', JSON.stringify(rows.length === 1 ? rows[0] : rows))
}
