import { describe, expect, it } from 'vitest'
import { expectHealthy, withSlacksLibraries } from '../../support/healthy.ts'

describe('drive, for an app with a library of Slack', () => {
  it.each(withSlacksLibraries)('exits with 0 and reports no defect in the app %s', async (app) => {
    await expect(expectHealthy(app)).resolves.toBeUndefined()
  })
})
