import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'

const drive = async (
  defect: string,
  more: { readonly scenarios?: string; readonly env?: Record<string, string> } = {},
) => await driveApp({ app: 'leaking', defect, scenarios: 'allow', ...more })

describe('drive, for a secret of the app', () => {
  it('reports nothing for a token in an encrypted cookie', async () => {
    const encrypted = await drive('encrypted-cookie')
    expect([encrypted.code, found(encrypted), found(encrypted, 'remark')]).toEqual([0, [], []])
  })

  it('reports the remark secret-in-query for a client secret in the URL of the exchange', async () => {
    const drove = await drive('secret-in-query')
    expect([drove.code, found(drove), found(drove, 'remark')]).toEqual([0, [], ['allow: secret-in-query']])
    expect(drove.report.scenarios[0]?.findings[0]?.evidence).toContain('client_secret')
  })

  it('names the request, and masks the secret in the whole report (threat S3)', async () => {
    for (const defect of ['token-in-url', 'token-in-cookie', 'token-in-output', 'secret-in-output']) {
      const drove = await drive(defect)
      const [finding] = drove.report.scenarios[0]?.findings ?? []
      expect(finding?.evidence).toMatch(/bot token \(xoxb-…\w{4}\)|client secret/)
      const request = defect.endsWith('output') ? undefined : '/callback'
      expect(finding?.hop ? new URL(finding.hop.url).pathname : undefined).toBe(request)
      expect(drove.stdout + drove.stderr).not.toMatch(/xox[bp]-sim|simulated-client-secret/)
    }
  })

  it('reports a secret only once in a drive when the secret occurs repeatedly at the same place', async () => {
    const drove = await drive('token-in-url', { scenarios: 'allow,double-callback,uninstall-reinstall' })
    expect(found(drove)).toEqual(['allow: secret-in-url'])
  })

  it('plays the other scenarios even when the plain install leaks a secret', async () => {
    const drove = await drive('token-in-output', { scenarios: 'allow,deny' })
    expect(drove.report.scenarios.map(({ outcome }) => outcome)).toEqual(['defect', 'ok'])
  })

  it('also finds the secrets of the developer’s own environment', async () => {
    const own = ['my', 'own', 'client', 'secret'].join('-')
    const drove = await drive('secret-in-output', { env: { SLACK_CLIENT_SECRET: own } })
    expect(found(drove)).toEqual(['allow: secret-in-output'])
    expect(drove.stdout + drove.stderr).not.toContain(own)
  })
})
