import { describe, expect, it } from 'vitest'
import { parsePasted } from '../../src/paste/parse.ts'
import { pasteForms } from '../support/corpus-forms.ts'
import { assertProperty, fc } from '../support/property.ts'

const scalar = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)

/**
 * Generates JSON objects, without what the reader changes on purpose: dangerous field names, and strings that contain
 * JSON.
 */
function answers(names: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const { inner } = fc.letrec((tie) => ({
    inner: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      scalar,
      fc.array(tie('inner'), { maxLength: 4 }),
      fc.dictionary(names, tie('inner'), { maxKeys: 5 }),
    ),
  }))
  return fc
    .dictionary(names, inner, { minKeys: 1, maxKeys: 6 })
    .map((value): unknown => JSON.parse(JSON.stringify(value)))
    .filter((value) => !/"(?:__proto__|constructor|prototype)":|\{\s*\\+"/.test(JSON.stringify(value)))
}

const any = answers(fc.string())
const named = answers(fc.stringMatching(/^[a-z][a-z_]{0,12}$/))

describe('the reader of pasted text', () => {
  it.each(pasteForms.filter(({ whole }) => whole))(
    'reads back any JSON from the notation $name',
    async ({ render, names }) => {
      await assertProperty(
        fc.asyncProperty(names ? named : any, async (value) => {
          const { values, cut } = await parsePasted(render(value))
          expect(values).toEqual([value])
          expect(cut).toBe(false)
        }),
        { numRuns: 60 },
      )
    },
  )
})
