import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type FindingId, findingFacts } from '../../../src/commands/drive/findings/finding.ts'
import { scenarios } from '../../../src/commands/drive/scenarios/table.ts'
import { driveApp, found } from '../drive.ts'
import { temporaryFolder } from '../temporary.ts'
import { installDefects } from './install.ts'
import { lifecycleDefects } from './lifecycle.ts'
import { securityDefects } from './security.ts'
import { troubleDefects } from './troubles.ts'
import type { DefectiveApp, ShownFindings } from './types.ts'

/**
 * The tables of apps that show a finding. Each table has its own test file, so that several files run at the same time.
 */
export const defectTables = {
  install: installDefects,
  security: securityDefects,
  troubles: troubleDefects,
  lifecycle: lifecycleDefects,
} as const

/** For every finding of `drive`, the apps that show it. */
export const shownFindings: ShownFindings = {
  ...defectTables.install,
  ...defectTables.security,
  ...defectTables.troubles,
  ...defectTables.lifecycle,
}

export interface DefectCase extends DefectiveApp {
  readonly id: FindingId
  /** What the app does wrong, for the name of the test. */
  readonly what: string
}

/** Returns the rows of a table for `it.each`. */
export function casesOf(table: keyof typeof defectTables): readonly DefectCase[] {
  return Object.entries<readonly DefectiveApp[]>(defectTables[table]).flatMap(([id, apps]) =>
    apps.map((one) => ({ ...one, id: id as FindingId, what: whatOf(one) })),
  )
}

function whatOf({ defect = '', env = {}, use = true }: DefectiveApp): string {
  return [defect, ...Object.values(env), use ? '' : 'without --use'].filter(Boolean).join(' ')
}

/** Drives an app, and expects one finding: `id`, in the app’s scenario, with the request to which it belongs. */
export async function expectOnlyFinding({ id, app, defect, scenario, env, manifest, use, more = [] }: DefectCase) {
  using folder = temporaryFolder()
  const { weight, at } = findingFacts[id]
  if (manifest) {
    writeFileSync(join(folder.path, 'manifest.json'), JSON.stringify(manifestOf(manifest)))
    writeFileSync(join(folder.path, '.slack-tokens.json'), '{"manifest":"manifest.json"}')
  }
  const drove = await driveApp({
    app,
    // The test runs only the plain install and this scenario; healthy.test.ts covers the others.
    scenarios: scenarios[scenario].group === 'lifecycle' ? scenario : [...new Set(['allow', scenario])].join(','),
    more: ['--http-timeout', '10', ...more],
    ...(manifest && { cwd: folder.path }),
    ...(defect !== undefined && { defect }),
    ...(env && { env }),
    ...(use !== undefined && { use }),
  })
  const expected = [`${scenario}: ${id}`]
  const [defects, remarks] = weight === 'defect' ? [expected, []] : [[], expected]
  const judged = [drove.code, found(drove), found(drove, 'remark')]
  expect(judged, drove.stderr).toEqual([weight === 'defect' ? 1 : 0, defects, remarks])
  const report = drove.report.scenarios.find((one) => one.scenario === scenario)
  const [finding] = report?.findings ?? []
  expect(finding?.cause).toMatch(/\w/)
  // A finding names one of the scenario’s requests, unless this kind of finding belongs to no request.
  const request = report?.hops[finding?.hop?.index ?? -1]
  expect(finding?.hop?.url).toBe(request?.url)
  expect(request !== undefined || at === 'none').toBe(true)
}

/** Completes a manifest with what Slack requires. */
function manifestOf(part: object) {
  const bot = { bot_user: { display_name: 'App', always_online: false } }
  return { display_information: { name: 'App' }, features: bot, ...part }
}
