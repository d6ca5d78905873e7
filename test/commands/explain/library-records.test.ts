import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { libraryForms } from '../../support/forms/library-records.ts'

describe('the records of client libraries', () => {
  it('are at least ten', () => expect(libraryForms.length).toBeGreaterThan(10))

  it.each(libraryForms)('$name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
