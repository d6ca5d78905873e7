import { oneLine } from '../slack/facts/one-line.ts'

/** Returns a text from outside on one line, at most `limit` characters, without control characters. */
export function plain(text: string, limit: number): string {
  const line = oneLine(text, 10_000).replace(/\s+/g, ' ')
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
