/** An error text, and what `why` must find in it. */
export interface ErrorSample {
  readonly text: string
  readonly code: string
  /** The place where the error occurred; undefined when the test does not check it. */
  readonly place?: string | undefined
}

export const row = (text: string, code: string, place?: string): ErrorSample => ({
  text,
  code,
  ...(place && { place }),
})
