import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { signInForms } from '../../support/forms/sign-ins.ts'

describe('Sign in with Slack', () => {
  it('are at least ten', () => expect(signInForms.length).toBeGreaterThan(10))

  it.each(signInForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
