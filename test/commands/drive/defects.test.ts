import { describe, expect, it } from 'vitest'
import { findingFacts } from '../../../src/commands/drive/findings/finding.ts'
import { casesOf, defectTables, expectOnlyFinding, shownFindings } from '../../support/defects/defects.ts'
import { driveApp, found } from '../../support/drive.ts'

describe('drive, for an app with a defect of its install or its first use', () => {
  it.each(casesOf('install'))(
    'reports only $id for the app $app ($what) in the scenario $scenario',
    async (one) => await expect(expectOnlyFinding(one)).resolves.toBeUndefined(),
  )
})

it('drive reports org-crash with team_access_not_granted when an app cannot post after an org-wide install', async () => {
  const drove = await driveApp({ app: 'plain', defect: 'greets', scenarios: 'allow,user-only,org' })
  const [finding] = drove.report.scenarios.at(-1)?.findings ?? []
  expect([drove.code, finding], drove.stderr).toMatchObject([
    1,
    {
      id: 'org-crash',
      evidence: /chat\.postMessage was refused: team_access_not_granted/,
      cure: /until an admin does/,
    },
  ])
  expect(found(drove)).toEqual(['org: org-crash'])
})

describe('the tables of apps with a defect', () => {
  it('have an app for every finding, and each finding is in only one table', () => {
    const tables = Object.values<object>(defectTables).flatMap((table) => Object.keys(table))
    expect(tables.toSorted()).toEqual(Object.keys(findingFacts).toSorted())
    const without = Object.entries(shownFindings).filter(([, shown]) => shown.length === 0)
    expect(without).toEqual([])
  })
})
