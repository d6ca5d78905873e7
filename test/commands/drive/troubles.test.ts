import { describe, expect, it } from 'vitest'
import { casesOf, expectOnlyFinding } from '../../support/defects/defects.ts'
import { driveApp, found } from '../../support/drive.ts'

describe('drive, for an app that breaks when an install goes another way than usual', () => {
  it.each(casesOf('troubles'))(
    'reports only $id for the app $app ($what) in the scenario $scenario',
    async (one) => await expect(expectOnlyFinding(one)).resolves.toBeUndefined(),
  )

  it.each(['expired-code', 'slow-slack', 'error-500', 'rate-limited'])(
    'reports flows-mixed in the scenario %s too, when it is played alone',
    async (scenario) => {
      const drove = await driveApp({ app: 'troubled', defect: 'mixes-flows', scenarios: scenario })
      expect([drove.code, found(drove)], drove.stderr).toEqual([1, [`${scenario}: flows-mixed`]])
    },
  )

  it('skips a scenario whose link does not have what the scenario needs, and says why', async () => {
    const drove = await driveApp({
      app: 'troubled',
      scenarios: 'short-grant,optional-scopes,webhook,v1',
      env: { SCOPE: 'chat:write' },
    })
    expect(drove.report.scenarios.map(({ outcome }) => outcome)).toEqual(['skipped', 'skipped', 'skipped', 'skipped'])
    expect(new Set(drove.report.scenarios.map(({ says }) => says)).size).toBe(4)
  })
})
