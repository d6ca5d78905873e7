import { describe, expect, it } from 'vitest'
import { credentialForms } from '../../support/forms/credentials.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('the credentials of an app', () => {
  it('are at least ten', () => expect(credentialForms.length).toBeGreaterThan(10))

  it.each(credentialForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
