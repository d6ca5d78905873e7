/** How a literal is written: its programming language, or a difference from plain JSON. */
export type Spelling =
  | 'python'
  | 'ruby'
  | 'php'
  | 'java'
  | 'elixir'
  | 'go'
  | 'javascript'
  | 'single quotes'
  | 'smart quotes'
  | 'sql-escaped'
  | 'comments'
  | 'trailing commas'

/** What was noticed while reading a literal: how it is written, and whether something is missing. */
export type Mark = Spelling | 'elided' | 'broken token' | 'ended early' | 'unreadable' | 'too deep'

/** A position in a text, which is read once from left to right: every step moves `at` forward. */
export interface Cursor {
  readonly text: string
  at: number
  /** The closing brackets of all brackets that are open now. */
  readonly open: string[]
  readonly marks: Set<Mark>
  /** Number of reading steps; tests use it to show that reading is linear. */
  steps: number
}

export function cursorAt(text: string, at = 0): Cursor {
  return { text, at, open: [], marks: new Set(), steps: 0 }
}

/**
 * Matches a sticky pattern at the cursor and moves the cursor past the match. Without a match, returns undefined and
 * does not move.
 */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  cursor.steps += 1
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (!found) return undefined
  cursor.at += found[0].length
  cursor.steps += found[0].length
  return found
}

/** Invisible characters that are copied with a text: zero-width characters, direction marks, soft hyphens. */
export const invisible = '\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff'

const blank = new RegExp(`[\\s${invisible}]+`, 'y')
// A # directly before a word starts no comment: `channel=#general`.
const comment = /\/\/[^\n]*|#(?:[ \t#!-][^\n]*|(?=\n))/y

/** Matches a character that starts no white space and no comment. */
const dense = /[!"$-.0-~]/y

/** Moves the cursor past white space and comments. */
export function skipBlank(cursor: Cursor): void {
  for (;;) {
    dense.lastIndex = cursor.at
    if (dense.test(cursor.text)) return
    take(cursor, blank)
    const start = cursor.at
    if (!skipComment(cursor)) return
    cursor.marks.add('comments')
    if (/^\W*(?:\.\.\.|…)/.test(cursor.text.slice(start, start + 12))) cursor.marks.add('elided')
  }
}

function skipComment(cursor: Cursor): boolean {
  if (take(cursor, comment)) return true
  if (!cursor.text.startsWith('/*', cursor.at)) return false
  const end = cursor.text.indexOf('*/', cursor.at + 2)
  if (end < 0) cursor.marks.add('ended early')
  const next = end < 0 ? cursor.text.length : end + 2
  cursor.steps += next - cursor.at
  cursor.at = next
  return true
}
