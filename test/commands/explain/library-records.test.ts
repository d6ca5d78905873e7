import { describe, expect, it } from 'vitest'
import { expectForm } from '../../support/forms/judge.ts'
import { libraryForms } from '../../support/forms/library-records.ts'

describe('explain, for a record of a client library', () => {
  it('is tested with more than ten samples', () => expect(libraryForms.length).toBeGreaterThan(10))

  it.each(libraryForms)('explains the sample: $name', async (form) => {
    await expect(expectForm(form)).resolves.toBeUndefined()
  })
})
