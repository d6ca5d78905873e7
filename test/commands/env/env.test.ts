import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'
import { acme, keep } from '../../support/kept.ts'
import { keepSimulator } from '../../support/login.ts'
import { hours, startScene } from '../../support/rotating-machine.ts'

const all = {
  SLACK_BOT_TOKEN: 'xoxb-sim-acme-bot',
  SLACK_USER_TOKEN: 'xoxp-sim-acme-user',
  SLACK_WEBHOOK_URL: 'http://localhost:4717/services/T0/B0/sim',
  SLACK_TEAM_ID: 'T0ACME',
  SLACK_APP_ID: 'A0APP',
  SLACK_CLIENT_ID: '1111111111.2222222222',
  SLACK_CLIENT_SECRET: 'sample-client-secret',
  SLACK_SIGNING_SECRET: 'sample-signing-secret',
  SLACK_APP_TOKEN: 'xapp-1-A0APP-sample',
}

function machineWith(kept = acme(), env: Record<string, string> = {}) {
  const machine = createMachine(env)
  keep(machine.directory, kept)
  return machine
}

const sourced = (text: string) =>
  execFileSync('sh', ['-c', `set -a; ${text}\nexec env`], { encoding: 'utf8', env: { PATH: process.env['PATH'] } })

describe('env', () => {
  it('prints a .env file by default, which Node.js and a shell can read', async () => {
    using machine = machineWith()
    const { code, stdout, stderr } = await machine.run(['env'])
    expect(code, stderr).toBe(0)
    expect(stdout.split('\n')[0]).toBe('# Acme acme (T0ACME), app Release bot (A0APP)')
    expect(parseEnv(stdout)).toEqual(all)
    expect(parseEnv(sourced(stdout))).toMatchObject(all)
    expect(stderr).toMatch(
      /→ Acme acme \(T0ACME\), app Release bot \(A0APP\)\n +SLACK_BOT_TOKEN acts as @ann, SLACK_USER_TOKEN acts as @ann/,
    )
    expect(stderr).not.toMatch(/xox|secret-|scrollback/)
  })

  it('prints shell commands, PowerShell commands or JSON with --format, and JSON with --json', async () => {
    using machine = machineWith()
    expect(parseEnv(sourced((await machine.run(['env', '--format', 'shell'])).stdout))).toMatchObject(all)
    expect((await machine.run(['env', '--format', 'json'])).json).toEqual(all)
    expect((await machine.run(['env', '--json'])).json).toEqual(all)
    const powershell = await machine.run(['env', '--format', 'powershell'])
    expect(powershell.stdout).toContain("\n$env:SLACK_BOT_TOKEN = 'xoxb-sim-acme-bot'\n")
  })

  it('prints SLACK_API_URL when the installation has another API URL than https://slack.com/api/', async () => {
    using machine = machineWith(acme({ apiUrl: 'https://slack-gov.com/api/' }))
    expect((await machine.run(['env', '--json'])).json).toMatchObject({ SLACK_API_URL: 'https://slack-gov.com/api/' })
  })

  it('prints only the bot token with --as bot, and with --user the user token of this person', async () => {
    using machine = machineWith()
    const bot = (await machine.run(['env', '--as', 'bot', '--json'])).json
    expect([bot, Object.keys(bot as object).includes('SLACK_USER_TOKEN')]).toEqual([
      expect.objectContaining({ SLACK_BOT_TOKEN: all.SLACK_BOT_TOKEN }),
      false,
    ])
    expect((await machine.run(['env', '--as-user', '--json'])).json).not.toHaveProperty('SLACK_BOT_TOKEN')
    expect((await machine.run(['env', '--user', '@ann', '--json'])).json).toEqual(all)
    const unknown = await machine.run(['env', '--user', '@bob'])
    expect([unknown.code, unknown.stdout]).toEqual([2, ''])
    expect((await machine.run(['env', '--as', 'bot', '--user', '@ann'])).code).toBe(2)
  })

  it('prints the values of the installation when the environment has other values', async () => {
    using machine = machineWith(acme(), { SLACK_BOT_TOKEN: 'xoxb-sim-exported', SLACK_WEBHOOK_URL: 'https://other' })
    expect((await machine.run(['env', '--json'])).json).toEqual(all)
  })

  it('names the signing secret and the app-level token when they are not stored, and the command that stores them', async () => {
    using machine = machineWith(acme({}, { signingSecret: null, appToken: null }))
    const { stderr } = await machine.run(['env'])
    expect(stderr).toMatch(/No signing secret and no app-level token.*slack-tokens app add --signing-secret/)
  })

  it.each([
    [{ bot: null }, ['--as', 'bot'], 'no_bot_token'],
    [{ users: [] }, ['--as', 'user'], 'no_user_token'],
    // A stored record with neither a token nor a webhook does not count as an installation.
    [{ bot: null, users: [], webhooks: [] }, [], 'not_logged_in'],
  ])(
    'exits with 4 when the installation lacks the requested token: record %j, arguments %j, error %s',
    async (over, argv, error) => {
      using machine = machineWith(acme(over))
      const { code, json } = await machine.run(['env', ...argv, '--json'])
      expect([code, json]).toEqual([4, expect.objectContaining({ ok: false, error })])
    },
  )

  it('exits with 4 without an installation, and with 2 for an unknown profile', async () => {
    using machine = createMachine({ SLACK_BOT_TOKEN: 'xoxb-sim-exported' })
    expect((await machine.run(['env'])).code).toBe(4)
    expect((await machine.run(['env', '--profile', 'nobody'])).code).toBe(2)
  })

  it('says that a program needs the simulator, unless the simulator runs', async () => {
    using machine = createMachine()
    await machine.run([...approve])
    expect((await machine.run(['env'])).stderr).toContain('slack-tokens sim start')
    await using _simulator = await keepSimulator(machine)
    expect((await machine.run(['env'])).stderr).not.toContain('slack-tokens sim start')
  })

  it('warns on a terminal that the secret stays in the scrollback, as token does', async () => {
    using machine = machineWith()
    const { PassThrough } = await import('node:stream')
    const stdout = Object.assign(new PassThrough(), { isTTY: true })
    for (const argv of [['env'], ['token']]) {
      const { stderr } = await machine.run(argv, { stdout })
      expect(stderr).toMatch(/scrollback of this terminal/)
    }
    expect(String(stdout.read())).toContain(all.SLACK_BOT_TOKEN)
  })
})

