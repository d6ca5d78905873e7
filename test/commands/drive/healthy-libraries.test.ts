import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'
import { expectHealthy, rotatingWithLibraries, withSlacksLibraries } from '../../support/healthy.ts'

describe('drive, for an app with a library of Slack', () => {
  it.each(withSlacksLibraries)('exits with 0 and reports no defect in the app %s', async (app) => {
    await expect(expectHealthy(app)).resolves.toBeUndefined()
  })

  it.each(rotatingWithLibraries)('exits with 0 for the app %s, whose tokens expire', async (app) => {
    const drove = await driveApp({ app, scenarios: 'allow,rotation' })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    const calls = drove.report.scenarios.at(-1)?.calls ?? []
    // Two installs, and three refreshes of each of the two token pairs.
    expect(calls.filter(({ what }) => what === 'oauth.v2.access').length).toBeGreaterThanOrEqual(8)
  })
})
