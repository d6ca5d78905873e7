import { oneLine } from '../slack/facts/one-line.ts'

/** Text from outside on one line, at most `limit` characters; what a terminal would obey is dropped. */
export function plain(text: string, limit: number): string {
  const line = oneLine(text, 10_000).replace(/\s+/g, ' ')
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
