import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { founding } from '../../support/answers.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { explainedReport } from '../../support/explained.ts'
import { fewScopes } from '../../support/installed.ts'
import { temporaryFolder } from '../../support/temporary.ts'

/** Adds a second installation, which is a copy of the active one. */
function addProfile({ directory }: Machine, name: string): void {
  const path = join(directory, 'config.json')
  const config = JSON.parse(readFileSync(path, 'utf8')) as { active: string; profiles: Record<string, unknown> }
  config.profiles[name] = config.profiles[config.active]
  writeFileSync(path, JSON.stringify(config))
}

const approve = ['login', '--sim', '--approve', '--port', '0']

describe('the input of explain', () => {
  it('can be a file that begins with a byte order mark', async () => {
    using machine = createMachine()
    using folder = temporaryFolder()
    const path = join(folder.path, 'answer.json')
    writeFileSync(path, `\ufeff${JSON.stringify(founding)}`)
    const ran = await machine.run(['explain', path, '--json'])
    expect(ran.json).toMatchObject({ shape: 'v1' })
  })

  it('is the file when a file and an installation have the same name', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'package.json'])
    const ran = await machine.run(['explain', 'package.json', '--json'], { cwd: process.cwd() })
    expect(ran.json).toMatchObject({ shape: 'not-an-install' })
  })

  it('can be the name of an installation, and explain then explains its newest answer', async () => {
    using machine = createMachine()
    await machine.run([...approve, ...fewScopes, '--profile', 'first'])
    addProfile(machine, 'second')
    const { code, stdout } = await machine.run(['explain', 'Second'])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^“second”: Sim App in Sandbox Inc \(T0SIM0001\), on the simulator\nIts newest answer, from oauth\.v2\.access \(v2\) on \d{4}-\d\d-\d\d:\n/,
    )
    expect(stdout).toMatch(
      / authed_user\.access_token +xoxp-…\w{4} +USER TOKEN: acts as @dana \(U0SIMDANA\), who installed\n/,
    )
    expect(stdout).toMatch(/slack-tokens whoami --as user --profile second /)
    expect(stdout).toMatch(/slack-tokens webhook "hello" --profile second\n/)
    expect(stdout).toMatch(/slack-tokens login --sim --add-user-scope files:write/)
    const report = await machine.run(['explain', 'first', '--json'])
    expect(report.json).toMatchObject({
      shape: 'stored-installation',
      tokens: [
        { kind: 'bot', path: 'bot.token' },
        { kind: 'user', path: 'users[0].token', actsAs: 'U0SIMDANA' },
      ],
      webhooks: [{ path: 'webhooks[0].url', channel: '#general' }],
    })
  })

  it('is the active installation (in this test of the v1 flow) when there is no argument and no text on standard input', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--v1', '--scopes', 'bot,incoming-webhook', '--user-scopes', 'chat:write:user'])
    for (const over of [{}, { input: '' }]) {
      const { code, stdout, stderr } = await machine.run(['explain'], over)
      expect(code).toBe(0)
      expect(/Nothing came on standard input/.test(stderr)).toBe('input' in over)
      expect(stdout).toMatch(/Its newest answer, from oauth\.access \(v1\) on/)
      expect(stdout).toMatch(/ access_token +xoxp-…\w{4} +USER TOKEN: acts as @dana/)
      expect(stdout).toMatch(/ bot\.bot_access_token +xoxb-…\w{4} +BOT TOKEN: acts as the app, @sim-app/)
      expect(stdout).toMatch(/login --sim --v1 --user-scopes files:write:user\n/)
    }
  })

  it('can be the output of `show --json`', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const shown = await machine.run(['show', '--json'])
    const { json } = await machine.run(['explain', '-', '--json'], { input: shown.stdout })
    expect(json).toMatchObject({ shape: 'stored-installation', tokens: [{ kind: 'bot' }, { kind: 'user' }] })
    const { tokens: _none, users: _gone, ...broken } = JSON.parse(shown.stdout) as Record<string, unknown>
    expect(await explainedReport({ ...broken, users: [{ token: 1 }] })).toMatchObject({
      shape: 'stored-installation',
      certainty: 'likely',
    })
  })

  it('is the installation in --profile when standard input has a text too', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const ran = await machine.run(['explain', '--profile', 'sandbox-inc', '--json'], {
      input: JSON.stringify(founding),
    })
    expect(ran.json).toMatchObject({ shape: 'stored-installation' })
  })
})

describe('the input of explain, when it is wrong', () => {
  it('causes exit code 2 when it is neither a file nor an installation', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(['explain', 'acme'])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/“acme” is neither a file nor an installation stored here/)
  })

  it('causes exit code 2 when it is a folder', async () => {
    using machine = createMachine()
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'inner'))
    expect((await machine.run(['explain', folder.path])).code).toBe(2)
  })

  it.each([
    ['nothing of ours: canary canary', /holds nothing of Slack’s/],
    ['canary-canary-canary', /holds nothing of Slack’s/],
    ['null', /holds nothing of Slack’s/],
    ['  ', /is empty/],
  ])('causes exit code 2, and is not printed, when it contains nothing of Slack (sample %#)', async (input, said) => {
    using machine = createMachine()
    for (const options of [[], ['--json'], ['--show-secrets']]) {
      const { code, stdout, stderr } = await machine.run(['explain', '-', ...options], { input })
      expect(code).toBe(2)
      expect(stderr).toMatch(said)
      expect(stderr).toMatch(/slack-tokens why/)
      expect(stdout + stderr).not.toMatch(/canary/)
    }
  })

  it.each(['{"access_token":"xoxb-sample-canary-000000000"}', 'xoxp-sample-canary-0000000000'])(
    'causes a warning when it is an argument with a secret, and the secret is not printed (threat S1, sample %#)',
    async (argument) => {
      using machine = createMachine()
      const { code, stdout, stderr } = await machine.run(['explain', argument, '--json'])
      expect(code).toBe(0)
      expect(stderr).toMatch(/^! .*shell’s history.*pipe the secret in/)
      expect(stdout + stderr).not.toMatch(/canary/)
    },
  )

  it('causes exit code 4 with the login command when there is no input and nothing is stored', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['explain'])
    expect(code).toBe(4)
    expect(stderr).toMatch(/slack-tokens login/)
  })
})
