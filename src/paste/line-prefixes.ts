import { countIfAll } from './lines.ts'
import { one, type PasteLayer } from './paste-layer.ts'

const linePrefix = /^(?:[\w.-]{1,60}[ \t]{0,40}\|[ \t]?|>[ \t]?|[ \t]{0,8}\d{1,5}[ \t]*[|│:][ \t]?)/

/** Matches the time that a log service prints, and the process after it, as heroku and syslog print it. */
const timePrefix =
  /^(?:\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} [ \d]\d [\d:]{8} [\w.-]{1,60})[ \t](?:[\w./-]{1,60}\[[\w.-]{1,40}\]:(?: |$))?/
/** Matches a line that ends with an opening bracket, so that the next lines are inside a value. */
const openLine = /[{[(][ \t]*\r?$/m

/** Removes the time that a log service printed before each line, when the lines contain a value of several lines. */
export function timedLines(text: string): PasteLayer | undefined {
  return openLine.test(text) && countIfAll(text, timePrefix) >= 3 ? withoutPrefix(text, timePrefix) : undefined
}

/** Removes a prefix that all lines have, as in docker compose logs, a quoted mail or a numbered listing. */
export function quotedLines(text: string): PasteLayer | undefined {
  return countIfAll(text, linePrefix) >= 2 ? withoutPrefix(text, linePrefix) : undefined
}

function withoutPrefix(text: string, prefix: RegExp): PasteLayer {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return one('log prefix', lines.map((line) => line.replace(prefix, '')).join('\n'))
}
