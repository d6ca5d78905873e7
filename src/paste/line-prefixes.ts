import { one, type PasteLayer } from './paste-layer.ts'

const linePrefix = /^(?:[\w.-]{1,60}[ \t]{0,40}\|[ \t]?|>[ \t]?|[ \t]{0,8}\d{1,5}[ \t]*[|│:][ \t]?)/

/** Matches the time that a log service prints, and the process after it, as heroku and syslog print it. */
const timePrefix =
  /^(?:\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} [ \d]\d [\d:]{8} [\w.-]{1,60})[ \t](?:[\w./-]{1,60}\[[\w.-]{1,40}\]:(?: |$))?/
/** Matches a line that ends with an opening bracket, so that the next lines are inside a value. */
const openLine = /[{[(][ \t]*\r?$/m

/** Removes the time that a log service printed before each line, when the lines contain a value of several lines. */
export function timedLines(text: string): PasteLayer | undefined {
  if (!openLine.test(text)) return undefined
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 3 || !lines.every((line) => timePrefix.test(line))) return undefined
  return one('log prefix', lines.map((line) => line.replace(timePrefix, '')).join('\n'))
}

/** Removes a prefix that all lines have, as in docker compose logs, a quoted mail or a numbered listing. */
export function quotedLines(text: string): PasteLayer | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => linePrefix.test(line))) return undefined
  return one('log prefix', lines.map((line) => line.replace(linePrefix, '')).join('\n'))
}
