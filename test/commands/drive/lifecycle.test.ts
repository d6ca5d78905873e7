import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { casesOf, expectOnlyFinding } from '../../support/defects/defects.ts'
import { driveApp, found } from '../../support/drive.ts'
import { temporaryFolder } from '../../support/temporary.ts'

describe('drive, in the scenarios of the life cycle', () => {
  it.each(casesOf('lifecycle'))(
    'reports only $id for the app $app ($what) in the scenario $scenario',
    async (one) => await expect(expectOnlyFinding(one)).resolves.toBeUndefined(),
  )

  it('exits with 0 without --use for an app that reacts correctly to events', async () => {
    const drove = await driveApp({ app: 'lifecycle', scenarios: 'lifecycle', use: false })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    const says: unknown = expect.stringMatching(/acts as the bot/)
    expect(drove.report.scenarios[0]).toMatchObject({ scenario: 'first-use', says, notSeen: null })
  })

  it('names the request to which a finding belongs, and what the app did before and afterwards', async () => {
    const drove = await driveApp({
      app: 'lifecycle',
      defect: 'second-workspace-replaces-first',
      scenarios: 'second-workspace',
    })
    const [one] = drove.report.scenarios[0]?.findings ?? []
    expect(one?.hop?.url).toMatch(/\/hello$/)
    expect(one?.evidence).toMatch(/before as the bot in T0SIM0001 .*; then GET \/hello: no call to Slack; .*410/)
  })

  it('makes the simulator deliver the events of the uninstall, with the app’s signature', async () => {
    const drove = await driveApp({ app: 'lifecycle', scenarios: 'uninstall-reinstall' })
    const [scenario] = drove.report.scenarios
    const events = scenario?.hops.filter(({ url }) => url.endsWith('/slack/events')) ?? []
    expect(events.map(({ status }) => status)).toEqual([200, 200])
  })

  it('reports only a remark when the app refuses the events, for example because it has another signing secret', async () => {
    const drove = await driveApp({
      app: 'plain',
      defect: 'dead-token-used',
      scenarios: 'uninstall-reinstall',
      more: ['--events-url', '/callback'],
    })
    expect([drove.code, found(drove), found(drove, 'remark')]).toEqual([0, [], ['uninstall-reinstall: removal-untold']])
    const [one] = drove.report.scenarios[0]?.findings ?? []
    expect(one?.evidence).toMatch(/did not answer with the challenge/)
  })
})

describe('drive --scenario rotation', () => {
  const rotating = async (plan: string, more: object = {}) =>
    await driveApp({ app: 'rotating', scenarios: 'rotation', env: { PLAN: plan }, ...more })

  it.each(['early', 'exact', 'on-error'])('exits with 0 for an app that refreshes both pairs (%s)', async (plan) => {
    const drove = await rotating(plan)
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
    const refreshes = drove.report.scenarios[0]?.calls.filter(({ what }) => what === 'oauth.v2.access') ?? []
    // At least eight calls: two installs, and three refreshes of each of the two token pairs. An app that refreshes
    // early may do so once more, because its tokens last one second.
    expect(refreshes.length).toBeGreaterThanOrEqual(8)
    expect(refreshes.filter(({ error }) => error !== null)).toEqual([])
  })

  it('exits with 0 for an app of two processes that refreshes in a lock', async () => {
    const drove = await driveApp({ app: 'lifecycle, two processes', scenarios: 'rotation' })
    expect([drove.code, found(drove), found(drove, 'remark')], drove.stderr).toEqual([0, [], []])
  })

  it('exits with 1 for two processes that use one refresh token at the same time', async () => {
    const drove = await driveApp({ app: 'lifecycle, two processes', defect: 'refresh-race', scenarios: 'rotation' })
    expect([drove.code, found(drove)], drove.stderr).toEqual([1, ['rotation: refresh-token-reused']])
    const [one] = drove.report.scenarios[0]?.findings ?? []
    expect(one?.evidence).toMatch(/two uses at once sent xoxe-….* \(ok, then invalid_refresh_token\)/)
  })

  it('judges an app whose manifest switches on token rotation, and sends the app only the events of the manifest', async () => {
    using folder = temporaryFolder()
    const manifest = {
      display_information: { name: 'Rotating' },
      features: { bot_user: { display_name: 'rotating' } },
      settings: {
        token_rotation_enabled: true,
        event_subscriptions: { request_url: 'https://app.example.com/events', bot_events: ['app_home_opened'] },
      },
    }
    writeFileSync(join(folder.path, 'manifest.json'), JSON.stringify(manifest))
    writeFileSync(join(folder.path, '.slack-tokens.json'), '{"manifest":"manifest.json"}')
    const never = await rotating('never', { scenarios: 'lifecycle', cwd: folder.path })
    expect([never.code, found(never)], never.stderr).toEqual([1, ['rotation: tokens-not-refreshed']])
    const drove = await driveApp({ app: 'lifecycle', scenarios: 'reinstall,uninstall-reinstall', cwd: folder.path })
    const events = drove.report.scenarios.flatMap(({ hops }) => hops.filter(({ url }) => url.endsWith('/slack/events')))
    // The manifest subscribes to app_home_opened alone, so no event says that the app is uninstalled.
    expect([drove.code, events.map(({ status }) => status)], drove.stderr).toEqual([0, [200, 200]])
  })

  it('is skipped in a group of scenarios when token rotation is off for the app', async () => {
    const drove = await driveApp({ app: 'rotating', scenarios: 'lifecycle', env: { PLAN: 'never' } })
    const skipped = drove.report.scenarios.filter(({ outcome }) => outcome === 'skipped')
    expect([drove.code, skipped.map(({ scenario }) => scenario)]).toEqual([0, ['forged-events', 'rotation']])
  })

  it('exits with 2 when the app does not react to events and --use is not given, and asks for --use', async () => {
    const drove = await rotating('never', { use: false })
    expect([drove.code, drove.report]).toMatchObject([
      2,
      { ok: false, scenarios: [{ outcome: 'unplayed', says: /--use PATH/, hint: / --use \/hello$/ }] },
    ])
  })

  it('exits with 2 when the page of --use makes no call to Slack, without asking for --use again', async () => {
    const drove = await rotating('never', { use: false, more: ['--use', '/nothing'] })
    const [rotation] = drove.report.scenarios
    expect([drove.code, rotation]).toMatchObject([2, { outcome: 'unplayed', says: /GET \/nothing/ }])
    expect(rotation?.hint).toBeUndefined()
  })
})
