import { tokenKind } from '../slack/facts/token-kinds.ts'
import { rowOf, type TableRow } from './rows.ts'

const delimiters = ['|', '\t', ',', ';']
const [team, app, person] = [/^[TE][A-Z0-9]{7,12}$/, /^A[A-Z0-9]{7,12}$/, /^[UW][A-Z0-9]{7,12}$/]
const scopes = /^[a-z_.]{2,40}(?::[a-z_.:]{2,40})?(?:[, ][a-z_.]{2,40}(?::[a-z_.:]{2,40})?){1,80}$/
const longest = 20_000

/** Reads rows without names of columns. The format of each cell shows its field. A row needs a token and a team id. */
export function unnamed(lines: readonly string[]): TableRow[] | undefined {
  const withToken = lines.filter((line) => line.length <= longest && /xox[bp]-/.test(line))
  const rows = withToken.flatMap(tuplesOf).flatMap((line) => {
    const cells =
      line.length > longest || !/xox[bp]-/.test(line) || /[{}()=]|["']\s?:|\w:\s?["']/.test(line) ? [] : cellsOf(line)
    const named = cells.flatMap((cell, at) => nameOf(cell, cells, at) ?? [])
    const names = named.map(([name]) => name)
    const isRow = names.includes('team_id') && names.some((name) => name.endsWith('_token'))
    return isRow && new Set(names).size === names.length
      ? [
          rowOf(
            names,
            named.map(([, cell]) => cell),
          ),
        ]
      : []
  })
  return rows.length > 0 ? rows : undefined
}

/** Returns the rows in round brackets of a line, as in `VALUES (…), (…)` or a list of tuples; otherwise the line. */
function tuplesOf(line: string): string[] {
  if (!/\(\s?[\d'"]/.test(line)) return [line]
  // A value can also have brackets: datetime.datetime(2026, 3, 1).
  const plain = line.replace(/\b[\w.]{1,80}\([^()'"]{0,200}\)/g, 'null')
  const found = [...plain.matchAll(/\(([^(){}=]{20,4000})\)/g)].map(([, inner = '']) => inner)
  return found.length > 0 ? found : [line]
}

function cellsOf(line: string): string[] {
  const delimiter = delimiters.find((one) => line.split(one).length > 2)
  if (delimiter === undefined) return []
  const cells = delimiter === ',' ? (line.match(/"[^"]*"|[^,"]+/g) ?? []) : line.split(delimiter)
  return cells.map((cell) => cell.trim().replace(/^(["'])(.*)\1$/, '$2'))
}

function nameOf(cell: string, cells: readonly string[], at: number): [string, string][] | undefined {
  const kind = tokenKind(cell)
  const kinds = cells.flatMap((one) => tokenKind(one) ?? [])
  const isBot = kinds.includes('bot')
  if (kind === 'bot' || kind === 'user') return [[`${kind}_token`, cell]]
  if (team.test(cell)) return [['team_id', cell]]
  if (app.test(cell)) return [['app_id', cell]]
  // If the row has a bot token and a user token, a user id can belong to either.
  if (person.test(cell)) return kinds.length === 1 ? [[isBot ? 'bot_user_id' : 'user_id', cell]] : undefined
  if (scopes.test(cell) && /[:,]/.test(cell))
    return kinds.length === 1 ? [[isBot ? 'bot_scopes' : 'user_scopes', cell]] : undefined
  const isName = team.test(cells[at - 1] ?? '') && /^[\p{L}][\p{L}\p{N} .&_-]{1,60}$/u.test(cell)
  return isName ? [['team_name', cell]] : undefined
}
