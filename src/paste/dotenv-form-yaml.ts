import { parseEnv } from 'node:util'
import { isPlaceholder } from '../slack/facts/placeholders.ts'
import { linesOf } from './lines.ts'
import { fromPairs } from './literal/members.ts'
import { groupedByWord } from './sections.ts'

const assignment =
  /^[ \t]{0,40}(?:(?:export|set|setx|const|let|var|ENV|-e|--env|declare -[a-z]{1,3})[ \t]+)?([A-Za-z_][\w.]{0,200}[ \t]{0,40}=(?![=>]).*)$/
const aside = /^[ \t]{0,40}(?:(?:#(?!<)|;).*|\[[\w ."-]{1,80}\][ \t]*)?\r?$/

// Matches several fields on one line, as logfmt prints them.
const adjacent =
  /^[\w.]{1,80}=(?:[^\s"'=]{1,400}|"[^"\n]{0,400}")(?: [\w.]{1,80}=(?:[^\s"'=]{1,400}|"[^"\n]{0,400}")){2}/

// Matches the word that precedes each variable in a systemd unit.
const ofSystemd = /^[ \t]{0,40}Environment=(?=["']?[A-Za-z_]\w{0,200}=)/

/** Reads the variables of a `.env` file, of `export` lines, or of an ini file. Undefined for other text. */
export function readDotenv(text: string): object | undefined {
  const kept: string[] = []
  for (const given of linesOf(text)) {
    if (given === '') continue
    const line = given.replace(ofSystemd, '')
    const found = assignment.exec(line.replace(/[\r;]+$/, ''))?.[1]
    if (found !== undefined && adjacent.test(found)) return undefined
    if (found !== undefined) kept.push(found)
    else if (!aside.test(line)) return undefined
  }
  return kept.length > 1 ? groupedByWord(fromPairs(Object.entries(parseEnv(filledLast(kept).join('\n'))))) : undefined
}

/**
 * Moves lines with an empty value or a placeholder to the start. If several lines have the same name, the last line is
 * used.
 */
function filledLast(lines: readonly string[]): string[] {
  const isOpen = (line: string) => {
    const value = line.slice(line.indexOf('=') + 1).trim()
    return value === '' || isPlaceholder(value.replace(/^(["'])(.*)\1(?:\s*#.*)?$/, '$2'))
  }
  const open: string[] = []
  const filled: string[] = []
  for (const line of lines) (isOpen(line) ? open : filled).push(line)
  return open.length === 0 ? filled : [...open, ...filled]
}

const form = /^\??[\w.%+[\]-]{1,200}=[^&\s{"']*(?:&[\w.%+[\]-]{1,200}=[^&\s]*)+&?$/
const onePayload = /^[\w.-]{1,200}=%(?:7B|5B)[^&\s]*$/i

// Matches the URL of a slash command that Slack sends by GET, with the fields of a form body in its query.
const requestQuery =
  /^https?:\/\/[^\s?#]{1,500}\?((?=\S{0,2000}\btoken=[A-Za-z0-9]{16,40}(?:&|$))(?=\S{0,2000}\bteam_id=[TE])\S+)$/

/** Reads the fields of a form body (`ok=true&team_id=T1`). Undefined for other text. */
export function readForm(text: string): object | undefined {
  const given = text.trim().replace(/^b?["']|["']$/g, '')
  const trimmed = requestQuery.exec(given)?.[1] ?? given
  if (!form.test(trimmed) && !onePayload.test(trimmed)) return undefined
  const made = fromPairs([])
  for (const [name, value] of new URLSearchParams(trimmed)) setField(made, name, value)
  return made
}

/** Turns the field `team[id]=T1` into the field `id` of an object `team`. */
function setField(object: Record<string, unknown>, name: string, value: string): void {
  const found = /^([^[\]]{1,200})((?:\[[^[\]]{1,200}\]){0,20})$/.exec(name)
  const path = found ? [found[1] ?? '', ...(found[2] ?? '').slice(1, -1).split('][')].filter(Boolean) : [name]
  const last = path.pop() ?? ''
  let inner = object
  for (const step of path) {
    const next = inner[step]
    const made = typeof next === 'object' && next !== null ? (next as Record<string, unknown>) : fromPairs([])
    Object.assign(inner, fromPairs([[step, made]]))
    inner = made
  }
  Object.assign(inner, fromPairs([[last, value]]))
}

const quotedField = /^\s{0,1000}(["'])[\w.-]{1,200}\1\s{0,40}(?::|=>)/
const commaField = /^:?[A-Za-z_]\w{0,200}[ \t]{0,40}(?::|=>).{0,5000},$/

/** Whether the text consists of the fields of an object, which were copied without the brackets of the object. */
export function looksLikeFields(text: string): boolean {
  return quotedField.test(text) || commaField.test(text.trimStart().split('\n', 1)[0]?.trim() ?? '')
}

/** Removes the indent that all lines of the text share. */
export function dedent(text: string): string {
  const lines = text.split('\n')
  const widths = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length)
  const least = Math.min(...widths, text.length)
  return least === 0 ? text : lines.map((line) => line.slice(least)).join('\n')
}

const yamlStart = /^(?:---|%YAML|- |-$|(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[\p{L}\p{N}_.$/-]{1,200}):(?:[ \t]|$))/u
const yamlNext = /^(?:[ \t#].*|\.\.\.)?$/

/** Whether the text has at least two unindented lines, and each of them starts like a line of YAML. */
export function looksLikeYaml(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const starts = lines.filter((line) => yamlStart.test(line))
  return lines.length > 1 && starts.length > 0 && lines.every((line) => yamlStart.test(line) || yamlNext.test(line))
}
