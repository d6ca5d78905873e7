import { inBase64 } from './encodings.ts'
import { mask } from './token-kinds.ts'

/** Where a secret stands in a text, and what is shown in its place. */
export interface FoundSecret {
  readonly start: number
  readonly end: number
  readonly shown: string
}

/** Secrets that no pattern knows, each with what is shown in its place. */
export interface KnownSecrets {
  /** Takes one, and how it shows in base64. */
  add(secret: string): void
  /** Where they stand in a text, in no order; some may overlap. */
  in(text: string): Iterable<FoundSecret>
}

/** Characters by which secrets are grouped: as many as the shortest that is ever known has. */
const beginning = 6

/**
 * Tokens begin alike, and so do they in base64. So a text is searched for the few beginnings, whatever the number of
 * secrets: `check --all` knows thousands, and prints a text for each.
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
