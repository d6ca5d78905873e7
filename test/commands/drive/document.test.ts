import { expect, it } from 'vitest'
import { driveDocument } from '../../support/drive-document.ts'

// `npm run docs` writes this document.
it('docs/drive.md is equal to the document that is made from the tables of `drive`', async () => {
  await expect(driveDocument()).toMatchFileSnapshot('../../../docs/drive.md')
})
