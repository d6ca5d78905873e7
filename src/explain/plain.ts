/** Text from outside on one line, at most `limit` characters; what a terminal would obey is dropped. */
export function plain(text: string, limit: number): string {
  const line = text.replace(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line
}
