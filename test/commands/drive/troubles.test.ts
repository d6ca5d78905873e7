import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type AppName, driveApp, found } from '../../support/drive.ts'

const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-drive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const manifest = {
  display_information: { name: 'Troubled' },
  features: { bot_user: { display_name: 'troubled' } },
  oauth_config: {
    scopes: {
      bot: ['chat:write', 'users:read', 'incoming-webhook'],
      bot_optional: ['users:read', 'incoming-webhook'],
      user: ['search:read'],
    },
  },
}
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))

interface Troubled {
  readonly defect: string
  readonly scenario: string
  readonly id: string
  readonly app?: AppName
  readonly flow?: 'v1' | 'v2'
  /** The bot scopes of the link. */
  readonly scope?: string
}

/** The defects that show only when an install goes another way than usual, each with its scenario and only finding. */
const defects: readonly Troubled[] = [
  { defect: 'reads-at-once', scenario: 'expired-code', id: 'refused-exchange-crash' },
  { defect: 'reads-at-once', scenario: 'bad-code', id: 'refused-exchange-crash' },
  { defect: 'reads-at-once', scenario: 'used-code', id: 'refused-exchange-crash' },
  { defect: 'claims-success', scenario: 'used-code', id: 'failure-as-success' },
  { defect: 'claims-success', scenario: 'error-500', id: 'failure-as-success' },
  { defect: 'claims-success', scenario: 'rate-limited', id: 'failure-as-success' },
  { defect: 'repeats-refusals', scenario: 'bad-code', id: 'refused-exchange-repeated' },
  { defect: 'locks', scenario: 'expired-code', id: 'later-install-fails' },
  { defect: 'gives-up-early', scenario: 'slow-slack', id: 'slow-slack-crash' },
  { defect: 'repeats-early', scenario: 'slow-slack', id: 'code-exchanged-twice' },
  { defect: 'crashes-at-500', scenario: 'error-500', id: 'error-500-crash' },
  { defect: 'crashes-at-429', scenario: 'rate-limited', id: 'rate-limited-crash' },
  { defect: 'hammers', scenario: 'rate-limited', id: 'rate-limit-ignored' },
  { defect: 'one-install-at-a-time', scenario: 'approval-later', id: 'later-install-fails' },
  { defect: 'calls-at-once', scenario: 'short-grant', id: 'short-grant-crash' },
  { defect: 'calls-later', scenario: 'short-grant', id: 'short-grant-crash' },
  { defect: 'needs-scopes', scenario: 'short-grant', id: 'short-grant-crash', scope: 'chat:write,users:read' },
  { defect: 'calls-later', scenario: 'optional-scopes', id: 'optional-scopes-crash' },
  { defect: 'needs-scopes', scenario: 'optional-scopes', id: 'optional-scopes-crash' },
  { defect: 'needs-general', scenario: 'webhook', id: 'webhook-crash' },
  { defect: 'keeps-first-webhook', scenario: 'webhook', id: 'webhook-old-channel' },
  { defect: 'team-or-org', scenario: 'workspace-in-org', id: 'workspace-in-org-crash' },
  { defect: 'by-enterprise', scenario: 'workspace-in-org', id: 'org-workspaces-mixed' },
  { defect: 'needs-bot', scenario: 'v1', id: 'v1-crash', flow: 'v1' },
  { defect: 'mixes-flows', scenario: 'allow', id: 'flows-mixed' },
  { defect: 'mixes-flows', scenario: 'allow', id: 'flows-mixed', flow: 'v1' },
]

const run = async ({ defect, scenario, flow = 'v2', scope }: Troubled, scenarios = `allow,${scenario}`) =>
  await driveApp({
    app: 'troubled',
    defect,
    scenarios,
    ...(scenario === 'optional-scopes' && { cwd: folder }),
    env: { FLOW: flow, ...(scope !== undefined && { SCOPE: scope }) },
  })

describe('drive, for an app that breaks when an install goes another way than usual', () => {
  it.each(defects)('reports only $id for the defect $defect in the scenario $scenario', async (one) => {
    const drove = await run(one)
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([
      1,
      [`${one.scenario}: ${one.id}`],
      [],
    ])
  })

  it.each(['expired-code', 'slow-slack', 'error-500', 'rate-limited'])(
    'reports flows-mixed in the scenario %s too, when it is played alone',
    async (scenario) => {
      const drove = await run({ defect: 'mixes-flows', scenario, id: 'flows-mixed' }, scenario)
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
