/** How a literal is written: the language it is of, and what plain JSON has not. */
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

/** What was met while reading a literal: how it is written, and what is missing of it. */
export type Mark = Spelling | 'elided' | 'broken token' | 'ended early' | 'unreadable' | 'too deep'

/** A place in a text that is read once from left to right: every step moves `at` on. */
export interface Cursor {
  readonly text: string
  at: number
  /** The brackets that are open, each by the one that closes it. */
  readonly open: string[]
  readonly marks: Set<Mark>
  /** How many steps were taken, to show that work grows with the text and not faster. */
  steps: number
}

export function cursorAt(text: string, at = 0): Cursor {
  return { text, at, open: [], marks: new Set(), steps: 0 }
}

/** What a sticky pattern matches here, with the cursor moved behind it; undefined (and unmoved) when it does not. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  cursor.steps += 1
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (!found) return undefined
  cursor.at += found[0].length
  cursor.steps += found[0].length
  return found
}

/** Characters that show nothing and come along when text is copied: zero-width ones, marks of direction, soft hyphens. */
export const invisible = '\\u00ad\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff'

const blank = new RegExp(`[\\s${invisible}]+`, 'y')
// A # counts as a comment before a space only: `channel=#general` is none.
const comment = /\/\/[^\n]*|#(?:[ \t#!-][^\n]*|(?=\n))/y

/** Moves over white space and comments. */
export function skipBlank(cursor: Cursor): void {
  for (;;) {
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
