import { describe, expect, it } from 'vitest'
import { driveApp, found } from '../../support/drive.ts'

/** How the second install of an app fails: the defect, the scenario, and the only finding. */
const broken: readonly (readonly [defect: string, scenario: string, finding: string])[] = [
  ['second-link-broken', 'second-person', 'slack-refuses'],
  ['second-link-broken', 'second-workspace', 'slack-refuses'],
  ['second-link-broken', 'tokens-revoked', 'slack-refuses'],
  ['second-install-loops', 'second-person', 'second-install-failed'],
  ['second-install-loops', 'reinstall', 'reinstall-failed'],
  ['second-install-hangs', 'installer-leaves', 'second-install-failed'],
]

describe('drive, for an app that handles a second install differently', () => {
  it.each(broken)(
    'does not mistake %s in the scenario %s for a refusal by the app, and reports only the finding %s',
    async (defect, scenario, id) => {
      const more = ['--http-timeout', '5']
      const drove = await driveApp({ app: 'second install', defect, scenarios: scenario, more })
      expect([drove.code, found(drove)], drove.stderr).toEqual([1, [`${scenario}: ${id}`]])
    },
  )

  it.each(['reinstall', 'second-person', 'second-workspace'])(
    'finds no defect in an app that refuses a second install with a page, and reports the app’s answer (%s)',
    async (scenario) => {
      const drove = await driveApp({ app: 'second install', defect: 'refuses-others', scenarios: scenario })
      expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
      expect(drove.report.scenarios[0]?.says).toMatch(/403/)
    },
  )
})

it('drive does not blame an app that installs only once for the scenarios after the first install', async () => {
  const scenarios = 'allow,double-callback,expired-code,second-person'
  const drove = await driveApp({ app: 'second install', defect: 'refuses-others', scenarios })
  expect([drove.code, found(drove)], drove.stderr).toEqual([0, []])
  expect(drove.report.scenarios.at(-1)?.notSeen).toMatch(/first install.*403/)
})

describe('drive, for tokens that it does not see', () => {
  const unseen = ({ report }: Awaited<ReturnType<typeof driveApp>>) =>
    report.scenarios.filter(({ notSeen }) => notSeen !== null).map(({ scenario }) => scenario)

  it('reports this when the page of --use shows the newest installation to everybody', async () => {
    const drove = await driveApp({ app: 'plain', scenarios: 'reinstall,second-person,second-workspace' })
    expect([drove.code, found(drove), unseen(drove)]).toEqual([0, [], ['second-person', 'second-workspace']])
    expect(drove.report.scenarios.at(-1)?.notSeen).toMatch(/the bot in T0SIM0001 .*GET \/hello/)
  })

  it('reports this when neither --use nor an event makes the app call Slack, and names --use only when it was not given', async () => {
    const scenarios = 'second-person,uninstall-reinstall'
    const without = await driveApp({ app: 'plain', scenarios, use: false })
    expect([without.code, unseen(without)]).toEqual([0, ['second-person', 'uninstall-reinstall']])
    expect(without.report.scenarios[0]?.notSeen).toContain('--use PATH')
    const silent = await driveApp({ app: 'plain', scenarios, use: false, more: ['--use', '/done'] })
    expect([silent.code, unseen(silent)]).toEqual([0, ['second-person', 'uninstall-reinstall']])
    expect(silent.report.scenarios[0]?.notSeen).not.toContain('--use PATH')
  })

  it('sees all tokens of an app that identifies people by a cookie, or by the person of an event', async () => {
    const scenarios = 'reinstall,second-person,second-workspace,tokens-revoked,installer-leaves,uninstall-reinstall'
    expect(unseen(await driveApp({ app: 'lifecycle', scenarios }))).toEqual([])
    const byEvents = await driveApp({ app: 'lifecycle', scenarios, use: false })
    expect(unseen(byEvents)).toEqual(['installer-leaves', 'uninstall-reinstall'])
  })

  it('reports this without --use in every scenario that judges by the app’s calls, and names --use', async () => {
    const scenarios = ['short-grant', 'user-only', 'workspace-in-org', 'org']
    const drove = await driveApp({ app: 'plain', scenarios: scenarios.join(), use: false })
    expect([drove.code, unseen(drove)]).toEqual([0, scenarios])
    expect(drove.report.scenarios.filter(({ notSeen }) => !notSeen?.includes('--use PATH'))).toEqual([])
  })

  it('reports this for events that no address of the app accepts, and for an app that does not act after its install', async () => {
    const drove = await driveApp({ app: 'careless', defect: 'guard-before-all', scenarios: 'lifecycle', use: false })
    const [first, forged] = drove.report.scenarios
    expect([drove.code, first?.scenario, forged?.scenario]).toEqual([0, 'first-use', 'forged-events'])
    expect(first?.notSeen).toMatch(/stored the installation.*--use PATH/)
    expect(forged?.notSeen).toMatch(/answered 403.*--events-url/)
  })

  it('counts such scenarios as “not seen”, and marks them with “?”', async () => {
    const drove = await driveApp({ app: 'plain', scenarios: 'second-person', json: false })
    expect([drove.code, drove.stdout.trim()]).toEqual([0, '1 scenario: 0 ok, 1 not seen'])
    expect(drove.stderr).toMatch(/^\? second-person /m)
  })
})
