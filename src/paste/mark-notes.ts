import type { Mark } from './literal/cursor.ts'

const sentences: readonly (readonly [Mark, string])[] = [
  ['ended early', 'It ends in the middle: what would follow is missing.'],
  ['broken token', 'A token in it stood in several pieces; they were joined.'],
  ['elided', 'Parts of it were left out before it was copied.'],
  ['unreadable', 'Some of it could not be understood and was passed over.'],
  ['too deep', 'What is nested very deeply was left out.'],
]

/** Adds a sentence to `notes` for each mark that means missing parts or a token in pieces. */
export function noteMarks(marks: ReadonlySet<Mark>, notes: Set<string>): void {
  for (const [mark, sentence] of sentences) if (marks.has(mark)) notes.add(sentence)
}
