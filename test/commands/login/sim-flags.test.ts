import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { selfSigned } from '../../../src/oauth/callback/self-signed.ts'
import { addLoginOptions } from '../../../src/oauth/login-options.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { worldOf } from '../../support/installed.ts'
import { decide, keptBy, startSimLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

const approve = ['login', '--sim', '--approve', '--port', '0', '--json']

interface Profile {
  readonly flow: string
  readonly bot: { readonly scopes: readonly string[] } | null
  readonly users: readonly { readonly scopes: readonly string[] }[]
}

/** Returns the first stored installation of the machine; undefined when it has none. */
function firstStored(machine: Machine): Profile | undefined {
  return (Object.values(keptBy(machine).profiles) as unknown as Profile[])[0]
}

/** Returns the query of the consent page that login opened. */
const requested = (machine: Machine) => worldOf(machine).log.find(({ what }) => what === 'authorize')?.args ?? {}

/** Runs login without input. Returns the exit code, and the error code when it failed. */
async function login(machine: Machine, argv: readonly string[]) {
  const { code, json } = await machine.run([...approve, ...argv])
  return { code, error: (json as { error?: string }).error }
}

const obeyed = { code: 0, error: undefined }
const refused = { code: 2, error: expect.any(String) as unknown }

/** For each flag of login, a check that `login --sim` does what the flag asks, or exits with 2. */
const flags: Readonly<Record<string, (machine: Machine) => Promise<void>>> = {
  async '--sim'(machine) {
    expect(await login(machine, [])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ flow: 'v2', bot: { scopes: expect.arrayContaining(['chat:write']) } })
  },
  async '--app'(machine) {
    expect(await login(machine, ['--app', 'mine'])).toEqual(refused)
  },
  async '--client-id'(machine) {
    expect(await login(machine, ['--client-id', '1.2'])).toEqual(refused)
  },
  async '--client-secret'(machine) {
    expect(await login(machine, ['--client-secret'])).toEqual(refused)
  },
  async '--client-secret-command'(machine) {
    expect(await login(machine, ['--client-secret-command', 'true'])).toEqual(refused)
  },
  async '--token-command'(machine) {
    expect(await login(machine, ['--token-command', 'true'])).toEqual(refused)
  },
  async '--print'(machine) {
    expect(await login(machine, ['--print'])).toEqual(obeyed)
    expect((await machine.run(['list', '--json'])).json).toEqual([])
  },
  async '--show-secrets'(machine) {
    expect(await login(machine, ['--show-secrets'])).toEqual(refused)
    const { json } = await machine.run([...approve, '--print', '--show-secrets'])
    expect(json).toMatchObject({ answer: { access_token: expect.stringMatching(/^xoxb-sim-/) as string } })
  },
  async '--with-token'(machine) {
    expect(await login(machine, ['--with-token'])).toEqual(refused)
  },
  async '--scopes'(machine) {
    expect(await login(machine, ['--scopes', 'pins:read'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ bot: { scopes: ['pins:read'] }, users: [] })
  },
  async '--scope-set'(machine) {
    expect(await login(machine, ['--scope-set', 'search'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ bot: null, users: [{ scopes: ['search:read', 'users:read'] }] })
  },
  async '--user-scopes'(machine) {
    expect(await login(machine, ['--user-scopes', 'pins:read'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ bot: null, users: [{ scopes: ['pins:read'] }] })
  },
  async '--add-scope'(machine) {
    await login(machine, ['--scopes', 'chat:write'])
    expect(await login(machine, ['--add-scope', 'pins:read'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ bot: { scopes: ['chat:write', 'pins:read'] } })
  },
  async '--add-user-scope'(machine) {
    await login(machine, ['--scopes', 'chat:write'])
    expect(await login(machine, ['--add-user-scope', 'pins:read'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ users: [{ scopes: ['pins:read'] }] })
  },
  async '--strict'(machine) {
    // The simulator grants every scope, so --strict has nothing to refuse.
    expect(await login(machine, ['--strict'])).toEqual(obeyed)
  },
  async '--team'(machine) {
    expect(await login(machine, ['--team', 'T0OTHER01'])).toEqual({ code: 6, error: 'wrong_team' })
    const pinned = await machine.run([...approve, '--team', 'T0OTHER01'])
    expect(pinned.json).toMatchObject({ hint: expect.stringMatching(/Sandbox Inc \(T0SIM0001\).*--team T0SIM0001$/) })
    expect([requested(machine)['team'], await machine.run(['show'])]).toMatchObject(['T0OTHER01', { code: 4 }])
    expect(await login(machine, ['--team', 'T0SIM0001'])).toEqual(obeyed)
  },
  async '--v1'(machine) {
    expect(await login(machine, ['--v1'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ flow: 'v1' })
  },
  async '--user-only'(machine) {
    expect(await login(machine, ['--user-only'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ flow: 'v2_user', bot: null, users: [{}] })
  },
  async '--pkce'(machine) {
    expect(await login(machine, ['--pkce'])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ flow: 'v2', bot: null, users: [{}] })
    expect(requested(machine)).toMatchObject({ code_challenge_method: 'S256' })
    // The flag does not change the settings of the app, so a login without it returns the bot token.
    expect(await login(machine, [])).toEqual(obeyed)
    expect(firstStored(machine)).toMatchObject({ bot: { scopes: expect.arrayContaining(['chat:write']) } })
  },
  async '--redirect-uri'(machine) {
    const uri = `http://app.localhost:${await freePort()}/cb`
    expect(await machine.run(['login', '--sim', '--approve', '--redirect-uri', uri])).toMatchObject({ code: 0 })
    expect(requested(machine)).toMatchObject({ redirect_uri: uri })
    for (const [elsewhere, error] of [
      ['https://app.example/cb', 'not_loopback'],
      ['https://localhost/cb', 'https_callback'],
    ] as const) {
      expect(await login(machine, ['--redirect-uri', elsewhere])).toEqual({ code: 2, error })
      expect(await login(machine, ['--redirect-uri', elsewhere, '--deny'])).toMatchObject({ code: 2 })
    }
    expect(worldOf(machine).apps[0]?.redirectUrls).not.toContain('https://app.example/cb')
  },
  async '--port'(machine) {
    const port = await freePort()
    expect(await machine.run(['login', '--sim', '--approve', '--port', String(port)])).toMatchObject({ code: 0 })
    expect(requested(machine)).toMatchObject({ redirect_uri: `http://localhost:${port}/slack/callback` })
  },
  async '--cert'(machine) {
    const { cert, key } = await selfSigned(Date.now())
    const file = (name: string, text: string) => {
      const path = join(machine.directory, '..', name)
      writeFileSync(path, text)
      return path
    }
    const argv = ['--cert', file('cert.pem', cert), '--key', file('key.pem', key)]
    expect(await login(machine, argv.slice(0, 2))).toEqual(refused)
    const port = String(await freePort())
    const started = startSimLogin(machine, [
      ...['--redirect-uri', `https://localhost:${port}/cb`, '--port', port],
      ...argv,
    ])
    const back = await decide((await started.url).href)
    expect(back).toMatch(/^https:/)
    expect((await visit(back)).status).toBe(200)
    expect(await started.ended).toMatchObject({ code: 0 })
  },
  async '--key'(machine) {
    expect(await login(machine, ['--key', 'key.pem'])).toEqual(refused)
  },
  async '--timeout'(machine) {
    const { code } = await machine.run(['login', '--sim', '--no-browser', '--port', '0', '--timeout', '0.01'])
    expect(code).toBe(7)
  },
  async '--no-browser'(machine) {
    for (const [argv, times] of [
      [[], 1],
      [['--no-browser'], 0],
    ] as const) {
      let opened = 0
      const openBrowser = () => {
        opened += 1
        return Promise.resolve()
      }
      await machine.run(['login', '--sim', '--port', '0', '--timeout', '0.2', ...argv], {
        openBrowser,
        env: { BROWSER: '', DISPLAY: ':0' },
      })
      expect([argv, opened]).toEqual([argv, times])
    }
  },
  async '--start'(machine) {
    expect(await login(machine, ['--start'])).toEqual(refused)
  },
  async '--finish'(machine) {
    expect(await login(machine, ['--finish', 'abc'])).toEqual(refused)
  },
  async '--approve'(machine) {
    expect(await login(machine, ['--deny'])).toEqual(refused)
  },
  async '--deny'(machine) {
    const { code, json } = await machine.run(['login', '--sim', '--deny', '--port', '0', '--json'])
    expect([code, json]).toMatchObject([6, { error: 'access_denied' }])
  },
}

describe('login --sim', () => {
  const known = addLoginOptions(new Command()).options.map(({ long }) => long ?? '')
  it('has a check in this file for every flag of login', () => expect(Object.keys(flags).sort()).toEqual(known.sort()))

  it.each(Object.entries(flags))(
    'does what the flag %s asks, or exits with 2 when login --sim cannot use the flag',
    async (_flag, check) => {
      using machine = createMachine()
      await expect(check(machine)).resolves.toBeUndefined()
    },
  )

  it('installs with --user-only --user-scopes when the app was created on the simulator, but exits with 2 for flags such as --start', async () => {
    using machine = createMachine()
    const port = String(await freePort())
    const named = ['app', 'create', '--sim', '--name', 'Mine', '--scopes', 'chat:write', '--user-scopes', 'pins:read']
    expect((await machine.run([...named, '--port', port], { input: '' })).code).toBe(0)
    const install = async (...argv: string[]) => await machine.run(['login', '--app', 'mine', '--approve', ...argv])
    for (const argv of [['--start'], ['--client-secret'], ['--user-only'], ['--redirect-uri', 'https://app.example/']])
      expect([argv, (await install(...argv)).code]).toEqual([argv, 2])
    expect((await install('--user-only', '--user-scopes', 'pins:read')).code).toBe(0)
    expect(firstStored(machine)).toMatchObject({ flow: 'v2_user', bot: null })
  })
})

describe('login --sim, for arguments that a login to Slack refuses', () => {
  it.each([
    '--user-only --scopes chat:write',
    '--user-only --add-scope chat:write',
    '--pkce --scopes chat:write',
    '--pkce --v1 --user-scopes chat:write',
    '--user-only --v1 --user-scopes chat:write',
    '--scopes openid',
    '--scopes search:read',
    '--user-scopes incoming-webhook',
    '--scopes chat:write --team acme',
    '--scopes chat:write --redirect-uri ftp://localhost/cb',
    '--scopes chat:write --redirect-uri http://localhost:1/cb#x',
    '--scopes chat:write --redirect-uri http://127.0.0.2:8080/cb',
    '--scopes chat:write --cert nowhere.pem --key nowhere.pem',
    '--scopes chat:write --port 70000',
    '--scopes chat:write --timeout 0',
  ])('exits with 2 and the same error code as a login to Slack for the arguments %s', async (line) => {
    const argv = line.split(' ')
    using machine = createMachine()
    const run = async (which: readonly string[]) => {
      const env = { SLACK_CLIENT_SECRET: 'not-a-secret' }
      const { code, json } = await machine.run(['login', ...which, ...argv, '--json'], { input: '', env })
      return { code, error: (json as { error?: string }).error }
    }
    const real = await run(['--client-id', '1234567890.1234567890123'])
    expect(real).toEqual({ code: 2, error: expect.any(String) })
    expect(await run(['--sim', '--approve'])).toEqual(real)
    expect(await run(['--sim'])).toEqual(real)
  })
})
