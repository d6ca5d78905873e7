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

/** The result of reading a pasted text. */
export interface Pasted {
  /** How it was read, the outermost layer first. */
  readonly forms: readonly PasteForm[]
  /**
   * Its objects and lists, in order; objects have no prototype, and no field that could reach one. For a text of words
   * with several tokens, the tokens.
   */
  readonly values: readonly unknown[]
  /** A part is missing: the text ends in the middle, or has a placeholder (`…`, `[Object]`). */
  readonly cut: boolean
  /** Every token and webhook in the text, in their order, whether or not it is in one of the values. */
  readonly secrets: readonly PastedSecret[]
  /** Number of objects that were skipped, because nothing in them looks like Slack's. */
  readonly foreign: number
  /** A single token, URL or id, without the text around it; then there are no values. */
  readonly bare: string | undefined
  /** Oddities, in whole sentences without secrets. */
  readonly notes: readonly string[]
}
