import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Installation } from '../../../src/config/installation.ts'
import type { Config } from '../../../src/config/store.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { hours, startScene } from '../../support/rotating-machine.ts'
import { smallDisk } from '../../support/temporary.ts'

/** A Slack where the app was installed, and another machine that knows nothing of it. */
async function startElsewhere(lifetime: number | null = null) {
  const scene = await startScene(lifetime)
  await scene.install()
  const machine = createMachine()
  const api = ['--api-url', scene.slack.apiUrl]
  return {
    scene,
    machine,
    answer: scene.kept().responses[0]?.body,
    run: (argv: readonly string[], input = '') => machine.run([...argv, ...api], { input }),
    kept: () => keptOn(machine),
    async [Symbol.asyncDispose]() {
      machine[Symbol.dispose]()
      await scene[Symbol.asyncDispose]()
    },
  }
}

function keptOn({ directory }: Machine): Config {
  return JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as Config
}

function secretsOf({ bot, users, webhooks }: Installation): string[] {
  return [bot?.token ?? '', ...users.map(({ token }) => token), ...webhooks.map(({ url }) => url)]
}

describe('import', () => {
  it('an answer of Slack, however it was pasted: verified, borrowed, active, masked', async () => {
    await using elsewhere = await startElsewhere()
    const pasted = `2026-01-05 12:00 INFO installed ${JSON.stringify(elsewhere.answer)}`
    const done = await elsewhere.run(['import'], pasted)
    expect(done).toMatchObject({ code: 0 })
    expect(done.stdout).toMatch(
      /✓ +sandbox-inc +Sandbox Inc \(T0SIM0001\) +bot @sim-app, user @dana +1 webhook +new +borrowed/,
    )
    expect(done.stderr).toContain('“sandbox-inc” is the active one now')
    const one = elsewhere.kept().profiles['sandbox-inc'] as Installation
    const before = elsewhere.scene.kept()
    expect(secretsOf(one)).toEqual(secretsOf(before))
    expect(one).toMatchObject({ borrowed: true, flow: 'v2', appId: before.appId, bot: { botId: before.bot?.botId } })
    expect(one.responses[0]?.body).toEqual(elsewhere.answer)
    for (const secret of secretsOf(one)) expect(done.stdout + done.stderr).not.toContain(secret)
    expect((await elsewhere.run(['whoami', '--as', 'user', '--json'])).json).toMatchObject({ user: 'dana' })
    expect((await elsewhere.run(['revoke', '--as', 'bot', '--yes', '--json'])).json).toMatchObject({
      error: 'borrowed',
    })
  })

  it('again: it is unchanged; --own takes it over', async () => {
    await using elsewhere = await startElsewhere()
    const text = JSON.stringify(elsewhere.answer)
    await elsewhere.run(['import', '-'], text)
    const again = await elsewhere.run(['import', '-', '--json', '--own'], text)
    expect(again.json).toMatchObject({ installations: [{ name: 'sandbox-inc', state: 'merged', borrowed: false }] })
    expect(Object.keys(elsewhere.kept().profiles)).toEqual(['sandbox-inc'])
    const third = await elsewhere.run(['import', '-', '--json'], text)
    expect(third.json).toMatchObject({ installations: [{ borrowed: false, tokens: [{ identity: 'bot' }, {}] }] })
  })

  it('a .env: tokens of one workspace become one installation, the credentials an app', async () => {
    await using elsewhere = await startElsewhere()
    const { bot, users, webhooks } = elsewhere.scene.kept()
    const secret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
    const lines = [
      '# of the app',
      `export SLACK_BOT_TOKEN="${bot?.token}"`,
      `SLACK_USER_TOKEN=${users[0]?.token}`,
      `SLACK_WEBHOOK_URL=${webhooks[0]?.url}`,
      'SLACK_CLIENT_ID=1111111111.2222222222',
      `SLACK_CLIENT_SECRET=${secret}`,
      `SLACK_SIGNING_SECRET=${secret.replace('a1', 'b2')}`,
      `SLACK_APP_TOKEN=${['xapp', '1-A0SIM-1-sim'].join('-')}`,
      'DATABASE_URL=postgres://localhost/x',
    ]
    const path = join(elsewhere.machine.directory, '..', '.env')
    writeFileSync(path, lines.join('\n'))
    const done = await elsewhere.run(['import', path])
    expect(done.code, done.stderr).toBe(0)
    const { profiles, apps } = elsewhere.kept()
    expect(Object.values(profiles)).toMatchObject([
      { borrowed: true, workspace: { id: 'T0SIM0001' }, bot: { userName: 'sim-app' }, users: [{ userName: 'dana' }] },
    ])
    expect(profiles['sandbox-inc']?.webhooks).toHaveLength(1)
    expect(profiles['sandbox-inc']?.bot?.scopes).toEqual(['chat:write', 'channels:read', 'incoming-webhook'])
    const [app] = Object.values(apps ?? {})
    expect(app).toMatchObject({ clientId: '1111111111.2222222222', clientSecret: secret })
    expect(app).toMatchObject({
      appToken: expect.stringMatching(/^xapp/),
      botScopes: profiles['sandbox-inc']?.bot?.scopes,
    })
    expect(done.stderr).toContain('slack-tokens login --app')
    for (const value of [secret, bot?.token ?? '']) expect(done.stdout + done.stderr).not.toContain(value)
    const app2 = await elsewhere.run(
      ['import', '-', '--json'],
      'SLACK_SIGNING_SECRET=abcdefabcdef\nSLACK_CLIENT_SECRET=abc123abc123',
    )
    expect(app2.stderr).toContain('no client id')
  })

  it('one token, its workspace by auth.test, under the name that was given', async () => {
    await using elsewhere = await startElsewhere()
    const { bot } = elsewhere.scene.kept()
    const done = await elsewhere.run(['import', '--name', 'Acme.dev', '--json'], `Bearer ${bot?.token}\n`)
    expect(done.json).toMatchObject({ installations: [{ name: 'Acme.dev', state: 'new', active: true }], dead: [] })
    expect(elsewhere.kept().profiles['Acme.dev']?.workspace).toEqual({ id: 'T0SIM0001', name: 'Sandbox Inc' })
    const user = elsewhere.scene.kept().users[0]?.token ?? ''
    await elsewhere.run(['login', '--with-token'], user)
    expect(Object.keys(elsewhere.kept().profiles)).toEqual(['Acme.dev'])
    expect(elsewhere.kept().profiles['Acme.dev']?.users).toMatchObject([{ token: user }])
  })

  it('what is dead is told and left out, the rest kept; --force keeps it with a mark', async () => {
    await using elsewhere = await startElsewhere()
    const { bot } = elsewhere.scene.kept()
    for (const token of elsewhere.scene.slack.world.state.tokens) if (token.kind === 'user') token.revoked = true
    const text = JSON.stringify(elsewhere.answer)
    const done = await elsewhere.run(['import'], text)
    expect(done.code).toBe(4)
    expect(done.stdout).toMatch(/bot @sim-app +1 webhook/)
    expect(done.stderr).toMatch(/Not kept: user token xoxp-…\w{4}\. auth\.test: /)
    expect(elsewhere.kept().profiles['sandbox-inc']).toMatchObject({ bot: { token: bot?.token }, users: [] })
    expect((await elsewhere.run(['import', '--force'], text)).code).toBe(0)
    expect(elsewhere.kept().profiles['sandbox-inc']?.users).toMatchObject([{ dead: { code: expect.any(String) } }])
    using empty = createMachine()
    const user = elsewhere.scene.kept().users[0]?.token ?? ''
    const none = await empty.run(['import', '--json', '--api-url', elsewhere.scene.slack.apiUrl], { input: user })
    expect(none).toMatchObject({ code: 4, json: { ok: false, hint: expect.stringContaining('--force') } })
  })

  it('--offline asks nobody; without it what cannot be asked keeps nothing', async () => {
    await using elsewhere = await startElsewhere()
    const before = elsewhere.scene.asked('auth.test')
    elsewhere.scene.slack.fail({ on: 'auth.test', what: '500', times: 4 })
    const text = JSON.stringify(elsewhere.answer)
    const failed = await elsewhere.run(['import', '--json'], text)
    expect(failed).toMatchObject({ code: 1, json: { hint: expect.stringContaining('--offline') } })
    expect((await elsewhere.machine.run(['list', '--json'])).json).toEqual([])
    const requested = elsewhere.scene.asked('auth.test')
    expect(requested).toBeGreaterThan(before)
    expect((await elsewhere.run(['import', '--offline'], text)).code).toBe(0)
    expect(elsewhere.scene.asked('auth.test')).toBe(requested)
    expect(elsewhere.kept().profiles['sandbox-inc']).toMatchObject({ borrowed: true, bot: { userName: null } })
  })

  it('of a rotating pair, an old copy does not take the place of the later one', async () => {
    await using elsewhere = await startElsewhere(12 * hours)
    const { scene } = elsewhere
    const old = JSON.stringify(scene.kept().responses[0]?.body)
    expect((await elsewhere.run(['import', '--own', '--offline'], old)).stderr).toContain('belong in one place')
    const path = join(scene.machine.directory, 'old.json')
    await scene.run(['export', '--output', path])
    scene.passes(11.99 * hours)
    await scene.run(['refresh'])
    const { bot } = scene.kept()
    const done = await scene.run(['import', path, '--offline', '--json'])
    expect(done.json).toMatchObject({ installations: [{ name: 'sandbox-inc', borrowed: false }] })
    expect(scene.kept().bot).toEqual(bot)
  })
})

