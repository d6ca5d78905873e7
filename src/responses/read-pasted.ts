import type { Pasted } from '../paste/types.ts'
import { withOutside } from './outside.ts'
import { readAllParsed } from './read.ts'
import { readParsed } from './read-fields.ts'
import type { ParsedResponse } from './types.ts'

/** The result for a pasted text: its answers and records, or one word in `bare`. */
export interface PastedResponses {
  readonly materials: readonly ParsedResponse[]
  /** Whether the input is a list or has several values. */
  readonly several: boolean
  /** The only token of a text whose objects are no install; `materials` is then empty. */
  readonly bare: string | undefined
  readonly notes: readonly string[]
}

/**
 * Reads everything in a pasted text, also when it has several values, or tokens outside of its objects: no token is
 * lost. The notes about the text are added to its first part.
 */
export function readPasted({ values, notes, cut, secrets, foreign, bare }: Omit<Pasted, 'forms'>): PastedResponses {
  if (bare !== undefined) return { materials: [], several: false, bare, notes }
  const [first] = values
  const words = values.length > 1 && values.every((one) => typeof one === 'string')
  const inside =
    values.length === 1
      ? readAllParsed(first)
      : words
        ? [readParsed(values)]
        : values.flatMap((one) => readAllParsed(one))
  const { found, counted, word } = withOutside(inside, secrets, foreign)
  const more = [...notes, ...counted]
  if (word !== undefined) return { materials: [], several: false, bare: word, notes: more }
  const held = found.some(({ tokens }) => tokens.length > 0)
  const materials = found.map((one, index) => ({
    ...one,
    cut,
    certainty: cut && one.certainty === 'sure' && one.shape !== 'error' ? 'likely' : one.certainty,
    notes: [...(index === 0 ? more : []), ...(held ? one.notes.map(withoutDenial) : one.notes)],
  }))
  const list = values.length === 1 && Array.isArray(first) && found.some(({ shape }) => shape !== 'not-an-install')
  return { materials, several: materials.length > 1 || list, bare: undefined, notes: more }
}

/** Removes "no token" from the note about a part, when the text has a token elsewhere. */
function withoutDenial(note: string): string {
  return note.replace(/(?:, (?:and|but)|: it)(?: (?:holds|handed out))? (?:none|no token)\.$/, '.')
}
