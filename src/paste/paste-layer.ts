import type { PasteForm } from './types.ts'

/** A text from inside another one. */
export interface PasteLayer {
  readonly form: PasteForm
  readonly texts: readonly string[]
}

/** A layer with one text. */
export function one(form: PasteForm, text: string): PasteLayer {
  return { form, texts: [text] }
}
