import { tokenKind } from '../slack/facts/token-kinds.ts'
import { cursorAt } from './literal/cursor.ts'
import { fromPairs } from './literal/members.ts'
import { readValue } from './literal/value.ts'

type SectionFields = Record<string, unknown>

const heading = /^[ \t]{0,40}(\[{1,2})[ \t]{0,9}([\w ."'@:/-]{1,120}?)[ \t]{0,9}\]{1,2}[ \t]{0,40}(?:[#;].*)?$/
const field =
  /^[ \t]{0,40}((?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[A-Za-z_][\w-]{0,80})(?:\.[\w-]{1,80}){0,8})[ \t]{0,40}([=:])[ \t]{0,40}(.*)$/
const remark = /^[ \t]{0,40}(?:[#;].*)?$/
/** Maximum number of lines of a value after its first line. */
const mostLines = 200

/**
 * Reads an ini file or TOML: each section becomes an object inside the result. Undefined for other text, and for a text
 * in which sections are only headings, because all keys differ and nothing is nested.
 */
export function readSections(text: string): object | undefined {
  if (!startsWithField(text)) return undefined
  const lines = text.split(/\r?\n/)
  const root = fromPairs([])
  let here = root
  let isNested = false
  const used = new Set<string>()
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (remark.test(line)) continue
    const [, brackets, path] = heading.exec(line) ?? []
    if (path !== undefined) {
      here = sectionAt(root, stepsOf(path), brackets === '[[')
      if (brackets === '[[' || path.includes('.')) isNested = true
      continue
    }
    const [, key = '', sign, start = ''] = field.exec(line) ?? []
    if (sign === undefined || (sign === ':' && here === root)) return undefined
    const whole = wholeValue(lines, at, start)
    at = whole.last
    const steps = stepsOf(key)
    const last = steps.pop() ?? ''
    if (
      sign === ':' ||
      /^[[{]/.test(start) ||
      (used.has(key) && here !== root) ||
      (steps.length > 0 && /^["']/.test(start))
    )
      isNested = true
    used.add(key)
    Object.assign(sectionAt(here, steps, false), fromPairs([[last, sectionValue(whole.text)]]))
  }
  return isNested && used.size > 0 ? root : undefined
}

/** Whether the text can be an ini file, by its first lines: splitting a long log into all of its lines takes time. */
function startsWithField(text: string): boolean {
  // The last line can be cut.
  const lines = text.slice(0, 4000).split(/\r?\n/).slice(0, -1)
  const first = lines.find((line) => !remark.test(line))
  return first === undefined || heading.test(first) || field.exec(first)?.[2] === '='
}

function stepsOf(path: string): string[] {
  return [...path.matchAll(/"([^"]*)"|'([^']*)'|([^."']+)/g)]
    .map(([, double, single, plain]) => (double ?? single ?? plain ?? '').trim())
    .filter((step) => step !== '')
}

/** Returns the object at a path, and creates missing objects. With `isList`, appends a new object to the list there. */
function sectionAt(root: SectionFields, steps: readonly string[], isList: boolean): SectionFields {
  let inner = root
  for (const [index, step] of steps.entries()) {
    const next = inner[step]
    const isNew = isList && index === steps.length - 1
    const list = Array.isArray(next) ? (next as unknown[]) : undefined
    const current: unknown = list && !isNew ? list.at(-1) : next
    if (!isNew && isFields(current)) {
      inner = current
      continue
    }
    const made = fromPairs([])
    if (list) list.push(made)
    else Object.assign(inner, fromPairs([[step, isNew ? [made] : made]]))
    inner = made
  }
  return inner
}

function isFields(value: unknown): value is SectionFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns a value with all lines up to its closing bracket, and the index of its last line. */
function wholeValue(
  lines: readonly string[],
  at: number,
  start: string,
): { readonly text: string; readonly last: number } {
  if (!/^[[{]/.test(start)) return { text: start, last: at }
  const parts = [start]
  let last = at
  while (isOpen(parts.join('\n')) && last - at < mostLines && last + 1 < lines.length) {
    last += 1
    parts.push(lines[last] ?? '')
  }
  return { text: parts.join('\n'), last }
}

function isOpen(text: string): boolean {
  const plain = text.replace(/"[^"\n]*"|'[^'\n]*'/g, '')
  return (plain.match(/[[{]/g)?.length ?? 0) > (plain.match(/[\]}]/g)?.length ?? 0)
}

function sectionValue(given: string): unknown {
  const text = given.trim()
  if (/^[[{]/.test(text)) return readValue(cursorAt(text))
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(text)
  if (quoted) return quoted[1] ?? quoted[2] ?? ''
  return text.replace(/[ \t][#;].*$/, '').trimEnd()
}

/**
 * Groups the variables of several workspaces by the word in which their names differ (`ACME_BOT_TOKEN`,
 * `GLOBEX_BOT_TOKEN`). Returns the given object when the names do not differ in exactly one word.
 */
export function groupedByWord(variables: Readonly<Record<string, unknown>>): object {
  const entries = Object.entries(variables)
  const tokens = entries
    .filter(([, value]) => typeof value === 'string' && tokenKind(value) === 'bot')
    .map(([key]) => key.split('_'))
  const [first] = tokens
  if (!first || tokens.length < 2 || tokens.some((words) => words.length !== first.length)) return variables
  const differing = first.flatMap((_word, at) => (new Set(tokens.map((words) => words[at])).size > 1 ? [at] : []))
  const [place] = differing
  const labels = tokens.map((words) => words[place ?? 0] ?? '')
  if (place === undefined || differing.length > 1 || new Set(labels).size < labels.length) return variables
  const groups = labels.map((label) => [label, entries.flatMap(([key, value]) => within(key, label, value))] as const)
  // Do not group when each group would have only its token.
  if (!groups.some(([, own]) => own.length > 1)) return variables
  const shared = entries.filter(([key]) => !labels.some((label) => key.split('_').includes(label)))
  return fromPairs([...shared, ...groups.map(([label, own]) => [label, fromPairs(own)] as const)])
}

function within(key: string, label: string, value: unknown): [string, unknown][] {
  const words = key.split('_')
  const at = words.indexOf(label)
  return at < 0 ? [] : [[words.toSpliced(at, 1).join('_'), value]]
}
