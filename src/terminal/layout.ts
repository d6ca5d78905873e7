import type { ChalkInstance } from 'chalk'
import { padTo, widthOf } from './width.ts'
import { wrapLines } from './wrap.ts'

/** Returns the lines of a wrapped paragraph, all with the same indent. */
export function paragraph(text: string, { width, indent = 0 }: { width: number; indent?: number }): string[] {
  return wrapLines(text, width - indent).map((line) => ' '.repeat(indent) + line)
}

/** Returns the lines of a label and a text. The text starts in column `at`, also after a line break. */
export function hang(label: string, text: string, { at, width }: { at: number; width: number }): string[] {
  return wrapLines(text, width - at).map((line, index) => padTo(index === 0 ? label : '', at) + line)
}

/** One row of `fieldTable`: a field of an answer, or a scope in a list of scopes. */
export interface FieldRow {
  readonly label: string
  readonly value: string
  readonly means: string
}

export interface TextSheet {
  readonly width: number
  readonly paint: ChalkInstance
}

/**
 * Returns the lines of a table with three columns: label, value and meaning. A long meaning wraps in its column. If a
 * label or value is too long for its column, the meaning moves to the right in this row, or to the next line.
 */
export function fieldTable(rows: readonly FieldRow[], { width, paint }: TextSheet): string[] {
  const labels = widest(rows, ({ label }) => label, 26)
  const values = widest(rows, ({ value }) => value, 18)
  const at = labels + values + 6
  return rows.flatMap(({ label, value, means }) => {
    const head = `  ${padTo(label, labels)}  `
    const rest = padTo(value, values)
    const start = widthOf(head) + widthOf(rest) + 2
    const painted = head + (label === '' ? rest : paint.cyan(rest))
    if (start > at && start + widthOf(means) > width) {
      return [
        painted.trimEnd(),
        ...wrapLines(means, width - at).map((line) => ' '.repeat(at) + emphasised(line, paint)),
      ]
    }
    const [first = '', ...more] = wrapLines(means, width - start)
    return [`${painted}  ${emphasised(first, paint)}`.trimEnd(), ...more.map((line) => ' '.repeat(at) + line)]
  })
}

/** Returns the width of the widest cell that does not exceed the limit. */
function widest(rows: readonly FieldRow[], cell: (row: FieldRow) => string, limit: number): number {
  return Math.max(0, ...rows.map((row) => widthOf(cell(row))).filter((width) => width <= limit))
}

function emphasised(line: string, paint: ChalkInstance): string {
  return line.replace(
    /^(?:[A-Z -]+ TOKEN|(?:NO )?WEBHOOK|(?:CLIENT|APP) ID|(?:CLIENT|SIGNING) SECRET|REDIRECT URL)\b/,
    (kind) => paint.bold(kind),
  )
}
