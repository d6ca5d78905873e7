import { Chalk } from 'chalk'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import type { Hop } from '../../src/browser/hop.ts'
import { type Finding, findingFacts } from '../../src/commands/drive/findings.ts'
import type { ScenarioReport } from '../../src/commands/drive/run-scenarios.ts'
import { scenarioText } from '../../src/commands/drive/screen.ts'
import { systemClock } from '../../src/runtime/process-host.ts'
import { commands } from '../../src/runtime/program.ts'
import { allCodes, knownSentences } from '../../src/slack/facts/known-errors/tables.ts'
import { methods } from '../../src/slack/facts/methods.ts'
import { scopes } from '../../src/slack/facts/scopes.ts'
import { wrap } from '../../src/terminal/wrap.ts'
import { createMachine, type Machine, type Over } from '../support/cli.ts'
import { samples } from '../support/corpus.ts'
import { approve, approved } from '../support/installed.ts'
import { acme, keep } from '../support/kept.ts'
import { freePort } from '../support/program.ts'
import { brokenWords, narrow, screenOf, tooWide, wide } from '../support/screens.ts'

async function everyCommand(): Promise<string[][]> {
  const all: string[][] = [[]]
  for (const { name, load } of commands) {
    const command = new Command(name)
    ;(await load()).define(command, () => {
      throw new Error('Nothing is run here')
    })
    all.push([name], ...command.commands.map((one) => [name, one.name()]))
  }
  return all
}

type Screen = (columns: number) => Promise<string>

/** The problems of a screen at 80 columns. */
async function faults(screen: Screen): Promise<{ tooWide: string[]; broken: string[] }> {
  const shown = await screen(narrow)
  return { tooWide: tooWide(shown), broken: brokenWords(shown, await screen(wide)) }
}

const none = { tooWide: [], broken: [] }

const shown = (machine: Machine, argv: readonly string[], over: Over = {}): Screen => {
  return async (columns) => screenOf(await machine.run(argv, { input: '', columns, ...over }))
}

