import { describe, expect, it } from 'vitest'
import { alikeForms } from '../../support/forms/alike.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('explain, for an answer that resembles an install', () => {
  it('is tested with more than ten samples', () => expect(alikeForms.length).toBeGreaterThan(10))

  it.each(alikeForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
