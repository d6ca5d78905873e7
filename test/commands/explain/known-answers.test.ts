import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { knownForms } from '../../support/forms/known-answers.ts'

describe('explain, for an answer without a token', () => {
  it('is tested with more than ten samples', () => expect(knownForms.length).toBeGreaterThan(10))

  it.each(knownForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
