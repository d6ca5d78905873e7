import { describe, expect, it } from 'vitest'
import { type AppName, apps, driveApp, found } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'

describe('drive raises no false alarm', () => {
  it.each(Object.keys(apps) as AppName[])('on the healthy %s', async (app) => {
    const drove = await driveApp({ app })
    expect([drove.code, drove.report.ok, found(drove)], drove.stderr).toEqual([0, true, []])
    // Slack's SDKs answer a denial with 500 unless told otherwise; nothing of a hand-written app is remarked on.
    const isSdk = app.startsWith('oauth') || app.startsWith('bolt')
    // The simulator delivers no events through a socket yet.
    const untold = app.endsWith('Socket Mode') ? ['uninstall: removal-untold'] : []
    expect(found(drove, 'remark')).toEqual([...(isSdk ? ['deny: denial-500-sdk'] : []), ...untold])
    // The smallest apps ask for one token, so there is no other to leave out.
    const unfit = app.endsWith('default') ? ['user-only', 'bot-only'] : []
    expect(drove.report.scenarios.map(({ scenario, outcome }) => [scenario, outcome === 'skipped'])).toEqual(
      ['allow', 'deny', 'wrong-state', 'double-callback', 'user-only', 'bot-only', 'uninstall', 'org'].map((name) => [
        name,
        unfit.includes(name),
      ]),
    )
  })

  it.each(['v1', 'v2_user'])('on an app of the flow %s, whose link fits fewer scenarios', async (flow) => {
    const drove = await driveApp({ app: 'plain', env: { FLOW: flow } })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    const skipped = drove.report.scenarios.filter(({ outcome }) => outcome === 'skipped')
    expect(skipped.map(({ scenario }) => scenario)).toEqual([
      'user-only',
      'bot-only',
      ...(flow === 'v1' ? ['org'] : []),
    ])
  })

  it('and only remarks that a reload exchanges the code again, where the page that follows is none of a crash', async () => {
    const drove = await driveApp({ app: 'plain', defect: 'exchanged-on-reload', scenarios: 'double-callback' })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([
      0,
      [],
      ['double-callback: reload-exchanged'],
    ])
  })

  it('and only remarks that nobody listens where the app goes after the install', async () => {
    const env = { LANDING: `http://localhost:${await freePort()}/installed` }
    const drove = await driveApp({ app: 'plain', env })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([
      0,
      [],
      ['allow: landing-unreachable'],
    ])
  })

  it('and only remarks that a state is not tied to the browser', async () => {
    const drove = await driveApp({ app: 'plain', defect: 'state-not-bound', scenarios: 'wrong-state' })
    expect([drove.code, found(drove), found(drove, 'remark')]).toEqual([0, [], ['wrong-state: state-not-bound']])
  })
})
