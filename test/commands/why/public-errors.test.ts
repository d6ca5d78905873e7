import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { publicErrors, publicForeign } from '../../support/public-errors.ts'

describe('why, on texts that other people published', () => {
  it.each(publicErrors)('$source: $code', ({ text, code, place }) => {
    expect(findRefusal(text)).toMatchObject({ code, known: true, ...(place && { place }) })
  })

  it.each(publicForeign)('$source: nothing known', ({ text }) => expect(findRefusal(text)).toBeUndefined())
})
