import { encodedForms } from './encodings.ts'
import { mask, tokenKind } from './token-kinds.ts'

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

/** The secrets, and their encoded forms, that start with the same characters. */
interface SecretGroup {
  readonly plain: Set<string>
  readonly encoded: Set<string>
  readonly lengths: Set<number>
}

/**
 * Whether `maskSecrets` finds every base64 and hexadecimal form of a secret, because it decodes what starts like a
 * token and is not too short. Such forms are not stored: `check --all` can have thousands of tokens with eight forms
 * each.
 */
function isDecoded(secret: string): boolean {
  return tokenKind(secret) !== undefined && /^[!-~]{12,}$/.test(secret)
}

/**
 * Creates an empty set of secrets. Many tokens start with the same characters, also in base64. So a text is searched
 * once for each start instead of once for each secret: `check --all` can have thousands of secrets, and prints a text
 * for each.
 */
export function createKnownSecrets(): KnownSecrets {
  const groups = new Map<string, SecretGroup>()

  function groupOf(form: string): SecretGroup {
    const start = form.slice(0, beginning)
    const group = groups.get(start) ?? { plain: new Set(), encoded: new Set(), lengths: new Set() }
    groups.set(start, group)
    group.lengths.add(form.length)
    return group
  }

  return {
    add(secret) {
      if (groups.get(secret.slice(0, beginning))?.plain.has(secret)) return
      groupOf(secret).plain.add(secret)
      if (isDecoded(secret)) return
      for (const form of encodedForms(secret)) groupOf(form).encoded.add(form)
    },
    *in(text) {
      for (const [begins, { plain, encoded, lengths }] of groups) {
        for (let start = text.indexOf(begins); start >= 0; start = text.indexOf(begins, start + 1)) {
          for (const length of lengths) {
            const form = text.slice(start, start + length)
            const end = start + length
            if (plain.has(form)) yield { start, end, shown: mask(form) }
            else if (encoded.has(form)) yield { start, end, shown: '…' }
          }
        }
      }
    },
  }
}
