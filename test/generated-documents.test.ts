import { expect, it } from 'vitest'
import { coverageDocument } from './support/coverage-document.ts'
import { errorsDocument } from './support/errors-document.ts'

// `npm run docs` writes these documents.
it.each([
  ['coverage.md', coverageDocument],
  ['errors.md', errorsDocument],
])('docs/%s is equal to the document that is made from the tables', async (name, document) => {
  await expect(document()).toMatchFileSnapshot(`../docs/${name}`)
})
