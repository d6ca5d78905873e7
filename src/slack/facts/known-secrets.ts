import { encodedForms } from './encodings.ts'
import { mask } from './token-kinds.ts'

/** The position of a secret in a text, and its replacement. */
export interface FoundSecret {
  readonly start: number
  readonly end: number
  readonly shown: string
}

/** The secrets that occurred in this run. Some of them may match no pattern. */
export interface KnownSecrets {
  /** Adds a secret and its forms in base64 and hexadecimal. */
  add(secret: string): void
  /** Finds the secrets in a text, in any order; results can overlap. */
  in(text: string): Iterable<FoundSecret>
}

/** Secrets are grouped by this number of characters at their start; no added secret is shorter. */
const beginning = 6

/**
 * Creates an empty set of secrets. Many tokens start with the same characters, also in base64. So a text is searched
 * once for each start instead of once for each secret: `check --all` can have thousands of secrets, and prints a text
 * for each.
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
      for (const form of encodedForms(secret)) addForm(form, '…')
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
