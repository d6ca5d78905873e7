import { isComplete, isCut, tokenKind } from '../slack/facts/token-kinds.ts'

const quotes = '["\'`]'
/** Matches the operators that join two strings in some programming language, and the signs that continue a line. */
const operator = '(?:\\.concat\\(|\\+|\\.{1,2}|&(?:[ \\t]{0,9}_)?|<>|\\|\\||<<|~|\\\\|\\^)'
const blank = '[ \\t]{0,200}'
const comment = `(?:(?:\\/\\/|#[ \\t])[^\\n]{0,200})?`
/** Matches the end of a line and the prefix of the next line: a line number, or the sign of a diff or quotation. */
const newline = `(?:(?:\`|_)?\\r?\\n${blank}(?:[+>|](?![ \\t]{0,9}\\+)|\\d{1,5}[:|])?${blank}){1,3}`
const between = new RegExp(
  `${quotes}${blank}(${operator})?${blank}${comment}(?:${newline})?(${operator})?${blank}[uUbBrRfF]{0,2}${quotes}([\\w.%-]{1,400})(?=${quotes}|\\\\\\r?\\n)`,
  'y',
)
/** Matches a continued line: directly after a piece, the backslash of a shell, C or YAML, or the caret of cmd. */
const continued = /(?:\\|\^)\r?\n[ \t]{0,200}([\w.%-]{1,400})(?=["'`]|[ \t]{0,9}(?:\\|\r?\n|$))/y
const start = /(?<![A-Za-z0-9.])(?:xoxe\.)?x(?:o|ox|ox[a-z]|app|wfp)(?![A-Za-z])[\w.%-]{0,400}(?=["'`\\^])/g

/** Matches an id, a client id or a secret, which is a separate value and no piece of a token. */
const another = /^(?:[A-Z][A-Z0-9]{7,}|\d+\.\d+|[0-9a-f]{32})$/

/**
 * Joins the pieces of each token that a program splits: `"xoxb-1-" "2-abc"`, `'…' + '…'`, a backslash at the end of a
 * line, the elements of a joined list. Returns null when no token is split.
 */
export function joinPieces(text: string): string | null {
  const joined = joinStrings(joinLists(text))
  return joined === text ? null : joined
}

function joinStrings(text: string): string {
  const parts: string[] = []
  let done = 0
  for (const { 0: first, index } of text.matchAll(start)) {
    if (index < done) continue
    let token = first
    let end = index + first.length
    for (let count = 0; count < 100; count += 1) {
      const next = nextPiece(text, end, token)
      if (!next) break
      token += next.piece
      end = next.end
    }
    if (token === first || tokenKind(token) === undefined) continue
    parts.push(text.slice(done, index), token)
    done = end
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(done)
}

function nextPiece(text: string, at: number, sofar: string): { readonly piece: string; readonly end: number } | null {
  if (isComplete(sofar)) return null
  continued.lastIndex = at
  const line = continued.exec(text)
  if (line) return { piece: line[1] ?? '', end: at + line[0].length }
  between.lastIndex = at
  const found = between.exec(text)
  const [all = '', before, behind, piece = ''] = found ?? []
  if (!found || tokenKind(piece) !== undefined) return null
  const isJoined = [before, behind].some((one) => one !== undefined && one !== '\\' && one !== '^')
  return isJoined || mayFollow(sofar, piece) ? { piece, end: at + all.length } : null
}

/**
 * Whether two adjacent strings can be one token. In C and Python they are one string, but in a shell they are two
 * words.
 */
function mayFollow(sofar: string, piece: string): boolean {
  if (isComplete(sofar + piece)) return true
  return !another.test(piece) && (isCut(sofar) || /^-|\d/.test(piece) || piece.length >= 16)
}

const list =
  /(["'])(x(?:ox[a-z]|app|wfp)[\w.%-]{0,200}(?:\1\s{0,40},\s{0,40}\1[\w.%-]{1,200}){1,9})\1\s{0,40}([\])]?\s{0,40}[\])]\s{0,40}(?:\.join\(\s{0,9}(["'`])([-]?)\4|\.concat\(\))?|\])?/g
/** Matches the call of a function that joins the list after it, and captures the separator. */
const joiner =
  /(?:(["'`])([-]?)\1\.join\(\s{0,9}[[(]?|(?:concat|concat_ws|implode|join|strcat)\s{0,9}\(\s{0,9}(?:(["'])([-]?)\3\s{0,9},\s{0,9}[[(]?)?|Join["']?\s{0,9}:?\s{0,40}\[\s{0,40}(["'])([-]?)\5\s{0,9},\s{0,40}\[)\s{0,40}$/i

function joinLists(text: string): string {
  return text.replace(list, (all, quote: string, inside: string, ...rest: unknown[]) => {
    const [, method, separator, at] = rest
    const before = joiner.exec(text.slice(Math.max(0, Number(at) - 120), Number(at)))
    const ofRust = all.endsWith('.concat()') ? '' : undefined
    const sign =
      typeof method === 'string'
        ? separator
        : (ofRust ?? before?.[2] ?? before?.[4] ?? before?.[6] ?? (before ? '' : undefined))
    if (typeof sign !== 'string') return all
    const pieces = inside.split(new RegExp(`${quote}\\s*,\\s*${quote}`))
    if (pieces.slice(1).some((one) => tokenKind(one) !== undefined)) return all
    const token = pieces.join(sign)
    return tokenKind(token) === undefined ? all : all.replace(inside, () => token)
  })
}
