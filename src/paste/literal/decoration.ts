import { type Cursor, take } from './cursor.ts'
import { takeStringPrefix } from './string.ts'

// Patterns for text before a value that can be skipped.
const decorations = [
  // A pointer or type in Go, or the sign of a map in Elixir.
  /(?:&+|%[\w.]{0,80}|<ref \*\d+>|\[\]\*?[\w.]{1,80}|map\[[\w.*]{1,80}\][\w.*]{0,80})(?=[\s{])(?!\s?\{\}\{)[ \t]*/y,
  /(?:\[\]|map\[[\w.*]{1,80}\])interface ?\{\}(?=\{)/y,
  // The sign of a map in Erlang, or the length of a list in Laravel's dump.
  /#(?=\{)|array:\d{1,9} (?=\[)/y,
  // Types as go-spew prints them: (slack.Team) {…}, (string) (len=9) "T1".
  /\((?:\*{0,2}[A-Za-z_][\w.]{0,80}|\[\][\w.]{1,80}|len=\d{1,9}(?: cap=\d{1,9})?|0x[\da-f]{1,16})\)\s?(?=["({\dtf-])/y,
] as const
const className =
  /(?:\[[A-Z]\w{0,80}(?:: null prototype|\(\d+\))?\]|(?:class )?&?[A-Za-z_$][\w$.]{0,80}(?:\(\d+\))?)[ \t]*(?=\{)/y

/** Moves the cursor past the pointers, types and class names before a value. */
export function skipDecoration(cursor: Cursor): void {
  while (decorations.some((pattern) => take(cursor, pattern)));
  if (takeStringPrefix(cursor)) return
  if (take(cursor, className)) cursor.marks.add('javascript')
}
