import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { startSlack } from '../../support/login.ts'

const secret = 'sim-secret-of-the-app-1f2e'
const record = {
  clientId: '1111111.2222222',
  clientSecret: secret,
  appId: null,
  apiUrl: 'http://localhost:9/api/',
  flow: 'v2',
  pkce: false,
  redirectUri: null,
  port: 8443,
  botScopes: ['chat:write'],
  userScopes: [],
}

function machineWith(apps: Record<string, object>, env: Record<string, string> = {}): Machine {
  const machine = createMachine(env)
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  const text = JSON.stringify({ version: 1, active: null, profiles: {}, apps })
  writeFileSync(join(machine.directory, 'config.json'), text, { mode: 0o600 })
  return machine
}

describe('app', () => {
  it('`list` and `show` mask the client secret, and only `show --show-secrets` prints it', async () => {
    using machine = machineWith({ demo: record })
    for (const argv of [['list'], ['list', '--json'], ['show'], ['show', 'DEMO', '--json']]) {
      const ran = await machine.run(['app', ...argv], { input: '' })
      expect(ran.code, ran.stderr).toBe(0)
      expect(ran.stdout).toContain('1111111.2222222')
      expect(ran.stdout + ran.stderr).not.toContain(secret)
    }
    expect((await machine.run(['app', 'show', '--show-secrets'], { input: '' })).stdout).toContain(secret)
  })

  it('`show` exits with 2 for a misspelt name, and suggests the nearest name', async () => {
    using machine = machineWith({ demo: record })
    const ran = await machine.run(['app', 'show', 'dmeo'], { input: '' })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('Perhaps: demo')
  })

  it('prints its help when it has no subcommand, and so does `sim`', async () => {
    using machine = createMachine()
    for (const argv of [['app'], ['sim'], ['--json', 'app']]) {
      const { code, stdout, stderr } = await machine.run(argv, { input: '' })
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toMatch(/^Usage: slack-tokens (?:app|sim) .*\n[\s\S]*Commands:\n[\s\S]*Examples:\n/)
    }
  })

  it('`remove` removes only the named app', async () => {
    using machine = machineWith({ demo: record, other: record })
    const ran = await machine.run(['app', 'remove', 'demo'], { input: '' })
    expect(ran.stderr).toContain('tokens stay')
    const kept = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8'))
    expect(Object.keys(kept.apps)).toEqual(['other'])
  })
})

describe('app check', () => {
  it('reports a right secret as likely, and reports a wrong secret, a wrong client id and a missing secret each with its error code', async () => {
    await using slack = await startSlack()
    const right = {
      ...record,
      apiUrl: slack.apiUrl,
      clientId: slack.app.clientId,
      clientSecret: slack.app.clientSecret,
    }
    using machine = machineWith({
      right,
      badsecret: { ...right, clientSecret: secret },
      badid: { ...right, clientId: '999999.999999' },
      bare: { ...right, clientSecret: null },
    })
    const check = (name: string) => machine.run(['app', 'check', name, '--json'], { input: '' })
    expect((await check('right')).json).toMatchObject({ ok: true, accepted: 'likely' })
    const wrong = await check('badsecret')
    expect(wrong.json).toMatchObject({ ok: false, error: 'bad_client_secret' })
    expect(wrong.code).toBeGreaterThan(0)
    expect((await check('badid')).json).toMatchObject({ error: 'invalid_client_id' })
    const bare = await check('bare')
    expect([bare.code, (bare.json as { error: string }).error]).toEqual([2, 'no_client_secret'])
  })
})