describe('at 80 columns no line is too wide and no word is broken', () => {
  it('the help of every command', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const words of await everyCommand()) {
      const found = await faults(shown(machine, [...words, '--help']))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([words.join(' '), found])
    }
    expect(wrong).toEqual([])
  })

  it.each(['environment', 'exit-codes', 'tokens', 'login', 'nothing'])('help %s', async (topic) => {
    using machine = createMachine()
    expect(await faults(shown(machine, ['help', topic]))).toEqual(none)
  })

  const whatWhyKnows = [...allCodes(), ...knownSentences.map(({ id }) => id)]

  it('why, of every code, every sentence and the list', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const words of [...whatWhyKnows.map((code) => [code]), ['--list'], ['no_such_code_at_all']]) {
      const found = await faults(shown(machine, ['why', ...words]))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([words, found])
    }
    expect(wrong).toEqual([])
  })

  it('explain, of everything in the corpus', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const { name, value } of samples) {
      const found = await faults(shown(machine, ['explain', '-'], { input: JSON.stringify(value) }))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([name, found])
    }
    expect(wrong).toEqual([])
  })

  it('which and scopes, of every method and scope', { timeout: 120_000 }, async () => {
    using machine = await approved()
    const wrong: unknown[] = []
    const all = [
      ...Object.keys(methods).map((method) => ['which', method]),
      ...Object.keys(scopes).map((scope) => ['scopes', scope]),
      ['which'],
      ['which', 'chat'],
      ['scopes', '--for', 'chat.postMessage,conversations.history,search.messages'],
    ]
    for (const argv of all) {
      const found = await faults(shown(machine, argv))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([argv, found])
    }
    expect(wrong).toEqual([])
  })

  const installed: readonly (readonly string[])[] = [
    ['list'],
    ['show'],
    ['scopes'],
    ['whoami'],
    ['whoami', '--channel', '#general'],
    ['check'],
    ['check', '--needs', 'chat.postMessage,conversations.history,files.completeUploadExternal'],
    ['doctor', '--port', '0'],
    ['explain'],
    ['call', 'auth.test', '--as', 'both'],
    ['call', 'users.list', '--as', 'bot', '--quiet'],
    ['webhook', '--check'],
    ['webhook', 'hi'],
    ['post', 'general', 'hi'],
    ['post', 'random', 'hi'],
    ['post', 'random'],
    ['upload', '-', 'general', '--filename', 'a.txt'],
    ['refresh'],
    ['rotation', 'enable'],
    ['use', 'nobody'],
    ['app', 'list'],
    ['app', 'show'],
    ['app', 'push'],
    ['app', 'check'],
    ['app', 'uninstall'],
    ['app', 'create', '--name', 'New', '--scopes', 'chat:write', '--link', '--no-input'],
    ['revoke', '--as', 'user'],
    ['logout'],
    ['sim', 'fail'],
    ['sim', 'fail', 'chat.postMesage', '429'],
    ['sim', 'log'],
    ['sim', 'log', '--expect', 'chat.delete'],
    ['sim', 'status'],
    ['import', '-'],
    ['drive'],
    ['login'],
    ['login', '--client-id', 'YOUR_CLIENT_ID'],
    ['login', '--app', 'nothing'],
    ['login', '--client-secret', 'secret'],
    ['nonsense'],
  ]
  it.each(installed.map((argv) => [argv.join(' '), argv] as const))('%s', async (_line, argv) => {
    using machine = await approved()
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it.each(
    [['list'], ['show'], ['check'], ['app', 'list'], ['app', 'show'], ['whoami']].map(
      (argv) => [argv.join(' '), argv] as const,
    ),
  )('%s, with long names', async (_line, argv) => {
    using machine = createMachine()
    const { profiles, ...rest } = acme(
      {
        apiUrl: 'http://127.0.0.1:9/api/',
        appName: 'The release announcement bot of the whole company',
        workspace: { id: 'T0ACME0001', name: '株式会社日本語テスト Engineering and Operations 🚀🚀' },
      },
      { port: await freePort() },
    )
    const one = profiles?.['acme']
    if (!one) throw new Error('The sample is gone')
    keep(machine.directory, { ...rest, profiles: { acme: one, 'another-long-name-of-an-installation': one } })
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it('doctor, of a free port', async () => {
    using machine = createMachine()
    const argv = ['doctor', '--port', String(await freePort())]
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it.each([
    ['login --sim', [...approve]],
    ['demo', ['demo', '--no-browser']],
    ['login --sim --deny', ['login', '--sim', '--deny', '--port', '0', '--scopes', 'chat:write']],
    ['sim seed', ['sim', 'seed', '--yes', '-']],
    ['sim reset', ['sim', 'reset', '--yes']],
    ['list of nothing', ['list']],
    ['whoami without anything', ['whoami']],
  ])('%s', async (_name, argv) => {
    const fresh: Screen = async (columns) => {
      using machine = createMachine()
      return await shown(machine, argv)(columns)
    }
    expect(await faults(fresh)).toEqual(none)
  })

  const waiting: readonly (readonly [string, Over, readonly string[]])[] = [
    ['here', {}, []],
    ['over SSH', { env: { BROWSER: '', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' } }, []],
    ['in a container', { env: { BROWSER: '' }, exists: (path) => path === '/.dockerenv' }, []],
    ['in a web IDE', { env: { BROWSER: '', CODESPACES: 'true' } }, []],
    ['with a public redirect URL', {}, ['--redirect-uri', 'https://app.example/slack/oauth_redirect']],
  ]
  for (const [where, over, more] of waiting) {
    it.each([true, false])(`the waiting screen ${where}, at a terminal: %s`, async (atTerminal) => {
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
            // The waits pass at once, so that their help text is on the screen.
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

  it('an app on the simulator, from creation to uninstall', async () => {
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

  it('a report of drive, with every finding', async () => {
    const text = (columns: number) =>
      Object.entries(findingFacts)
        .map(([id, { weight, says, cure: told }]) => {
          const cure = typeof told === 'string' ? told : told('missing_scope')
          const finding = { id, weight, says, cure, evidence: `${says} ${cure}` } as Finding
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
            ...{ scenario: 'allow', outcome: weight, says, findings: [finding], hops: [hop, hop] },
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
