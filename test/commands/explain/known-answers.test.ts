import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { knownForms } from '../../support/forms/known-answers.ts'

describe('answers that hold no token', () => {
  it('are at least ten', () => expect(knownForms.length).toBeGreaterThan(10))

  it.each(knownForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
