import type { PasteForm } from './types.ts'

/** A text that stood inside another one. */
export interface PasteLayer {
  readonly form: PasteForm
  readonly texts: readonly string[]
}

/** A layer with one text in it. */
export function one(form: PasteForm, text: string): PasteLayer {
  return { form, texts: [text] }
}
