// A module of its own, so that a start without letters of other scripts does not load the package: its expressions for
// the properties of Unicode take a millisecond.
import stringWidth from 'fast-string-width'

/** Returns the number of columns of any text (see `widthOf`). */
export function widthOfAny(text: string): number {
  return stringWidth(text)
}
