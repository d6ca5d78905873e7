import type { ChalkInstance } from 'chalk'
import { columns } from '../../terminal/table.ts'
import { cutEnd, cutStart, widthOf } from '../../terminal/width.ts'
import type { Difference } from './diff.ts'

/** The maximum number of equal fields that are shown. Further equal fields are only counted. */
const mostAlike = 15
/** The maximum number of differing fields that are shown. */
const mostDiffering = 100

export interface SideBySide {
  /** The headings of the left and the right column. */
  readonly heads: readonly [string, string]
  readonly rows: readonly Difference[]
}

/** Returns two answers as two columns. The sign ≠ marks each field that differs. */
export function sideBySide(
  { heads, rows }: SideBySide,
  { width, paint }: { width: number; paint: ChalkInstance },
): string {
  const differing = rows.filter(({ same }) => !same)
  const alike = rows.length - differing.length
  const folded = alike > mostAlike
  const shown = (folded ? differing : rows).slice(0, mostDiffering + mostAlike)
  const longest = Math.max(4, ...shown.map(({ path }) => widthOf(path)))
  const pathWidth = Math.min(longest, Math.floor(width * 0.4))
  const cellWidth = Math.max(12, Math.floor((width - pathWidth - 7) / 2))
  const lines = shown.map(({ path, left, right, same }) => {
    const cells = [cutStart(path, pathWidth), ...[left, right].map((value) => cutEnd(shownValue(value), cellWidth))]
    return same
      ? ['', ...cells].map((cell) => paint.dim(cell))
      : [paint.yellow('≠'), paint.bold(cells[0] ?? ''), ...cells.slice(1)]
  })
  const table = lines.length > 0 ? [columns(['', '', ...heads.map((head) => cutEnd(head, cellWidth))], lines), ''] : []
  return [...table, summary(differing.length, rows.length, { folded, cut: shown.length < differing.length })].join('\n')
}

function summary(differing: number, all: number, { folded, cut }: { folded: boolean; cut: boolean }): string {
  if (differing === 0) return `Both answers are the same in all ${all} fields. --json prints them in full.`
  const rest = cut ? ` Only the first ${mostDiffering + mostAlike} are shown.` : ''
  const hidden = folded
    ? ` The other ${all - differing} are equal and not shown: --json prints both answers in full.`
    : ''
  return `${differing} of ${all} fields ${differing === 1 ? 'differs' : 'differ'}.${rest}${hidden}`
}

/**
 * Returns a value as one table cell: `–` when it is missing, a list of objects as its length, an object as its name,
 * any other value in full.
 */
function shownValue(value: unknown): string {
  if (value === undefined) return '–'
  if (typeof value === 'string') return value.replace(/\s+/g, ' ')
  if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
    return value.length === 1 ? '1 item' : `${value.length} items`
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined
  return typeof name === 'string' ? `${name} {…}` : JSON.stringify(value)
}
