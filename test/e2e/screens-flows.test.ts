import { Chalk } from 'chalk'
import { describe, expect, it } from 'vitest'
import type { Hop } from '../../src/browser/hop.ts'
import { type FindingId, findingFacts } from '../../src/commands/drive/findings/finding.ts'
import type { ScenarioReport } from '../../src/commands/drive/play-once.ts'
import { scenarioText } from '../../src/commands/drive/screen.ts'
import { systemClock } from '../../src/runtime/process-host.ts'
import { wrap } from '../../src/terminal/wrap.ts'
import { createMachine, type Over } from '../support/cli.ts'
import { freePort } from '../support/program.ts'
import { faults, none, type Screen, screenOf, shown } from '../support/screens.ts'

describe('at 80 columns no line is too wide and no word is broken', () => {
  const waiting: readonly (readonly [string, Over, readonly string[]])[] = [
    ['here', {}, []],
    ['over SSH', { env: { BROWSER: '', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' } }, []],
    ['in a container', { env: { BROWSER: '' }, exists: (path) => path === '/.dockerenv' }, []],
    ['in a web IDE', { env: { BROWSER: '', CODESPACES: 'true' } }, []],
    ['with a public redirect URL', {}, ['--redirect-uri', 'https://app.example/slack/oauth_redirect']],
  ]
  for (const [where, over, more] of waiting) {
    it.each([true, false])(`while login waits ${where} (at a terminal: %s)`, async (atTerminal) => {
      const port = await freePort()
      const fresh: Screen = async (columns) => {
        using machine = createMachine()
        const link = 'https://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222&scope=chat:write'
        const { input: _, ...host } = { input: '', ...over }
        const ran = await machine.run(
          ['login', link, '--port', String(port), '--no-browser', '--timeout', '0.3', ...more],
          {
            ...host,
            columns,
            ...(!atTerminal && { input: '' }),
            env: {
              SLACK_CLIENT_SECRET: 'a-client-secret-of-nobody',
              SLACK_TOKENS_CONFIG_DIR: machine.directory,
              ...host.env,
            },
            // The pauses of 20 and 40 seconds take no time, so that the help after them is on the screen.
            clock: {
              ...systemClock,
              sleep: (ms, signal) => systemClock.sleep(ms === 20_000 || ms === 40_000 ? 1 : ms, signal),
            },
          },
        )
        expect(ran.code, ran.stderr).toBe(7)
        return screenOf(ran)
      }
      expect(await faults(fresh)).toEqual(none)
    })
  }

  it('in the app commands, from create to uninstall', async () => {
    const screens = async (columns: number) => {
      using machine = createMachine()
      let all = ''
      for (const argv of [
        ['app', 'create', '--sim', '--name', 'Release Notes', '--scopes', 'chat:write', '--user-scopes', 'search:read'],
        ['app', 'list'],
        ['app', 'show'],
        ['app', 'push', '--yes', '--redirect-uri', 'https://app.example/slack/oauth_redirect'],
        ['app', 'pull'],
        ['app', 'rename', 'nothing', 'other'],
        ['login', '--app', 'Release-Notes', '--approve'],
        ['app', 'uninstall', '--yes', '--confirm', 'Sandbox Inc'],
        ['app', 'remove', 'nothing', '--yes'],
      ])
        all += await shown(machine, argv)(columns)
      return all
    }
    expect(await faults(screens)).toEqual(none)
  })

  it('in the report of drive, with every finding', async () => {
    const text = (columns: number) =>
      Object.entries(findingFacts)
        .map(([name, facts]) => {
          const { weight, says } = facts
          const id = name as FindingId
          const [cause = '', cure = ''] = [facts.cause, facts.cure].map((told) =>
            typeof told === 'string' ? told : told('missing_scope'),
          )
          const at = {
            index: 0,
            verb: 'GET',
            url: 'http://localhost:3000/slack/oauth_redirect?code=…',
            status: 500,
          } as const
          const finding = { id, weight, says, cause, cure, evidence: `${says} ${cure}`, hop: at }
          const hop: Hop = {
            ...{
              verb: 'GET',
              url: 'http://localhost:3000/slack/install',
              at: 'app',
              status: 302,
              sent: ['a'],
              set: ['b'],
            },
            ...{ deleted: [], lost: [{ name: 'slack-app-oauth-state', why: says }], means: cure },
          }
          const report: ScenarioReport = {
            ...{ scenario: 'allow', outcome: weight, says, notSeen: null, findings: [finding], hops: [hop, hop] },
            ...{ calls: [{ what: 'oauth.v2.access', as: null, ok: false, error: 'bad_redirect_uri' }], output: [cure] },
          }
          const width = Math.min(columns, 110)
          return wrap(
            scenarioText(report, { paint: new Chalk({ level: 1 }), width, origin: 'http://localhost:3000' }, true),
            columns,
          )
        })
        .join('\n')
    const found = await faults((columns) => Promise.resolve(screenOf({ stdout: text(columns), stderr: '' })))
    expect(found).toEqual(none)
  })
})
