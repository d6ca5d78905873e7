import { describe, expect, it } from 'vitest'
import { credentialForms } from '../../support/forms/credentials.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('explain, for the credentials of an app', () => {
  it('is tested with more than ten samples', () => expect(credentialForms.length).toBeGreaterThan(10))

  it.each(credentialForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
