import { describe, expect, it } from 'vitest'
import { addressForms } from '../../support/forms/addresses.ts'
import { expectForm } from '../../support/forms/judge.ts'

describe('addresses that look like a webhook', () => {
  it('are at least ten', () => expect(addressForms.length).toBeGreaterThan(10))

  it.each(addressForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
