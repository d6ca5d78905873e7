import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'
import { expectHealthy, handWritten } from '../../support/healthy.ts'
import { freePort } from '../../support/program.ts'

describe('drive, for an app without a defect', () => {
  it.each(handWritten)('exits with 0 and reports no defect in the app %s', async (app) => {
    await expect(expectHealthy(app)).resolves.toBeUndefined()
  })

  it.each(['v1', 'v2_user'])(
    'exits with 0 for an app of the flow %s, and skips the scenarios that this flow does not have',
    async (flow) => {
      const drove = await driveApp({ app: 'plain', env: { FLOW: flow } })
      expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
      const skipped = drove.report.scenarios.filter(({ outcome }) => outcome === 'skipped')
      expect(skipped.map(({ scenario }) => scenario).sort()).toEqual(
        [
          ...['bot-only', 'optional-scopes', 'rotation', 'short-grant', 'user-only', 'webhook'],
          flow === 'v1' ? 'org' : 'v1',
        ].sort(),
      )
    },
  )

  it.each([
    [
      'a button with a formaction',
      '<form action="/other" method=post><button formaction=/go>Add to Slack</button></form>',
    ],
    [
      'one of several named buttons',
      '<form action="/go" method=post><button name=provider value=github>GitHub</button><button name=provider value=slack>Slack</button></form>',
      'provider=slack',
    ],
    ['a button outside its form', '<form id=f action="/go" method=post></form><button form=f>Add to Slack</button>'],
    [
      'fields that the page has filled in',
      '<form action="/go" method=post><input type=radio name=plan value=a><input type=radio name=plan value=b checked><select name=size><option value=s>S<option selected>M</select><textarea name=note>\n&lt;b></textarea><button>Add to Slack</button></form>',
      'plan=b&size=M&note=%3Cb%3E',
    ],
    ['a redirect by meta refresh', '<meta http-equiv="refresh" content="0; url=/go">'],
    ['addresses relative to a base', '<base href="/go"><a href="?from=page">Add to Slack</a>'],
    ['a link in a comment before the right one', '<!-- <a href=/old>Add to Slack</a> --><a href=/go>Add to Slack</a>'],
  ])('finds the install link on a page with %s', async (_what, html, want = '') => {
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', env: { HTML: html, WANT: want } })
    expect([drove.code, found(drove)], drove.stdout + drove.stderr).toEqual([0, []])
  })

  it.each(['http://slack.com', 'https://slack.com.', '//slack.com'])(
    'treats an install link to %s like one to https://slack.com',
    async (home) => {
      const html = `<a href="LINK">Add to Slack</a>`
      const drove = await driveApp({ app: 'plain', scenarios: 'allow', env: { HTML: html, SLACK_HOME: home } })
      expect([drove.code, found(drove)], drove.stdout + drove.stderr).toEqual([0, []])
    },
  )

  it.each(['gzip', 'deflate', 'raw', 'br'])(
    'finds the install link on a page with the content encoding %s',
    async (encoding) => {
      const env = { HTML: '<a href="LINK">Add to Slack</a>', ENCODING: encoding }
      const drove = await driveApp({ app: 'plain', scenarios: 'allow', env })
      expect([drove.code, found(drove)], drove.stdout + drove.stderr).toEqual([0, []])
    },
  )

  it('exits with 0 and reports the remark landing-unreachable when nothing listens at the URL after the install', async () => {
    const env = { LANDING: `http://localhost:${await freePort()}/installed` }
    const drove = await driveApp({ app: 'plain', scenarios: 'allow', env })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([
      0,
      [],
      ['allow: landing-unreachable'],
    ])
  })
})
