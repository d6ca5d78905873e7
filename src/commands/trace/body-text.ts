import type { ObservedMessage } from '../../proxy/exchange.ts'
import { readableSize } from '../../terminal/progress-bar.ts'
import { cutEnd, widthOf } from '../../terminal/width.ts'

/** The maximum number of characters of a body that a person sees. */
const mostShown = 2000
/**
 * The number of characters to remove from the end of a body that was not read completely, because a secret there could
 * be cut and therefore not be recognized.
 */
const doubtful = 4096

/** The printed form of a body. */
export interface ShownBody {
  /** The text with its secrets masked; null when the body is not text. */
  readonly text: string | null
  /** A description of what was not printed of the body; null when the body is complete. */
  readonly left: string | null
}

/**
 * Returns the body of a request or answer for `--bodies`. First masks the secrets in the whole body and then cuts it,
 * because a cut secret may not be recognized.
 * @param masked a function that masks the secrets in a text
 */
export function shownBody(
  { text, bytes, isWhole, headers }: ObservedMessage,
  masked: (text: string) => string,
): ShownBody {
  if (bytes === 0) return { text: '', left: null }
  const type = headers['content-type']?.split(';')[0] ?? ''
  if (text === undefined || isFiles(type))
    return { text: null, left: `${readableSize(bytes)} of ${type || 'unknown content'}` }
  const known = isWhole ? masked(text) : masked(text).slice(0, -doubtful)
  return { text: known, left: isWhole ? null : `${readableSize(bytes)} in all` }
}

/** Whether a body contains files, which are not printed. */
function isFiles(type: string): boolean {
  return /^multipart\//i.test(type)
}

/**
 * Returns the lines of a body for a person, with `mark` before the first line. Breaks long texts at any character,
 * preferably after a comma or ampersand, because bodies have few spaces.
 * @param room the width of a line, at least 20
 */
export function bodyLines({ text, left }: ShownBody, mark: string, room: number): string[] {
  if (text === '') return []
  const shown = (text ?? '').replace(/\s+/g, ' ').trim()
  const cut = shown.length > mostShown ? `${shown.slice(0, mostShown)}…` : shown
  const whole = [cut, left ? `(${left})` : ''].filter(Boolean).join(' ')
  return brokenLines(whole, Math.max(20, room - 2)).map((line, at) => `${at === 0 ? mark : ' '} ${line}`)
}

function brokenLines(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (widthOf(rest) > width) {
    // A character can be two columns wide, so `cutEnd` cuts the text. Its ellipsis is removed, because the text
    // continues on the next line.
    const fitting = cutEnd(rest, width + 1).slice(0, -1)
    const end = Math.max(fitting.lastIndexOf(','), fitting.lastIndexOf('&')) + 1
    const taken = end > fitting.length / 2 ? fitting.slice(0, end) : fitting
    lines.push(taken)
    rest = rest.slice(taken.length).trimStart()
  }
  return [...lines, rest]
}
