import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { publicErrors, publicForeign } from '../../support/public-errors.ts'

describe('why, for texts that other people published', () => {
  it.each(publicErrors)('finds $code in the text of $source', ({ text, code, place }) => {
    expect(findRefusal(text)).toMatchObject({ code, known: true, ...(place && { place }) })
  })

  it.each(publicForeign)('finds nothing in the text of $source', ({ text }) =>
    expect(findRefusal(text)).toBeUndefined(),
  )
})
