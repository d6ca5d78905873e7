import { describe, expect, it } from 'vitest'
import { alikeForms } from '../../support/forms/alike.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('answers that resemble an install', () => {
  it('are at least ten', () => expect(alikeForms.length).toBeGreaterThan(10))

  it.each(alikeForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
