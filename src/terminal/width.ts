import { widthOfAny } from './wide-text.ts'

const colours = /\u001b\[\d+m/g
// A pattern inside a function is a new object at each call, and a table can have thousands of cells.
const oneColumnEach = /^[\u0020-\u007e‘’“”…–—·•→✓✗]*$/

/**
 * Returns the number of columns that a text needs on a screen. Colours and combining marks need no column; a letter of
 * 日本語 and an emoji need two.
 */
export function widthOf(text: string): number {
  // Most cells have no colours, and only ASCII and the signs of our own sentences.
  const bare = text.includes('\u001b') ? text.replace(colours, '') : text
  return oneColumnEach.test(bare) ? bare.length : widthOfAny(bare)
}

/** Returns the text with spaces appended, up to `width` columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/**
 * Returns the text; if it is wider than `width` columns, returns its start and an ellipsis, together at most `width`
 * columns.
 */
export function cutEnd(text: string, width: number): string {
  return widthOf(text) <= width ? text : `${fitting(characters(text.slice(0, mostUnits(width))), width - 1).join('')}…`
}

/**
 * Returns the text; if it is wider than `width` columns, returns an ellipsis and its end, together at most `width`
 * columns.
 */
export function cutStart(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  return `…${fitting(characters(text.slice(-mostUnits(width))).reverse(), width - 1)
    .reverse()
    .join('')}`
}

/**
 * Returns how many UTF-16 units of a long text are looked at for `width` columns. A character seldom needs more than a
 * few. Without this limit, a line of a megabyte would need gigabytes: V8 copies the whole text for each segment.
 */
function mostUnits(width: number): number {
  return Math.max(1, width + 1) * 32
}

/** Returns the visible characters of a text. Each of them can consist of several code points. */
function characters(text: string): string[] {
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment)
}

function fitting(all: readonly string[], width: number): string[] {
  let used = 0
  const end = all.findIndex((one) => {
    used += widthOf(one)
    return used > width
  })
  return all.slice(0, end < 0 ? undefined : end)
}
