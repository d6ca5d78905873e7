import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { casesOf, expectOnlyFinding } from '../../support/defects/defects.ts'
import { driveApp, found } from '../../support/drive.ts'
import { readJunit } from '../../support/junit.ts'
import { temporaryFolder } from '../../support/temporary.ts'

describe('drive, for an app that fails when an install does not take the usual course', () => {
  it.each(casesOf('troubles'))(
    'reports only $id for the app $app ($what) in the scenario $scenario',
    async (one) => await expect(expectOnlyFinding(one)).resolves.toBeUndefined(),
  )

  it.each([
    ['expired-code', 'reads-at-once'],
    ['slow-slack', 'gives-up-early'],
    ['error-500', 'crashes-at-500'],
    ['rate-limited', 'crashes-at-429'],
  ])(
    'reports nothing in %s when the app catches the error and its page with status 502 has a link',
    async (scenario, defect) => {
      const drove = await driveApp({ app: 'troubled', defect: `${defect},shows-way-on`, scenarios: scenario })
      expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    },
  )

  it.each(['expired-code', 'slow-slack', 'error-500', 'rate-limited'])(
    'reports flows-mixed in the scenario %s too, when it is played alone',
    async (scenario) => {
      const drove = await driveApp({ app: 'troubled', defect: 'mixes-flows', scenarios: scenario })
      expect([drove.code, found(drove)], drove.stderr).toEqual([1, [`${scenario}: flows-mixed`]])
    },
  )

  it('exits with 2 when the link does not have what a named scenario needs, and says why in every report', async () => {
    using folder = temporaryFolder()
    const files = { junit: join(folder.path, 'j.xml'), text: join(folder.path, 't.txt') }
    const drove = await driveApp({
      app: 'troubled',
      scenarios: 'short-grant,optional-scopes,webhook,v1,deny',
      env: { SCOPE: 'chat:write' },
      more: ['--reporter', `junit=${files.junit}`, '--reporter', `text=${files.text}`, '--reporter', 'github'],
    })
    const unplayed = drove.report.scenarios.filter(({ outcome }) => outcome === 'unplayed')
    expect([drove.code, drove.report.ok, unplayed.length]).toEqual([2, false, 4])
    expect(new Set(unplayed.map(({ says }) => says)).size).toBe(4)
    expect(drove.stderr).toMatch(/^✗ 4 scenarios were not played: short-grant, optional-scopes, webhook, v1$/m)
    expect(drove.stderr).toMatch(/Leave them out: slack-tokens drive .* --scenario deny/)
    const { counts } = readJunit(readFileSync(files.junit, 'utf8'))
    expect(counts).toMatchObject({ tests: '5', failures: '0', errors: '4', skipped: '0' })
    for (const { scenario, says } of unplayed) {
      expect(readFileSync(files.text, 'utf8')).toMatch(new RegExp(`^✗ ${scenario} +not played: ${says}$`, 'm'))
      expect(drove.stderr).toContain(`::error title=drive%2C ${scenario}%3A not played::${says}`)
    }
  })

  it('skips a scenario of a group whose link does not have what the scenario needs, and exits with 0', async () => {
    const env = { SCOPE: 'chat:write' }
    const drove = await driveApp({ app: 'troubled', scenarios: 'install', env })
    const v1 = drove.report.scenarios.find(({ scenario }) => scenario === 'v1')
    expect([drove.code, v1], drove.stderr).toMatchObject([0, { outcome: 'skipped' }])
  })
})
