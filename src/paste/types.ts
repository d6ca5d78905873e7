import type { PastedSecret } from './find-secrets.ts'
import type { Spelling } from './literal/cursor.ts'

/** How a pasted text is written or wrapped. */
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
  | 'table'
  | 'words'
  | 'base64'
  | 'rich text'

/** The result of reading a pasted text. */
export interface Pasted {
  /** The forms of the text, the outermost layer first. */
  readonly forms: readonly PasteForm[]
  /**
   * The objects and lists in the text, in their order. Objects have no prototype, and no field that could change one.
   * For ordinary text with several tokens: the tokens.
   */
  readonly values: readonly unknown[]
  /** Whether a part is missing: the text ends in the middle of a value, or has a placeholder (`…`, `[Object]`). */
  readonly cut: boolean
  /** Every token and webhook in the text, in their order; `values` can contain them too. */
  readonly secrets: readonly PastedSecret[]
  /** Every placeholder of a token or webhook in the text (`xoxb-your-token`). */
  readonly placeholders: readonly PastedSecret[]
  /** The text that was read: without the markup of a word processor, and with each token in one piece. */
  readonly text: string
  /** Number of objects that were skipped, because nothing in them looks like an answer of Slack. */
  readonly foreign: number
  /** The single token, URL or id of the text, without the characters around it; `values` is then empty. */
  readonly bare: string | undefined
  /** Remarks about the text, in whole sentences without secrets. */
  readonly notes: readonly string[]
}