describe('import refuses', () => {
  it.each<[string, readonly string[], string, object]>([
    ['a token in the command line', ['xoxb-sim-1'], '', { error: 'secret_in_argv' }],
    [
      'a webhook in the command line',
      ['https://hooks.example.com/services/T0/B0/sim'],
      '',
      { error: 'secret_in_argv' },
    ],
    ['a file that is not there', ['/nowhere/install.json'], '', { error: 'ENOENT' }],
    ['nothing', ['-'], '', { error: 'nothing_to_import' }],
    ['what is something else', ['-'], '{"ok":true,"channel":{"id":"C1"}}', { error: 'nothing_to_import' }],
    ['a refusal', ['-'], '{"ok":false,"error":"invalid_code"}', { error: 'nothing_to_import' }],
    ['a masked token', ['-'], 'SLACK_BOT_TOKEN=xoxb-…f3a1\nA=1', { error: 'shortened' }],
    ['a name that is none (H8)', ['-', '--name', '../x'], 'xoxb-sim-1', { error: 'bad_name' }],
    ['an export of a newer version', ['-'], '{"version":2,"profiles":{}}', { error: 'config_newer' }],
    [
      'a configuration token',
      ['-'],
      '{"ok":true,"token":"xoxe.xoxp-1-sim","iat":1,"exp":2}',
      { error: 'nothing_to_import' },
    ],
  ])('%s', async (_what, argv, input, expected) => {
    using machine = createMachine()
    const done = await machine.run(['import', ...argv, '--json', '--offline'], { input })
    expect(done.json).toMatchObject({ ok: false, ...expected })
    expect([1, 2]).toContain(done.code)
    expect(done.stdout + done.stderr).not.toMatch(/xox[bp]-sim-1|B0\/sim/)
  })

  it.each([
    ['capital letters', part('xoxp', 'XXXX', 'XXXXXXXX')],
    ['small letters', part('xoxb', '1234', 'xxxxxxxxxxxx')],
    ['stars', 'xoxb-********'],
    ['a word', 'xoxb-redacted-by-us'],
    ['what others fill in', 'xoxb-your-token-here'],
    ['a mask', 'xoxb-…f3a1'],
  ])('a redacted token, by name: %s', async (_what, token) => {
    using machine = createMachine()
    const answer = { ...sdkRecord('T1'), bot: { ...sdkRecord('T1').bot, token } }
    const refused = async (input: string) => {
      const done = await machine.run(['import', '-', '--json', '--offline'], { input })
      return [done.code, done.json]
    }
    for (const [input, name] of [
      [`A=1\nSLACK_BOT_TOKEN=${token}\nSLACK_USER_TOKEN=xoxp-sim-1`, 'SLACK_BOT_TOKEN'],
      [JSON.stringify(answer), 'bot.token'],
    ] as const) {
      expect(await refused(input)).toMatchObject([2, { error: 'shortened', names: [name] }])
      expect((await machine.run(['explain', '-'], { input })).stdout).toContain('redacted')
    }
    expect(await refused(token)).toMatchObject([2, { error: 'shortened', names: ['The token'] }])
    expect((await machine.run(['list', '--json'])).json).toEqual([])
    expect((await machine.run(['login', '--with-token', '--json'], { input: token })).code).toBe(2)
  })

  it('redacted secrets of an app and webhooks', async () => {
    using machine = createMachine()
    const hook = `https://hooks.slack.com/services/T0SIM/B0SIM/${'X'.repeat(24)}`
    const hooked = await machine.run(['import', '-', '--json', '--offline'], {
      input: `SLACK_WEBHOOK_URL=${hook}\nA=1`,
    })
    expect(hooked.json).toMatchObject({ error: 'shortened', names: ['SLACK_WEBHOOK_URL'] })
    const input = `SLACK_CLIENT_ID=1111111111.2222222222\nSLACK_CLIENT_SECRET=${'*'.repeat(32)}`
    const app = await machine.run(['import', '-', '--offline'], { input })
    expect(app.stderr).toContain('redacted copy, not the client secret')
    expect((await machine.run(['app', 'list', '--json'])).json).toEqual([])
  })

  it('--name for several', async () => {
    using machine = createMachine()
    const input = `${JSON.stringify(sdkRecord('T1'))}\n${JSON.stringify(sdkRecord('T2'))}`
    const done = await machine.run(['import', '--name', 'acme', '--offline', '--json'], { input })
    expect(done).toMatchObject({ code: 2, json: { error: 'several' } })
    expect((await machine.run(['list', '--json'])).json).toEqual([])
  })

  it('R12: what came through a pipe and finds no room goes to a recovery file, and import brings it back', async ({
    skip,
  }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const env = { XDG_RUNTIME_DIR: machine.directory, SLACK_TOKENS_CONFIG_DIR: disk.path }
    const teams = Array.from({ length: 300 }, (_, index) => `T${index}`)
    const input = teams.map((team) => JSON.stringify(sdkRecord(team))).join('\n')
    const failed = await machine.run(['import', '--offline', '--json'], { input, env })
    expect(failed).toMatchObject({ code: 1, json: { error: 'save_failed', hint: expect.stringContaining('import') } })
    const { recoveryFile } = failed.json as { recoveryFile: string }
    expect(statSync(recoveryFile).mode & 0o777).toBe(0o600)
    const next = `slack-tokens import ${recoveryFile}`
    expect((await machine.run(['list'], { env })).stderr).toContain(next)
    const looked = await machine.run(['doctor', '--offline', '--json'], { env, input: '' })
    expect(looked.json).toContainEqual(
      expect.objectContaining({ check: 'recovery file', state: 'warn', next: expect.stringContaining(next) }),
    )
    const elsewhere = { XDG_RUNTIME_DIR: machine.directory }
    expect((await machine.run(['list'], { env: elsewhere })).stderr).not.toContain(recoveryFile)
    const beside = (await machine.run(['doctor', '--offline', '--json'], { env: elsewhere, input: '' })).json
    expect(beside).toContainEqual(
      expect.objectContaining({
        check: 'recovery file',
        message: expect.stringContaining('1 of another config folder'),
      }),
    )
    const back = await machine.run(['import', recoveryFile, '--offline', '--json'], { input: '' })
    expect(back.code).toBe(0)
    expect(Object.keys(keptOn(machine).profiles)).toHaveLength(300)
  })

  it('R12: the answer of an install that could not be saved comes back as ours, with its end from when it came', async () => {
    await using scene = await startScene(12 * hours)
    await scene.install()
    const [response] = scene.kept().responses
    const path = join(scene.machine.directory, 'recovery.json')
    const at = new Date(Date.now() - 3_600_000).toISOString()
    writeFileSync(path, JSON.stringify({ method: response?.method, at, body: response?.body }, null, 2))
    using other = createMachine()
    await other.run(['import', path, '--offline'], { input: '' })
    const [one] = Object.values(keptOn(other).profiles)
    expect(one).toMatchObject({ borrowed: false, bot: { refreshToken: scene.kept().bot?.refreshToken } })
    expect(Date.parse(one?.bot?.expiresAt ?? '') - Date.parse(at)).toBe(12 * hours * 1000)
  })
})

const part = (...words: string[]) => words.join('-')

function sdkRecord(team: string) {
  return {
    team: { id: team, name: `Acme ${team}` },
    isEnterpriseInstall: false,
    user: { id: 'U1', token: `xoxp-sim-${team}-user`, scopes: ['search:read'] },
    bot: { token: `xoxb-sim-${team}-bot`, scopes: ['chat:write'], userId: 'UBOT', id: 'B1' },
    appId: 'A1',
    tokenType: 'bot',
    authVersion: 'v2',
  }
}
