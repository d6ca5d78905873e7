import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'

const drive = async (defect: string, scenarios: string) => await driveApp({ app: 'careless', defect, scenarios })
const outcomes = ({ report }: Awaited<ReturnType<typeof drive>>) => report.scenarios.map(({ outcome }) => outcome)

describe('drive, for foreign addresses, forged events and PKCE', () => {
  it.each(['own-redirect', 'foreign-link', 'strict-parameters', 'pkce'])(
    'reports nothing for the app %s',
    async (defect) => {
      const drove = await drive(defect, 'allow,deny,foreign-return,forged-events')
      expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    },
  )

  it('names the parameter and the form of the address that led to another host', async () => {
    const drove = await drive('open-redirect-slashes', 'foreign-return')
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toMatch(/^return_to=\/\/elsewhere\.example/)
    expect(drove.report.scenarios[0]?.hops.some(({ url }) => new URL(url).hostname === 'elsewhere.example')).toBe(false)
  })

  it.each(['no-events', 'guard-before-all', 'page-for-all'])(
    'exits with 2 for the scenario `forged-events` and the app %s',
    async (defect) => {
      const drove = await drive(defect, 'forged-events')
      expect([drove.code, outcomes(drove)]).toEqual([2, ['unplayed']])
      expect(drove.report.scenarios[0]).toMatchObject({ hint: /SLACK_SIGNING_SECRET.* --events-url \/events$/ })
    },
  )

  it('names the last call to Slack before a callback that does not answer', async () => {
    const hangs = async (defect: string) => {
      const drove = await driveApp({ app: 'careless', defect, scenarios: 'allow', more: ['--http-timeout', '5'] })
      return drove.report.scenarios[0]?.findings[0]?.evidence ?? ''
    }
    expect(await hangs('hangs')).toContain('oauth.v2.access')
    expect(await hangs('hangs-before-exchange')).not.toContain('oauth.v2.access')
  })
})
