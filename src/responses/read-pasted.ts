import type { PastedSecret } from '../paste/find-secrets.ts'
import type { Pasted } from '../paste/types.ts'
import { isPlaceholder, placeholderKind } from '../slack/facts/placeholders.ts'
import { openCredential, placeholdersOnly, withOutside } from './outside.ts'
import { readAllParsed } from './read.ts'
import { readParsed } from './read-fields.ts'
import type { ParsedResponse } from './types.ts'

/** The result for a pasted text: its answers and records in `materials`, or a single word in `bare`. */
export interface PastedResponses {
  readonly materials: readonly ParsedResponse[]
  /** Whether the input is a list or has several values. */
  readonly several: boolean
  /** The only token of a text whose objects are no install; `materials` is then empty. */
  readonly bare: string | undefined
  readonly notes: readonly string[]
}

/**
 * Reads the values of a pasted text, and the tokens outside of its objects, so that no token is lost. Adds the notes
 * about the text to the first result.
 */
export function readPasted(pasted: Omit<Pasted, 'forms' | 'text'>): PastedResponses {
  const { values, notes, cut, secrets, placeholders, foreign, bare } = pasted
  if (bare !== undefined) {
    const open = isPlaceholder(bare) && placeholderKind(bare) !== undefined
    if (!open) return { materials: [], several: false, bare, notes }
    return { materials: [placeholdersOnly([nameOf(bare, placeholders)])], several: false, bare: undefined, notes }
  }
  const [first] = values
  const words = values.length > 1 && values.every((one) => typeof one === 'string')
  const inside =
    values.length === 1
      ? readAllParsed(first)
      : words
        ? [readParsed(values)]
        : values.flatMap((one) => readAllParsed(one))
  const { found: parts, counted, word } = withOutside(inside, secrets, foreign)
  const found = withItsCredentials(parts)
  const more = [...notes, ...counted]
  if (word !== undefined) return { materials: [], several: false, bare: word, notes: more }
  const held = found.some(({ tokens }) => tokens.length > 0)
  const materials = withOpen(found, placeholders).map((one, index) => ({
    ...one,
    cut,
    certainty: cut && one.certainty === 'sure' && one.shape !== 'error' ? 'likely' : one.certainty,
    notes: [...(index === 0 ? more : []), ...(held ? one.notes.map(withoutDenial) : one.notes)],
  }))
  const list = values.length === 1 && Array.isArray(first) && found.some(({ shape }) => shape !== 'not-an-install')
  return { materials, several: materials.length > 1 || list, bare: undefined, notes: more }
}

/**
 * If a text has only one install, adds the credentials outside of this install to it, because they belong to its app.
 */
function withItsCredentials(parts: readonly ParsedResponse[]): readonly ParsedResponse[] {
  const isBeside = ({ shape, known, tokens, webhooks, addresses, credentials }: ParsedResponse) =>
    shape === 'not-an-install' &&
    known === null &&
    credentials.length > 0 &&
    tokens.length + webhooks.length + addresses.length === 0
  const [only, ...others] = parts.filter((one) => !isBeside(one))
  if (!only || others.length > 0 || only.shape === 'not-an-install' || only.shape === 'error') return parts
  const listed = new Set(only.credentials.map(({ value }) => value))
  const more = parts.filter(isBeside).flatMap(({ credentials }) => credentials)
  return [{ ...only, credentials: [...only.credentials, ...more.filter(({ value }) => !listed.has(value))] }]
}

const nameOf = (value: string, all: readonly PastedSecret[]): PastedSecret =>
  all.find((one) => one.value === value) ?? { value, name: null }

/**
 * Adds the placeholders that are in the text but in none of its objects, if the text has no token, webhook or complete
 * credential.
 */
function withOpen(found: readonly ParsedResponse[], placeholders: readonly PastedSecret[]): readonly ParsedResponse[] {
  const isReal = ({ tokens, webhooks, addresses, credentials }: ParsedResponse) =>
    tokens.length + webhooks.length + addresses.length > 0 || credentials.some(({ state }) => state === 'whole')
  const listed = found.flatMap(({ credentials }) => credentials.map(({ value }) => value))
  const rest = placeholders.filter(({ value }) => !listed.some((one) => one.startsWith(value)))
  const [first, ...others] = found
  if (rest.length === 0 || found.some(isReal)) return found
  if (
    first === undefined ||
    (found.length === 1 && listed.length === 0 && first.known === null && first.error === null)
  )
    return [placeholdersOnly(rest)]
  return [{ ...first, credentials: [...first.credentials, ...rest.flatMap(openCredential)] }, ...others]
}

/** Removes "no token" from the end of a note, for a text that has a token elsewhere. */
function withoutDenial(note: string): string {
  return note.replace(/(?:, (?:and|but)|: it)(?: (?:holds|handed out))? (?:none|no token)\.$/, '.')
}
