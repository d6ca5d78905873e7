import type { PastedSecret } from './find-secrets.ts'
import type { Spelling } from './literal/cursor.ts'

/** One way in which a pasted text is written or wrapped. */
export type PasteForm =
  | Spelling
  | 'json'
  | 'code fence'
  | 'log prefix'
  | 'trailing words'
  | 'escaped json'
  | 'double-encoded'
  | 'html-escaped'
  | 'yaml'
  | 'form-encoded'
  | 'dotenv'
  | 'json lines'
  | 'colour codes'
  | 'curl'
  | 'http'
  | 'fields'
  | 'words'
  | 'base64'

/** What a pasted text holds. */
export interface Pasted {
  /** How it was read, outermost first. */
  readonly forms: readonly PasteForm[]
  /**
   * The objects and lists it holds, in their order; objects have no prototype, and no field that could reach one.
   * Where nothing but several tokens is among words, the tokens.
   */
  readonly values: readonly unknown[]
  /** Part of it is missing: it ends in the middle, or something is left out (`…`, `[Object]`). */
  readonly cut: boolean
  /** Every token and webhook in the text, in their order, whether or not it is in one of the values. */
  readonly secrets: readonly PastedSecret[]
  /** Objects that were passed over, as nothing in them looks like Slack's. */
  readonly foreign: number
  /** A single token, URL or id, without what stood around it; then there are no values. */
  readonly bare: string | undefined
  /** What was odd, in whole sentences that quote nothing secret. */
  readonly notes: readonly string[]
}
