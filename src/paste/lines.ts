// A long text is not split into its lines where the first lines, or a few of them, decide: each line takes memory, and
// new memory costs more time than the reading itself.

/** Returns the lines of a text one after the other, as `split('\n')` would. */
export function* linesOf(text: string): Generator<string> {
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start)
    yield end < 0 ? text.slice(start) : text.slice(start, end)
    if (end < 0) return
    start = end + 1
  }
}

/** Returns the number of lines that are not blank; 0 when one of them does not match the pattern. */
export function countIfAll(text: string, pattern: RegExp): number {
  let count = 0
  for (const line of linesOf(text)) {
    if (line.trim() === '') continue
    if (!pattern.test(line)) return 0
    count += 1
  }
  return count
}

/** Returns the start of the line that contains a position. */
export function startOfLine(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
}

/** Returns the start of the line that is `count` lines behind the line at `start`. Undefined when the text ends before. */
export function lineBehind(text: string, start: number, count: number): number | undefined {
  let at = start
  for (let passed = 0; passed < count; passed += 1) {
    const end = text.indexOf('\n', at)
    if (end < 0) return undefined
    at = end + 1
  }
  return at
}

/** Returns the start of the line that is `count` lines before the line at `start`, but at least `least`. */
export function lineBefore(text: string, start: number, { count, least }: { count: number; least: number }): number {
  let at = start
  for (let passed = 0; passed < count && at > least; passed += 1) at = startOfLine(text, at - 1)
  return Math.max(at, least)
}

/** Returns the lines that contain one of the positions, which are in ascending order. */
export function linesAt(text: string, places: readonly number[]): string[] {
  const lines: string[] = []
  let done = 0
  for (const place of places) {
    if (place < done) continue
    const end = text.indexOf('\n', place)
    done = end < 0 ? text.length : end
    lines.push(text.slice(startOfLine(text, place), done))
  }
  return lines
}
