import { isRecord } from '../shape/record.ts'
import { one, type PasteLayer } from './paste-layer.ts'

const lineKeys = ['log', 'message', 'msg', 'textPayload', 'line', 'MESSAGE', 'Message', '@message', 'text', 'body']
const innerKeys = ['_source', 'attributes', 'jsonPayload', 'fields', 'event']
/** Matches a log record whose line ends with an opening bracket, so that the next records continue the value. */
const printedLine = /[:,]\s{0,40}"(?:[^"\\\n]|\\.){0,400}[{[](?:\\n)?"/
/** Matches a log record whose line assigns a token to a variable. */
const variableLine = /[:,]\s{0,40}"(?:export )?[A-Za-z_]\w{0,80} ?= ?\\?"?x(?:ox|app|wfp)/
const yamlLine = /^(?:textPayload|message): (.*)$/gm
const sign = /x(?:ox|app|wfp)/
const deepest = 5

/** Joins the lines of a printed text, when a log service stored each line in a separate record. */
export function wrappedLog(text: string): PasteLayer | undefined {
  if (!sign.test(text)) return undefined
  const lines = linesOfYaml(text) ?? (printedLine.test(text) || variableLine.test(text) ? linesOfJson(text) : undefined)
  if (!lines || lines.length < 3) return undefined
  return one('json lines', inOrder(lines).join('\n'))
}

function linesOfYaml(text: string): string[] | undefined {
  const found = [...text.matchAll(yamlLine)].map(([, line = '']) => unquoted(line.trim()))
  return found.length >= 3 && /^---/m.test(text) ? found : undefined
}

function unquoted(line: string): string {
  if (/^'.*'$/.test(line)) return line.slice(1, -1).replaceAll("''", "'")
  const value = parsed(line)
  return typeof value === 'string' ? value : line
}

function linesOfJson(text: string): string[] | undefined {
  const whole =
    parsed(text) ?? text.split('\n').flatMap((line): unknown[] => (line.trim() === '' ? [] : [parsed(line)]))
  return findLines(whole, 0)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Returns the log lines of the first list, at any depth, in which every record has a log line. */
function findLines(value: unknown, depth: number): string[] | undefined {
  if (depth > deepest || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value) && value.length >= 3) {
    const lines = value.map((record) => lineOf(record, 0))
    if (lines.every((line) => line !== undefined)) return lines.map((line) => line.replace(/\r?\n$/, ''))
  }
  for (const inner of Object.values(value)) {
    const lines = findLines(inner, depth + 1)
    if (lines) return lines
  }
  return undefined
}

function lineOf(record: unknown, depth: number): string | undefined {
  if (Array.isArray(record)) {
    const [stamp, line]: unknown[] = record
    // A record of Loki is [time, line]; a record of CloudWatch Insights is a list of {field, value}.
    if (typeof stamp === 'string' && /^\d{10,25}$/.test(stamp)) return typeof line === 'string' ? line : undefined
    const field = record.find((one) => isRecord(one) && one['field'] === '@message') as unknown
    return isRecord(field) && typeof field['value'] === 'string' ? field['value'] : undefined
  }
  if (!isRecord(record)) return undefined
  for (const key of lineKeys) if (typeof record[key] === 'string') return record[key]
  const inner = depth === 0 ? innerKeys.map((key) => lineOf(record[key], 1)) : []
  return inner.find((line) => line !== undefined)
}

/** Returns the lines, the oldest first. If a bracket closes before it opens, the given lines start with the newest. */
function inOrder(lines: readonly string[]): readonly string[] {
  let depth = 0
  for (const line of lines) {
    depth += count(line, /[{[(]/g) - count(line, /[}\])]/g)
    if (depth < 0) return lines.toReversed()
  }
  return lines
}

function count(line: string, brackets: RegExp): number {
  return line.match(brackets)?.length ?? 0
}