describe('env, for rotating tokens', () => {
  it('refreshes expired tokens first and prints when the new tokens expire; prints refresh tokens only in the record of an SDK', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const { code, json, stderr } = await scene.run(['env', '--json'])
    expect(code, stderr).toBe(0)
    const { bot, users } = scene.kept()
    expect(json).toMatchObject({ SLACK_BOT_TOKEN: bot?.token, SLACK_USER_TOKEN: users[0]?.token })
    expect(stderr).toMatch(/SLACK_BOT_TOKEN rotates: it expires in 11 h 59 min \(.*Z\); slack-tokens run refreshes it/)
    expect(JSON.stringify(json)).not.toContain(bot?.refreshToken)
    const record = await scene.run(['env', '--format', 'installation-node'])
    expect(record.json).toMatchObject({ bot: { refreshToken: bot?.refreshToken } })
    expect(record.stderr).toMatch(/refresh tokens, which work once/)
  })
})

describe('env --output', () => {
  it('writes a file of mode 0600, and prints only its path', async () => {
    using machine = machineWith()
    const { code, stdout } = await machine.run(['env', '--output', 'new.env'])
    const path = join(machine.directory, 'new.env')
    expect([code, stdout]).toEqual([0, `${path} (0600)\n`])
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600')
    expect(parseEnv(readFileSync(path, 'utf8'))).toEqual(all)
    const said = await machine.run(['env', '-o', 'shell.sh', '--format', 'shell', '--json'])
    expect(said.json).toEqual({
      ok: true,
      path: join(machine.directory, 'shell.sh'),
      format: 'shell',
      variables: Object.keys(all),
    })
  })

  it('replaces an existing file only with --yes', async () => {
    using machine = machineWith()
    const path = join(machine.directory, '.env')
    writeFileSync(path, 'PORT=3000\n', { mode: 0o644 })
    const refused = await machine.run(['env', '--output', '.env'], { input: '' })
    expect([refused.code, refused.stdout, readFileSync(path, 'utf8')]).toEqual([2, '', 'PORT=3000\n'])
    expect(refused.stderr).toMatch(/already exists[\s\S]*--yes/)
    expect((await machine.run(['env', '--output', '.env', '--yes'], { input: '' })).code).toBe(0)
    expect([parseEnv(readFileSync(path, 'utf8')), statSync(path).mode & 0o777]).toEqual([all, 0o600])
  })

  it.each([['nowhere/.env'], ['.']])('exits with 1 when the file %s cannot be written', async (file) => {
    using machine = machineWith()
    const { code, stdout, stderr } = await machine.run(['env', '--output', file, '--yes'], { input: '' })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/could not be written[\s\S]*--output/)
  })
})

describe('env --format github-actions', () => {
  it('prints an ::add-mask:: line for each secret, and appends the variables to the file in GITHUB_ENV', async () => {
    using machine = machineWith()
    const file = join(machine.directory, 'github-env')
    writeFileSync(file, 'BEFORE=1')
    const { code, stdout, stderr } = await machine.run(['env', '--format', 'github-actions'], {
      env: { GITHUB_ENV: file },
    })
    expect(code, stderr).toBe(0)
    const { SLACK_TEAM_ID: _team, SLACK_APP_ID: _app, SLACK_CLIENT_ID: _client, ...secrets } = all
    expect(stdout.trimEnd().split('\n').sort()).toEqual(
      Object.values(secrets)
        .map((value) => `::add-mask::${value}`)
        .sort(),
    )
    const lines = readFileSync(file, 'utf8').split('\n')
    expect(lines).toEqual(['BEFORE=1', ...Object.entries(all).map(([name, value]) => `${name}=${value}`), ''])
  })

  it('reports that GITHUB_ENV is not set, and exits with 2 for --json', async () => {
    using machine = machineWith()
    expect((await machine.run(['env', '--format', 'github-actions'])).stderr).toMatch(/GITHUB_ENV is not set/)
    expect((await machine.run(['env', '--format', 'github-actions', '--json', '-o', 'x'])).code).toBe(2)
    expect(existsSync(join(machine.directory, 'x'))).toBe(false)
    expect((await machine.run(['env', '--format', 'shell', '--json'])).json).toMatchObject({ error: 'usage' })
  })
})
