import { hang, type TextSheet } from './layout.ts'
import { padTo, widthOf } from './width.ts'

/**
 * Returns the lines of a list of labels, with a text next to each label; a long text wraps in its own column. A label
 * with an empty text is omitted.
 */
export function labelled(rows: readonly (readonly [string, string])[], { width, paint }: TextSheet): string[] {
  const shown = rows.filter(([, text]) => text !== '')
  const at = Math.max(0, ...shown.map(([label]) => widthOf(label))) + 4
  return shown.flatMap(([label, text]) => hang(paint.dim(`  ${padTo(label, at - 2)}`), text, { at, width }))
}

/** Returns the words joined for a sentence: "a", "a or b", "a, b or c". */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
