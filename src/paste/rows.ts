import { lineBefore, lineBehind, startOfLine } from './lines.ts'
import { fromPairs } from './literal/members.ts'
import { one, type PasteLayer } from './paste-layer.ts'

/** One row of a table: each cell under the name of its column. */
export type TableRow = Readonly<Record<string, string | null>>

const sign = /x(?:ox[a-z]|app|wfp)-|hooks\.slack/
const anySign = new RegExp(sign, 'g')
const aName = /^(?:[A-Za-z_]|\(index\)$)[\w .()/-]{0,60}$/
/** Matches the names of columns that show that a table can have tokens. */
const telling =
  /token|secret|scope|webhook|^(?:key|name|value|variable|setting|team[ _]?id|access|bot|raw|data|json|body)$/i
const nothing = /^(?:NULL|None|DEFAULT|\\N|\(null\)|<null>|\[NULL\]|nil|-?)$/

/** Whether a text contains the start of a token or webhook: a quick test before the text is read as a table. */
export function mayHaveRows(text: string): boolean {
  return sign.test(text)
}

/** Maximum number of lines of a text that is read completely. Of a longer text, such as a log, only parts are read. */
const mostLines = 1000
const [head, around] = [200, 60]

/** Returns the lines of a text that can contain names of columns or a token; all lines of a short text. */
export function linesWithRows(text: string): string[] {
  const plain = text.replace(/^\ufeff/, '')
  const ends = plain.includes('\r') ? /\r?\n/ : '\n'
  if (lineBehind(plain, 0, mostLines) === undefined) return plain.split(ends)
  const kept: string[] = []
  let done = 0
  const keep = (from: number, next: number | undefined) => {
    done = next ?? plain.length
    const end = next === undefined ? done : next - (plain[next - 2] === '\r' ? 2 : 1)
    kept.push(...plain.slice(from, end).split(ends))
  }
  keep(0, lineBehind(plain, 0, head))
  anySign.lastIndex = 0
  while (kept.length <= mostLines * 10 && anySign.test(plain)) {
    const start = startOfLine(plain, anySign.lastIndex)
    const behind = lineBehind(plain, start, around + 1)
    if ((behind ?? plain.length) > done) keep(lineBefore(plain, start, { count: around, least: done }), behind)
    anySign.lastIndex = lineBehind(plain, start, 1) ?? plain.length
  }
  return kept
}

/** Whether the cells of a line can be names of columns: at least two, all different, and no token among them. */
export function areNames(cells: readonly string[]): boolean {
  return (
    cells.length > 1 &&
    new Set(cells).size === cells.length &&
    cells.every((cell) => aName.test(cell) && !sign.test(cell))
  )
}

/** Whether at least one name of a column shows that the table can have tokens: `bot_token`, `team_id`, `value`. */
export function areTelling(names: readonly string[]): boolean {
  return names.some((name) => telling.test(name))
}

/** Removes the plus sign from the end of a cell. With this sign, psql marks a cell that continues on the next line. */
export function withoutPlus(cell: string): string {
  return cell.endsWith('+') ? cell.slice(0, -1).trimEnd() : cell
}

/**
 * Returns a row with each cell under its name. An empty cell becomes null, and so does a cell with a word such as
 * `NULL`.
 */
export function rowOf(names: readonly string[], cells: readonly string[]): TableRow {
  return fromPairs(names.map((name, at) => [name, cellValue(cells[at] ?? '')])) as TableRow
}

function cellValue(cell: string): string | null {
  return nothing.test(cell) ? null : cell
}

/** Returns the rows as JSON: an object for one row, a list for several. Undefined when no row has a secret. */
export function layerOf(rows: readonly TableRow[] | undefined): PasteLayer | undefined {
  if (!rows?.some((row) => Object.values(row).some((cell) => cell !== null && sign.test(cell)))) return undefined
  return one('table', JSON.stringify(rows.length === 1 ? rows[0] : rows))
}
