import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { signInForms } from '../../support/forms/sign-ins.ts'

describe('explain, for Sign in with Slack', () => {
  it('is tested with more than ten samples', () => expect(signInForms.length).toBeGreaterThan(10))

  it.each(signInForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
