import { describe, expect, it } from 'vitest'
import { addressForms } from '../../support/forms/addresses.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('explain, for a URL that looks like a webhook', () => {
  it('is tested with more than ten samples', () => expect(addressForms.length).toBeGreaterThan(10))

  it.each(addressForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
