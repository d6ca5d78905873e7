import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { defaultPort as callbackPort } from '../../../src/oauth/redirect-uri.ts'
import { defaultPort } from '../../../src/simulator/http/create-site.ts'
import { createMachine } from '../../support/cli.ts'
import { callbackOf, decide, startSimLogin, visit } from '../../support/login.ts'
import { freePort, holdPort } from '../../support/program.ts'

describe('login --sim, while it waits for the callback', () => {
  it('exits with 6 and stores nothing when the person presses Cancel (fault R4)', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', '--sim', '--deny', '--port', '0'])
    expect(code).toBe(6)
    expect(stderr).toMatch(/cancelled/)
    expect(existsSync(join(machine.directory, 'config.json'))).toBe(false)
  })

  it('exits with 7 and closes the port when no callback comes within --timeout (threat C11, fault R1)', async () => {
    using machine = createMachine()
    const login = startSimLogin(machine, ['--timeout', '0.4'])
    const url = await login.url
    expect((await login.ended).code).toBe(7)
    expect(login.stderr()).toMatch(/No answer from Slack within 0.4 s/)
    await expect(fetch(callbackOf(url, {}))).rejects.toThrow()
  })

  it('repeats the flags of the command line in its hints, a set of scopes by its name', async () => {
    using machine = createMachine()
    const given = ['--scope-set', 'search', '--user-only', '--no-browser', '--timeout', '0.4', '--profile', 'dev']
    const login = startSimLogin(machine, given)
    await login.url
    expect((await login.ended).code).toBe(7)
    const [byHand = '', again = ''] = login.stderr().match(/slack-tokens login --sim .*/g) ?? []
    for (const flag of ['--scope-set search', '--user-only', '--timeout 0.4', '--profile dev']) {
      expect([byHand, again]).toEqual([expect.stringContaining(flag), expect.stringContaining(flag)])
    }
    expect([byHand.endsWith('--approve'), again]).toEqual([true, expect.not.stringContaining('--user-scopes')])
  })

  it('exits with 130 when Ctrl-C is pressed (fault R14)', async () => {
    using machine = createMachine()
    const stop = new AbortController()
    const login = startSimLogin(machine, [], { signal: stop.signal })
    await login.url
    stop.abort(new Interruption('interrupted'))
    expect((await login.ended).code).toBe(130)
  })

  it('starts the simulator on another port when the default port of the simulator is in use (fault R3)', async ({
    skip,
  }) => {
    using machine = createMachine()
    await using held = await holdPort(defaultPort)
    if (!held) return skip(`another program has port ${defaultPort}`)
    const login = startSimLogin(machine)
    const url = await login.url
    expect(Number(url.port)).not.toBe(defaultPort)
    await visit(await decide(url.href))
    expect((await login.ended).code, login.stderr()).toBe(0)
  })

  it('listens on the next free port when the usual port is in use and none was chosen (fault R3)', async ({ skip }) => {
    using machine = createMachine()
    await using held = await holdPort(callbackPort)
    if (!held) return skip(`another program has port ${callbackPort}`)
    const { code, stderr } = await machine.run(['login', '--sim', '--approve'])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/Port 8443 is in use, so this login listens on .* \d+\n/)])
  })

  it('refuses a chosen port that is in use, also at a terminal, where --approve lets nobody paste', async () => {
    using machine = createMachine()
    const port = await freePort()
    await using _held = await holdPort(port)
    const given = ['login', '--sim', '--approve', '--port', String(port)]
    const { code, stderr } = await machine.run(given, { columns: 300 })
    expect([code, stderr]).toEqual([1, expect.stringMatching(/use the next free port: --port \d+/)])
    expect(stderr).not.toMatch(/login continues/)
  })

  it('accepts the callback after requests with a wrong state, a request for /favicon.ico and a connection that sends nothing', async () => {
    using machine = createMachine()
    const login = startSimLogin(machine)
    const url = await login.url
    const callback = new URL(url.searchParams.get('redirect_uri') ?? '')
    const idle = connect(Number(callback.port), '127.0.0.1')
    await once(idle, 'connect')
    idle.on('error', () => {})
    for (const query of [{ code: 'x', state: 'wrong' }, { error: 'access_denied' }]) {
      expect((await fetch(callbackOf(url, query as unknown as Record<string, string>))).status).toBe(400)
    }
    expect((await fetch(new URL('/favicon.ico', callback))).status).toBe(404)
    const requested = (await (await fetch(url, { headers: { accept: 'application/json' } })).json()) as {
      request: string
    }
    const decided = await fetch(url.origin + url.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ request: requested.request, decision: 'allow' }),
    })
    const page = await (await fetch(decided.headers.get('location') ?? '')).text()
    expect(page).toMatch(/Installed in Sandbox Inc/)
    expect(page).not.toMatch(/xox[bp]-/)
    expect((await login.ended).code).toBe(0)
    expect(login.stderr()).toMatch(/If you pressed Cancel/)
    idle.destroy()
  })

  it('exits with 3 and does not send the code again when Slack refuses the code (fault R6)', async () => {
    using machine = createMachine()
    const login = startSimLogin(machine)
    const url = await login.url
    const page = await fetch(callbackOf(url, { code: '1.2.madeup', state: url.searchParams.get('state') ?? '' }))
    expect(await page.text()).toMatch(/Allowed, but not finished/)
    expect((await login.ended).code).toBe(3)
    expect(login.stderr()).toMatch(/invalid_code/)
    const log = await machine.run(['sim', 'log', '--json'])
    expect((log.json as { what: string }[]).filter(({ what }) => what === 'oauth.v2.access')).toHaveLength(1)
  })
})
