import { isComplete, isCut } from '../slack/facts/token-kinds.ts'
import { lineBehind, startOfLine } from './lines.ts'

const bars = '[│┃|║]'
/** Matches a token at the end of a cell or line, and the blanks and the bar or banner frame after it. */
const atEnd = new RegExp(
  `(?<![A-Za-z0-9])((?:xoxe\\.)?x(?:ox[a-z]|app|wfp)-[\\w.%-]{0,400})([ \\t]{0,400})(?=(${bars}|[#*][ \\t]{0,9}\\r?$|\\r?$))`,
  'g',
)
const sign = /x(?:ox[a-z]|app|wfp)-/
const anySign = new RegExp(sign, 'g')
const piece = /^[\w.%-]+$/
/** Matches an id, a client id, a secret or a name, which is a separate value and no part of the token. */
const another = /^(?:[A-Z][A-Z0-9_]{7,}|\d+\.\d+|[0-9a-f]{32}|\d{1,9}|(?:xoxe\.)?x(?:ox[a-z]|app|wfp)-.*)$/
/** Maximum length of a line with the start of a wrapped token. */
const longest = 4000
/** Maximum number of lines to join with the first line of a wrapped token. */
const mostLines = 30

/**
 * Joins each token that was wrapped because a terminal, a mail or a table column was narrow: the token becomes complete
 * on its first line. Returns null when no token was wrapped.
 */
export function joinWrapped(text: string): string | null {
  if (!isAnyWrapped(text)) return null
  const lines = text.split('\n')
  let isChanged = false
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (line !== '' && sign.test(line) && joinFrom(lines, at)) isChanged = true
  }
  return isChanged ? lines.join('\n') : null
}

/** Whether a token of the text continues on its next line. Most texts have no such token, and are not split into lines. */
function isAnyWrapped(text: string): boolean {
  anySign.lastIndex = 0
  while (anySign.test(text)) {
    const start = startOfLine(text, anySign.lastIndex)
    const next = lineBehind(text, start, 1)
    if (next === undefined) return false
    const line = text.slice(start, next - 1)
    const end = text.indexOf('\n', next)
    const hasEnd = line.length <= longest && line.search(atEnd) >= 0
    if (hasEnd && joinFrom([line, text.slice(next, end < 0 ? undefined : end)], 0)) return true
    anySign.lastIndex = next
  }
  return false
}

/** The cell of a wrapped token. `left` and `right` are undefined when the cell starts or ends with the line. */
interface TokenCell {
  readonly left: number | undefined
  readonly right: number | undefined
  /** The column in which the token starts. */
  readonly column: number
  readonly line: string
  /** Number of blanks between the token and the end of its cell. */
  readonly room: number
}

function joinFrom(lines: string[], at: number): boolean {
  const line = lines[at] ?? ''
  if (line.length > longest) return false
  let isJoined = false
  for (const found of [...line.matchAll(atEnd)].toReversed()) {
    const [, first = '', blanks = '', frame = ''] = found
    const cell = cellAt(line, { column: found.index, room: blanks.length, frame: frame.trim() })
    let token = first
    for (let next = at + 1; next < lines.length && next <= at + mostLines; next += 1) {
      const more = pieceOf(lines[next] ?? '', cell, token)
      if (more === undefined) break
      token = more.token
      lines[next] = more.line
      isJoined = true
      if (more.isLast) break
    }
    if (token === first) continue
    const current = lines[at] ?? ''
    lines[at] = current.slice(0, found.index) + token + current.slice(found.index + first.length)
  }
  return isJoined
}

function cellAt(line: string, { column, room, frame }: { column: number; room: number; frame: string }): TokenCell {
  const before = [...line.slice(0, column).matchAll(new RegExp(bars, 'g'))].at(-1)?.index
  const length = /^x[\w.%-]*/.exec(line.slice(column))?.[0].length ?? 0
  const isFramed = frame !== '' && before === undefined && line.trimStart().startsWith(frame)
  return {
    left: isFramed ? line.length - line.trimStart().length : before,
    right: frame === '' ? undefined : column + length + room,
    ...{ column, line, room },
  }
}

interface NextPiece {
  readonly token: string
  /** The line, with blanks in place of the part of the token. */
  readonly line: string
  readonly isLast: boolean
}

function pieceOf(line: string, cell: TokenCell, sofar: string): NextPiece | undefined {
  if (isComplete(sofar)) return undefined
  const { left, right } = cell
  const start = left === undefined ? 0 : left + 1
  const end = right ?? line.replace(/\r$/, '').length
  const inside = line.slice(start, end)
  const word = inside.trim()
  if (!piece.test(word)) return undefined
  // psql marks a wrapped line with a full stop on both sides of the break.
  const isMarked = sofar.endsWith('.') && word.startsWith('.')
  const token = isMarked ? sofar.slice(0, -1) + word.slice(1) : sofar + word
  const hasCell = left !== undefined || right !== undefined
  const fits = hasCell ? isContinued(line, cell) : goesOn(inside, { cell, word, sofar, token })
  if (!fits || (another.test(word) && !isComplete(token) && !isCut(sofar) && !isMarked)) return undefined
  const blank = ' '.repeat(inside.length)
  const isLast = hasCell && !isMarked && inside.length - inside.trimEnd().length > cell.room + 2 && !word.endsWith('-')
  return { token, line: line.slice(0, start) + blank + line.slice(end), isLast }
}

/**
 * Whether a line of a table continues the row above. It must have the same bars. If other cells of the row above have
 * text, at least one of these cells must be empty in this line. Otherwise the token must fill its cell or end with a
 * hyphen.
 */
function isContinued(line: string, { left, right, line: above, room }: TokenCell): boolean {
  const same = [left, right].every((at) => at === undefined || (line[at] === above[at] && at < line.length))
  if (!same) return false
  const cells = (text: string) =>
    [text.slice(0, left ?? 0), text.slice(right ?? text.length)].map((one) => one.split(/[│┃|║#*]/))
  const [before, behind] = cells(above)
  const [nowBefore, nowBehind] = cells(line)
  const others = [...(before ?? []), ...(behind ?? [])]
  const now = [...(nowBefore ?? []), ...(nowBehind ?? [])]
  if (others.length !== now.length) return false
  const filled = others.flatMap((one, index) => (one.trim() === '' ? [] : [now[index]?.trim() ?? '']))
  return filled.length === 0
    ? room <= 2 || /-\s*$/.test(above.slice(0, right).trimEnd())
    : filled.some((one) => one === '')
}

interface Continuation {
  readonly cell: TokenCell
  readonly word: string
  readonly sofar: string
  readonly token: string
}

/** Whether a line without bars continues the token at the end of the line above. */
function goesOn(inside: string, { cell, word, sofar, token }: Continuation): boolean {
  if (isComplete(token) || isCut(sofar)) return true
  const indent = inside.length - inside.trimStart().length
  const isShaped = /\d|-/.test(word) && /^[\w%-]+$/.test(word)
  // If the word starts in the same column as the token on the line above, it continues the token.
  if (indent >= 4 && indent === cell.column) return isShaped
  const isLong = /^(?:xoxe\.xox[bp]|xoxe|xoxp)-/.test(sofar) && cell.line.trimEnd().length >= 60
  return isLong && isShaped && /[A-Za-z]/.test(word) && /\d/.test(word) && word.length >= 6
}
