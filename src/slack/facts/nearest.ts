/** Maximum length of a word: no name in the tables is longer. */
const longestWord = 80

/**
 * Returns the candidates of which `word` may be a misspelling: the nearest first, then in the given order, at most
 * `most`. A third of the letters may differ (at least two in long enough words); a swapped pair counts as one. If both
 * names have the same number of parts, a third of the letters of each part may differ (at least one letter), so
 * `team:read` is not suggested for `users:read`. Case is ignored, and `. : _ -` count as the same character, because
 * people often confuse them.
 */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const plain = plainly(word)
  if (plain === '' || plain.length > longestWord) return []
  const limit = Math.min(Math.max(2, Math.floor(plain.length / 3)), plain.length - 1, 4)
  return candidates
    .filter((candidate) => Math.abs(candidate.length - plain.length) <= limit)
    .map((candidate) => ({ candidate, apart: distance(plain, plainly(candidate)) }))
    .filter(({ candidate, apart }) => apart <= limit && partsAreNear(plain, plainly(candidate)))
    .sort((one, other) => one.apart - other.apart)
    .slice(0, most)
    .map(({ candidate }) => candidate)
}

function partsAreNear(one: string, other: string): boolean {
  const [parts, others] = [one.split('.'), other.split('.')]
  if (parts.length === 1 || parts.length !== others.length) return true
  return parts.every((part, index) => distance(part, others[index] ?? '') <= Math.max(1, Math.floor(part.length / 3)))
}

function plainly(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[.:_-]/g, '.')
}

/** Returns the number of letters to insert, delete, change or swap with a neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    before = last
    last = current
  }
  return at(last, other.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY
}

/** Returns the edit distance of two words, counted as in `nearest`. */
export function lettersApart(one: string, other: string): number {
  return distance(plainly(one.slice(0, longestWord)), plainly(other.slice(0, longestWord)))
}
