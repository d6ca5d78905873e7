import type { PasteLayer } from './paste-layer.ts'
import { areTelling, layerOf, linesWithRows, mayHaveRows, rowOf, type TableRow, withoutPlus } from './rows.ts'

/** Reads records that have one line for each field: `\x` in psql, `\G` in mysql, a hash in Redis. */
export function fieldPerLine(text: string): PasteLayer | undefined {
  if (!mayHaveRows(text)) return undefined
  const lines = linesWithRows(text)
  for (const read of [expanded, ofRedis, alternating]) {
    const found = layerOf(read(lines))
    if (found) return found
  }
  return undefined
}

/** Maximum length of a line that is read as a field. */
const longest = 20_000
/** Matches the line above a record: `-[ RECORD 1 ]---` in psql, `*** 1. row ***` in mysql. */
const heading = /^\W{0,200}\[ RECORD \d{1,9} \]|^\* Record \d{1,9}|^\*{5,200} \d{1,9}\. row \*{5,200}/
const barField = /^[|│║]?\s{0,200}([A-Za-z_][\w .]{0,80}?)\s{0,200}[|│║](.*)$/
const colonField = /^\s{0,200}([A-Za-z_]\w{0,80}): ?(.*)$/
const barContinued = /^[|│║]?\s{0,200}[|│║](.*)$/

function expanded(lines: readonly string[]): TableRow[] | undefined {
  const records: [string, string][][] = []
  for (const line of lines) {
    if (line.length > longest) continue
    if (heading.test(line)) {
      records.push([])
      continue
    }
    const fields = records.at(-1)
    if (!fields) continue
    const last = fields.at(-1)
    const found = barField.exec(line) ?? colonField.exec(line)
    if (found) fields.push([found[1] ?? '', trimmed(found[2] ?? '')])
    else if (last && line.trim() !== '' && !/^[\d(\W]\S* rows?\b|^[+└╚-]/.test(line)) {
      last[1] = `${withoutPlus(last[1])}\n${trimmed(barContinued.exec(line)?.[1] ?? line)}`
    }
  }
  return records.length === 0 ? undefined : records.map(asRow)
}

function trimmed(cell: string): string {
  const plain = cell.trim()
  return /[|│║]$/.test(plain) ? plain.slice(0, -1).trimEnd() : plain
}

function asRow(fields: readonly (readonly [string, string])[]): TableRow {
  return rowOf(
    fields.map(([name]) => name),
    fields.map(([, value]) => value),
  )
}

const reply = /^\s{0,20}(\d{1,6})\) (".*")\s{0,20}$/
const reply3 = /^\s{0,20}(\d{1,6})# ("[^"]{1,200}") => (".*")\s{0,20}$/
const command = /(?:^|>\s)\s{0,20}H(?:M?SET|SETNX)\s+\S+\s+(.*)$/i

/** A quick test: a reply or command has one of these texts, and most lines have none of them. */
const ofRedisLine = /[)#] "|HM?SET/i

/** Reads hashes of Redis, in which each value follows its name: replies of redis-cli, or the command HSET. */
function ofRedis(lines: readonly string[]): TableRow[] | undefined {
  const hashes: string[][] = []
  for (const line of lines) {
    if (line.length > longest || !ofRedisLine.test(line)) continue
    const [, number, text] = reply.exec(line) ?? []
    const [, number3, key, value] = reply3.exec(line) ?? []
    const set = command.exec(line)?.[1]
    if (number === '1' || number3 === '1' || set !== undefined) hashes.push([])
    if (text !== undefined) hashes.at(-1)?.push(plain(text))
    if (key !== undefined && value !== undefined) hashes.at(-1)?.push(plain(key), plain(value))
    if (set !== undefined)
      hashes.at(-1)?.push(...[...set.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|\S+/g)].map(([word]) => plain(word)))
  }
  const rows = hashes.map(pairwise).filter((row) => row !== undefined)
  return rows.length === 0 ? undefined : rows
}

function plain(word: string): string {
  if (/^'.*'$/.test(word)) return word.slice(1, -1)
  try {
    const value: unknown = JSON.parse(word.replace(/\\x([\da-f]{2})/gi, '\\u00$1'))
    return typeof value === 'string' ? value : word
  } catch {
    return word
  }
}

function pairwise(words: readonly string[]): TableRow | undefined {
  const names = words.filter((_word, at) => at % 2 === 0)
  const values = words.filter((_word, at) => at % 2 === 1)
  const areFields = names.length === values.length && names.every((name) => /^[A-Za-z_][\w.:-]{0,80}$/.test(name))
  return areFields && names.length > 0 ? rowOf(names, values) : undefined
}

/** Reads lines that are alternately a name and its value, as `redis-cli --raw` prints a hash. */
function alternating(lines: readonly string[]): TableRow[] | undefined {
  const words = lines.filter((line) => line.trim() !== '')
  if (words.length < 4 || words.length > 200 || words.some((line) => line.length > 4000)) return undefined
  const names = words.filter((_word, at) => at % 2 === 0)
  if (!areTelling(names) || !names.every((name) => /^[a-z]+(?:[_.][a-z]+)*$|^[a-z]+(?:[A-Z][a-z]+)+$/.test(name)))
    return undefined
  const row = pairwise(words)
  return row && [row]
}
