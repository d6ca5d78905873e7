import type { PasteForm } from './types.ts'

/** The texts inside a layer, and the form of the layer. */
export interface PasteLayer {
  readonly form: PasteForm
  readonly texts: readonly string[]
}

/** Makes a layer that contains one text. */
export function one(form: PasteForm, text: string): PasteLayer {
  return { form, texts: [text] }
}
