import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../src/errors.ts'
import { createMachine, type Machine, watch } from './support/cli.ts'

const approve = ['login', '--sim', '--approve', '--port', '0']

interface Config {
  readonly active: string | null
  readonly profiles: Record<
    string,
    {
      bot: { token: string }
      users: { token: string; userName: string }[]
      webhooks: unknown[]
      responses: { method: string; body: Record<string, unknown> }[]
    }
  >
}
const config = (machine: Machine) => JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config

/** A login that waits: its authorize address, and how it ends. */
function waiting(machine: Machine, argv: readonly string[] = [], over: Parameters<Machine['run']>[1] = {}) {
  const { stream, found, text } = watch(/http:\/\/localhost:\d+\/oauth\/\S+(?=\s)/)
  const ended = machine.run(['login', '--sim', '--no-browser', '--port', '0', ...argv], { ...over, stderr: stream })
  return { url: found.then(([url]) => new URL(url)), ended, stderr: text }
}

const callbackOf = (url: URL, query: Record<string, string>) =>
  `${url.searchParams.get('redirect_uri')}?${new URLSearchParams(query).toString()}`

describe('login --sim', () => {
  it('brings both tokens and the webhook home and says what each is', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(approve)
    expect(code, stderr).toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Sandbox Inc \(T0SIM0001\): Sim App installed by @dana, kept as “sandbox-inc”/)
    expect(stderr).toMatch(
      /bot token +xoxb-…\w{4} +acts as @sim-app +asked for 4, granted 4\n +chat:write, channels:read, users:read, incoming-webhook\n/,
    )
    expect(stderr).toMatch(/user token +xoxp-…\w{4} +acts as @dana/)
    expect(stderr).toMatch(/webhook +…\w{4} +posts to #general +needs no token/)
    expect(stderr).toMatch(/Next:\n {2}slack-tokens whoami --as user/)
    expect(stderr).not.toMatch(/xox[bp]-sim/)
  })

  it('keeps the whole answer as Slack sent it, in a file for this person alone', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const path = join(machine.directory, 'config.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(machine.directory).mode & 0o777).toBe(0o700)
    const { active, profiles } = config(machine)
    expect(active).toBe('sandbox-inc')
    const [response] = profiles['sandbox-inc']?.responses ?? []
    expect(response).toMatchObject({
      method: 'oauth.v2.access',
      body: {
        ok: true,
        token_type: 'bot',
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { token_type: 'user' },
      },
    })
    expect(readdirSync(machine.directory).filter((name) => name.includes('tmp') || name.endsWith('.lock'))).toEqual([])
  })

  it('--json prints what was granted, masked', async () => {
    using machine = createMachine()
    const { json, stdout } = await machine.run([
      ...approve,
      '--json',
      '--scopes',
      'chat:write',
      '--user-scopes',
      'search:read',
    ])
    expect(json).toMatchObject({
      ok: true,
      name: 'sandbox-inc',
      active: true,
      installer: 'dana',
      workspace: { id: 'T0SIM0001', name: 'Sandbox Inc' },
      simulator: true,
      bot: { userName: 'sim-app', scopes: ['chat:write'], asked: ['chat:write'], missing: [] },
      user: { userName: 'dana', scopes: ['search:read'], missing: [] },
      webhook: null,
    })
    expect(stdout).not.toMatch(/xox[bp]-sim/)
  })

  it('v1: the top-level token is the user’s', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, '--v1'])
    expect(code, stderr).toBe(0)
    const kept = config(machine).profiles['sandbox-inc']
    const body = kept?.responses[0]?.body ?? {}
    expect(kept?.responses[0]?.method).toBe('oauth.access')
    expect(body['access_token']).toBe(kept?.users[0]?.token)
    expect(body['bot']).toMatchObject({ bot_access_token: kept?.bot.token })
    expect(body['incoming_webhook']).toMatchObject({ channel: '#general' })
    const { stdout } = await machine.run(['whoami'])
    expect(stdout).toMatch(/bot +@sim-app/)
    expect(stdout).toMatch(/user +@dana/)
  })

  it('user scopes alone bring no bot token, and that is normal', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, '--user-scopes', 'search:read'])
    expect(code, stderr).toBe(0)
    expect(stderr).not.toMatch(/bot token/)
    const refused = await machine.run(['whoami', '--as', 'bot'])
    expect(refused.code).toBe(4)
    expect(refused.stderr).toMatch(/login --sim --scopes chat:write/)
  })

  it('a reinstall merges: another person’s token and older webhooks stay', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const again = waiting(machine)
    const url = await again.url
    const asked = (await (await fetch(url, { headers: { accept: 'application/json' } })).json()) as { request: string }
    const decided = await fetch(url.origin + url.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ request: asked.request, decision: 'allow', user: 'U0SIMLEE', channel: 'C0SIMRAND' }),
    })
    const page = await fetch(decided.headers.get('location') ?? '')
    expect(await page.text()).toMatch(/installed by @lee/)
    expect((await again.ended).code).toBe(0)
    expect(again.stderr()).toMatch(/reinstalled by @lee/)
    expect(again.stderr()).toMatch(
      /bot token: same token\n {2}user token: new\n {2}the user token of @dana stays\n {2}webhook added, 2 in all\n/,
    )
    const kept = config(machine).profiles
    expect(Object.keys(kept)).toEqual(['sandbox-inc'])
    expect(kept['sandbox-inc']?.users.map(({ userName }) => userName)).toEqual(['lee', 'dana'])
    expect(kept['sandbox-inc']?.webhooks).toHaveLength(2)
    expect(kept['sandbox-inc']?.responses).toHaveLength(2)
  })

  it('--profile names what is made', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'mine'])
    expect(config(machine).active).toBe('mine')
    const bad = await machine.run([...approve, '--profile', '../escape'])
    expect([bad.code, bad.stdout]).toEqual([2, ''])
    expect(bad.stderr).toMatch(/cannot be the name/)
  })

  it('R4 cancel: exit 6, nothing kept', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', '--sim', '--deny', '--port', '0'])
    expect(code).toBe(6)
    expect(stderr).toMatch(/cancelled/)
    expect(existsSync(join(machine.directory, 'config.json'))).toBe(false)
  })

  it('C11 R1 nobody comes: exit 7, and the port is free again', async () => {
    using machine = createMachine()
    const login = waiting(machine, ['--timeout', '0.4'])
    const url = await login.url
    expect((await login.ended).code).toBe(7)
    expect(login.stderr()).toMatch(/Nobody came back within 0.4 s/)
    await expect(fetch(callbackOf(url, {}))).rejects.toThrow()
  })

  it('R14 Ctrl-C while waiting: exit 130', async () => {
    using machine = createMachine()
    const stop = new AbortController()
    const login = waiting(machine, [], { signal: stop.signal })
    await login.url
    stop.abort(new Interruption('interrupted'))
    expect((await login.ended).code).toBe(130)
  })

  it('strays, wrong states and idle sockets neither end nor hang it', async () => {
    using machine = createMachine()
    const login = waiting(machine)
    const url = await login.url
    const callback = new URL(url.searchParams.get('redirect_uri') ?? '')
    const idle = connect(Number(callback.port), '127.0.0.1')
    await once(idle, 'connect')
    idle.on('error', () => {})
    for (const query of [{ code: 'x', state: 'wrong' }, { error: 'access_denied' }]) {
      expect((await fetch(callbackOf(url, query as unknown as Record<string, string>))).status).toBe(400)
    }
    expect((await fetch(new URL('/favicon.ico', callback))).status).toBe(404)
    const asked = (await (await fetch(url, { headers: { accept: 'application/json' } })).json()) as { request: string }
    const decided = await fetch(url.origin + url.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ request: asked.request, decision: 'allow' }),
    })
    const page = await (await fetch(decided.headers.get('location') ?? '')).text()
    expect(page).toMatch(/Installed in Sandbox Inc/)
    expect(page).not.toMatch(/xox[bp]-/)
    expect((await login.ended).code).toBe(0)
    expect(login.stderr()).toMatch(/maybe cancelled/)
    idle.destroy()
  })

  it('R6 a code that Slack does not take is not tried again', async () => {
    using machine = createMachine()
    const login = waiting(machine)
    const url = await login.url
    const page = await fetch(callbackOf(url, { code: '1.2.madeup', state: url.searchParams.get('state') ?? '' }))
    expect(await page.text()).toMatch(/Allowed, but not finished/)
    expect((await login.ended).code).toBe(3)
    expect(login.stderr()).toMatch(/invalid_code/)
    const log = await machine.run(['sim', 'log', '--json'])
    expect((log.json as { what: string }[]).filter(({ what }) => what === 'oauth.v2.access')).toHaveLength(1)
  })
})

