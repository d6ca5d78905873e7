import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'
import { keepSimulator, keptBy, startSimLogin } from '../../support/login.ts'

describe('login --sim', () => {
  it('prints who the bot token and the user token act as, their scopes, and where the webhook posts', async () => {
    using machine = createMachine()
    const { code, stdout, stderr } = await machine.run(approve)
    expect(code, stderr).toBe(0)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/Sandbox Inc \(T0SIM0001\): Sim App installed by @dana, stored as “sandbox-inc”/)
    expect(stderr).toMatch(
      /bot token +xoxb-…\w{4} +acts as @sim-app +requested 6, granted 6\n +chat:write, channels:read, channels:history, files:write, users:read,\s+incoming-webhook\n/,
    )
    expect(stderr).toMatch(/user token +xoxp-…\w{4} +acts as @dana/)
    expect(stderr).toMatch(/webhook +…\w{4} +posts to #general +needs no token/)
    expect(stderr).toMatch(/Next:\n {2}slack-tokens whoami --as user/)
    expect(stderr).not.toMatch(/xox[bp]-sim/)
  })

  it('breaks the lists of scopes into lines that fit the width of the terminal', async () => {
    using machine = createMachine()
    const { stderr } = await machine.run(approve, { columns: 80, input: '' })
    expect(stderr).toMatch(
      /\n +chat:write, channels:read, channels:history, files:write,\n +users:read, incoming-webhook\n/,
    )
  })

  it('stores the whole answer of Slack in a file of mode 0600', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const path = join(machine.directory, 'config.json')
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(machine.directory).mode & 0o777).toBe(0o700)
    const { active, profiles } = keptBy(machine)
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

  it('prints with --json the user, the scopes and the workspace of each granted token, with the tokens masked', async () => {
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

  it('shows the user id of the installer, without @, when Slack did not send the user name', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, '--scopes', 'chat:write'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('installed by U0SIMDANA, stored as')])
    expect(stderr).not.toContain('@U0SIM')
  })

  it('prints “requested 1 scope” with --v1 and one scope', async () => {
    using machine = createMachine()
    const { stderr } = await machine.run([...approve, '--v1', '--user-scopes', 'channels:read'])
    expect(stderr).toMatch(/requested 1 scope, granted 1/)
  })

  it('stores the top-level token of a v1 answer as the user token', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, '--v1'])
    expect(code, stderr).toBe(0)
    const kept = keptBy(machine).profiles['sandbox-inc']
    const body = kept?.responses[0]?.body ?? {}
    expect(kept?.responses[0]?.method).toBe('oauth.access')
    expect(body['access_token']).toBe(kept?.users[0]?.token)
    expect(body['bot']).toMatchObject({ bot_access_token: kept?.bot.token })
    expect(body['incoming_webhook']).toMatchObject({ channel: '#general' })
    const { stdout } = await machine.run(['whoami'])
    expect(stdout).toMatch(/bot +@sim-app/)
    expect(stdout).toMatch(/user +@dana/)
  })

  it('stores no bot token when only user scopes are requested, and whoami --as bot then names --add-scope', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, '--user-scopes', 'search:read'])
    expect(code, stderr).toBe(0)
    expect(stderr).not.toMatch(/bot token/)
    const refused = await machine.run(['whoami', '--as', 'bot'])
    expect(refused.code).toBe(4)
    expect(refused.stderr).toMatch(/login --sim --add-scope chat:write --profile sandbox-inc/)
  })

  it('keeps the token of the first person and the first webhook when another person installs the app', async () => {
    using machine = createMachine()
    await using _simulator = await keepSimulator(machine)
    await machine.run(approve)
    const again = startSimLogin(machine)
    const url = await again.url
    const requested = (await (await fetch(url, { headers: { accept: 'application/json' } })).json()) as {
      request: string
    }
    const decided = await fetch(url.origin + url.pathname, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        request: requested.request,
        decision: 'allow',
        user: 'U0SIMLEE',
        channel: 'C0SIMRAND',
      }),
    })
    const page = await fetch(decided.headers.get('location') ?? '')
    expect(await page.text()).toMatch(/installed by @lee/)
    expect((await again.ended).code).toBe(0)
    expect(again.stderr()).toMatch(/reinstalled by @lee/)
    expect(again.stderr()).toMatch(
      /bot token: same token\n {2}user token: new\n {2}the user token of @dana stays\n {2}webhook added, 2 in all\n/,
    )
    const kept = keptBy(machine).profiles
    expect(Object.keys(kept)).toEqual(['sandbox-inc'])
    expect(kept['sandbox-inc']?.users.map(({ userName }) => userName)).toEqual(['lee', 'dana'])
    expect(kept['sandbox-inc']?.webhooks).toHaveLength(2)
    expect(kept['sandbox-inc']?.responses).toHaveLength(2)
  })

  it('updates the stored installation, and adds no second one, when the port of the simulator has changed', async () => {
    using machine = createMachine()
    await machine.run(approve)
    const path = join(machine.directory, 'config.json')
    const before = readFileSync(path, 'utf8')
    const moved = before.replaceAll(/localhost:\d+/g, 'localhost:4999')
    writeFileSync(path, moved)
    const { code } = await machine.run(approve)
    expect(code).toBe(0)
    expect(moved).not.toBe(before)
    expect(Object.keys(keptBy(machine).profiles)).toEqual(['sandbox-inc'])
    expect(readFileSync(path, 'utf8')).not.toContain('"apiUrl":"http://localhost:4999')
  })

  it('stores the installation under the name in --profile, and exits with 2 for a name that contains a path', async () => {
    using machine = createMachine()
    await machine.run([...approve, '--profile', 'mine'])
    expect(keptBy(machine).active).toBe('mine')
    const bad = await machine.run([...approve, '--profile', '../escape'])
    expect([bad.code, bad.stdout]).toEqual([2, ''])
    expect(bad.stderr).toMatch(/cannot be the name/)
  })
})
