import { inBase64 } from './encodings.ts'
import { mask } from './token-kinds.ts'

/** Position of a secret in a text, and its replacement. */
export interface FoundSecret {
  readonly start: number
  readonly end: number
  readonly shown: string
}

/** Secrets that were seen in this run and that no pattern may match. */
export interface KnownSecrets {
  /** Adds a secret and its base64 forms. */
  add(secret: string): void
  /** Finds them in a text, in no order; results may overlap. */
  in(text: string): Iterable<FoundSecret>
}

/** Secrets are grouped by this many first characters, the length of the shortest secret that is added. */
const beginning = 6

/**
 * Creates an empty set of secrets. Tokens begin alike, also in base64, so a text is searched once for the few beginnings
 * instead of once per secret: `check --all` knows thousands of secrets and prints a text for each.
 */
export function createKnownSecrets(): KnownSecrets {
  const groups = new Map<string, { readonly shown: Map<string, string>; readonly lengths: Set<number> }>()

  function addForm(form: string, shown: string): void {
    const start = form.slice(0, beginning)
    const group = groups.get(start) ?? { shown: new Map<string, string>(), lengths: new Set<number>() }
    groups.set(start, group)
    group.shown.set(form, shown)
    group.lengths.add(form.length)
  }

  return {
    add(secret) {
      if (groups.get(secret.slice(0, beginning))?.shown.has(secret)) return
      addForm(secret, mask(secret))
      for (const form of inBase64(secret)) addForm(form, '…')
    },
    *in(text) {
      for (const [begins, { shown, lengths }] of groups) {
        for (let start = text.indexOf(begins); start >= 0; start = text.indexOf(begins, start + 1)) {
          for (const length of lengths) {
            const mark = shown.get(text.slice(start, start + length))
            if (mark !== undefined) yield { start, end: start + length, shown: mark }
          }
        }
      }
    },
  }
}
