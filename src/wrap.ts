// They take no room.
const colours = /\u001b\[[0-9;]*m/g
// A command line ends where the sentence around it goes on: at a gap, at a semicolon, or with the line.
const pieces = /slack-tokens (?:(?! {3}|; ).)*|\S+/g

/**
 * Breaks lines longer than `columns` between words, with the indent of the line they belong to. Never inside one of our
 * command lines, which are there to be copied: what is too long by itself stays whole for the terminal to fold.
 */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (seen(line) > columns ? wrapLine(line, columns) : line))
    .join('\n')
}

function wrapLine(line: string, columns: number): string {
  const indent = ' '.repeat(/^ *(?:[✓!✗→] +)?/.exec(line.replace(colours, ''))?.[0].length ?? 0)
  const lines: string[] = []
  let current = ''
  let end = 0
  for (const { 0: piece, index } of line.matchAll(pieces)) {
    const gap = line.slice(end, index)
    end = index + piece.length
    if (current.trim() === '' || seen(current + gap + piece) <= columns) {
      current += gap + piece
      continue
    }
    lines.push(current)
    current = indent + piece
  }
  return [...lines, current].join('\n')
}

function seen(text: string): number {
  return text.replace(colours, '').length
}
