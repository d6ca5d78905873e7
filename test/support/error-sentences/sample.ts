/** A pasted text with its meaning: an error code or the id of a sentence. */
export interface ErrorSample {
  readonly text: string
  readonly code: string
  /** Where the text comes from. Undefined when the text does not show it; missing when the test does not check it. */
  readonly place?: string | undefined
}

export const row = (text: string, code: string, place?: string): ErrorSample => ({
  text,
  code,
  ...(place && { place }),
})