describe('bad input to login', () => {
  it('R18 without a way to install: exit 2 that names them', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login'], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/slack-tokens login --sim/)
  })

  it.each([
    ['an unknown scope', ['--scopes', 'chat:wriet'], /chat:write/],
    ['a user scope for the bot', ['--scopes', 'search:read'], /search:read/],
    ['sign-in scopes among others', ['--user-scopes', 'identity.basic,chat:write'], /identity/],
  ])('%s: exit 2 before anything is opened', async (_name, argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, ...argv])
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it('C3 R3 a port in use: exit 1 that names it and another', async () => {
    using machine = createMachine()
    const other = createServer().listen(0, '::1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const { code, stderr } = await machine.run(['login', '--sim', '--approve', '--port', String(port)])
    other.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`Port ${port} is in use by (?:another program|\\S.* \\(pid \\d+\\)) on IPv6`))
    expect(stderr).toContain(`--port ${port + 1}`)
  })

  it('R20 a damaged store is found before the code is spent, and stays as it is', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { mode: 0o700 })
    const path = join(machine.directory, 'config.json')
    writeFileSync(path, '{"version":1,"profiles":', { mode: 0o600 })
    const listed = await machine.run(['list'])
    expect(listed.code).toBe(1)
    expect(listed.stderr).toMatch(/damaged/)
    expect(readFileSync(path, 'utf8')).toBe('{"version":1,"profiles":')
  })

  it('a store of a newer version is refused, both ways', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { mode: 0o700 })
    const path = join(machine.directory, 'config.json')
    writeFileSync(path, '{"version":99,"profiles":{}}', { mode: 0o600 })
    for (const argv of [['list'], approve]) {
      const { code, stderr } = await machine.run(argv)
      expect([argv, code]).toEqual([argv, 1])
      expect(stderr).toMatch(/newer/)
    }
    expect(readFileSync(path, 'utf8')).toBe('{"version":99,"profiles":{}}')
  })

  it('R12 a folder that cannot be one is found before anything is asked of Slack', async () => {
    using machine = createMachine()
    writeFileSync(machine.directory, 'a file where the folder should be')
    const { code, stderr } = await machine.run(approve)
    expect(code).toBe(1)
    expect(stderr).toContain(machine.directory)
    expect(stderr).not.toMatch(/installed by/)
  })
})
