import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/config/store.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { type CredentialProgram, credentialProgram } from '../../support/credential-program.ts'
import { acme, keep } from '../../support/kept.ts'
import { decide, installedTokens, linkOf, startLogin, startSlack, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

const clientSecret = '0123456789abcdef0123456789abcdef'

interface Vault {
  readonly machine: Machine
  readonly bot: CredentialProgram
  readonly user: CredentialProgram
  readonly secret: CredentialProgram
}

/** Returns a machine whose config has commands in place of both tokens and of the client secret. */
function vault(over: { readonly apiUrl?: string; readonly bot?: string; readonly user?: string } = {}): Vault {
  const machine = createMachine()
  mkdirSync(machine.directory, { recursive: true })
  const program = (name: string, text: string) => credentialProgram(join(machine.directory, '..'), name, text)
  const bot = program('bot', over.bot ?? 'xoxb-1111111111-2222222222-samplevaultbotsamplevaul')
  const user = program('user', over.user ?? 'xoxp-1111111111-2222222222-samplevaultuser')
  const secret = program('secret', clientSecret)
  const config = JSON.parse(JSON.stringify(acme(over.apiUrl === undefined ? {} : { apiUrl: over.apiUrl }))) as Config
  const stored = {
    ...config,
    profiles: Object.fromEntries(
      Object.entries(config.profiles).map(([name, one]) => [
        name,
        {
          ...one,
          bot: { ...one.bot, token: { command: bot.words }, refreshToken: null, expiresAt: null },
          users: [{ ...one.users[0], token: { command: user.words }, refreshToken: null, expiresAt: null }],
        },
      ]),
    ),
    apps: { acme: { ...config.apps?.['acme'], clientSecret: { command: secret.words } } },
  }
  keep(machine.directory, stored as unknown as Config)
  return { machine, bot, user, secret }
}

const stored = (machine: Machine) => JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as Config

describe('a credential command in the config file', () => {
  it.each([
    [['list']],
    [['show']],
    [['show', '--show-secrets']],
    [['app', 'list']],
    [['app', 'show', '--show-secrets']],
    [['scopes']],
    [['which', 'chat.postMessage']],
    [['doctor', '--port', '0']],
    [['export', '--redact', '--all']],
    [['call', 'auth.test', '--dry-run']],
    [['completion', 'zsh', '--complete', '--', 'use', '']],
    [['use', 'acme']],
    [['rename', 'acme', 'other']],
  ])('is not run by %j', async (argv) => {
    const { machine, bot, user, secret } = vault()
    using _machine = machine
    for (const mode of [[], ['--json']]) {
      const { stderr, stdout } = await machine.run([...argv.slice(0, 1), ...mode, ...argv.slice(1)])
      expect(stdout + stderr).not.toMatch(/command-[0-9a-f]{8}-/)
    }
    expect([bot.runs(), user.runs(), secret.runs()]).toEqual([0, 0, 0])
  })

  it('is run once by `token`, which prints the token', async () => {
    const { machine, bot, user } = vault()
    using _machine = machine
    const ran = await machine.run(['token', '--as', 'user'])
    expect([ran.code, ran.stdout]).toEqual([0, 'xoxp-1111111111-2222222222-samplevaultuser\n'])
    expect([bot.runs(), user.runs()]).toEqual([0, 1])
  })

  it('is run once for each secret by env and export, which print the secrets', async () => {
    const { machine, bot, user, secret } = vault()
    using _machine = machine
    const env = await machine.run(['env'])
    expect(env.stdout).toContain('samplevaultuser')
    expect(env.stdout).toContain(clientSecret)
    expect([bot.runs(), user.runs(), secret.runs()]).toEqual([1, 1, 1])
    const all = (await machine.run(['export', '--all'])).json as Config
    expect(all.profiles['acme']?.users[0]?.token).toContain('samplevaultuser')
    expect(all.apps?.['acme']?.clientSecret).toBe(clientSecret)
  })

  it('is shown as the name of its program, and completely with --json; a write keeps it in the file', async () => {
    const { machine, bot } = vault()
    using _machine = machine
    expect((await machine.run(['show'])).stdout).toMatch(/bot token +from sh /)
    expect((await machine.run(['show', '--json'])).json).toMatchObject({ bot: { token: { command: bot.words } } })
    expect((await machine.run(['show', '--field', 'bot.token.command.0'])).stdout).toBe('sh\n')
    expect((await machine.run(['app', 'show'])).stdout).toMatch(/client secret +from sh/)
    expect((await machine.run(['rename', 'acme', 'other'])).code).toBe(0)
    expect(stored(machine).profiles['other']?.bot).toMatchObject({ token: { command: bot.words } })
  })

  it('is shown by every report with `--json`, in place of a masked token', async () => {
    const { machine, bot } = vault({ apiUrl: 'http://127.0.0.1:9/api/' })
    using _machine = machine
    const command = { command: bot.words }
    expect((await machine.run(['scopes', '--json'])).stdout).toContain(JSON.stringify(command))
    expect((await machine.run(['scopes'])).stdout).toMatch(/bot token +from sh /)
    expect((await machine.run(['check', '--json'])).json).toMatchObject([{ tokens: [{ token: command }, {}] }])
  })

  it('makes `refresh` and `rotation enable` exit with 2 (from_command)', async () => {
    const { machine, bot } = vault()
    using _machine = machine
    for (const argv of [
      ['refresh', '--as', 'bot'],
      ['rotation', 'enable', '--as', 'bot', '--own', '--yes'],
    ]) {
      const ran = await machine.run([...argv, '--json'])
      expect([ran.code, ran.json]).toMatchObject([2, { error: 'from_command' }])
    }
    expect(bot.runs()).toBe(0)
  })

  it.each([
    ['fails', ['sh', '-c', 'echo out-of-vault; exit 3'], 'credential_failed', /exit code 3/],
    ['is not there', ['slack-tokens-no-such-program'], 'credential_failed', /not on this computer/],
    ['prints nothing', ['true'], 'credential_empty', /printed nothing/],
    [
      'prints a token of another kind',
      ['echo', 'xoxp-1111111111-2222222222-samplewrong'],
      'credential_unfit',
      /no bot token/,
    ],
    ['prints another text', ['echo', 'hunter2-sample-text'], 'credential_unfit', /no bot token/],
  ])('that %s is an error that shows no output', async (_what, words, error, said) => {
    const { machine } = vault()
    using _machine = machine
    const config = stored(machine)
    const text = JSON.stringify({
      ...config,
      profiles: {
        acme: { ...config.profiles['acme'], bot: { ...config.profiles['acme']?.bot, token: { command: words } } },
      },
    })
    writeFileSync(join(machine.directory, 'config.json'), text)
    const ran = await machine.run(['token', '--json'])
    expect([ran.code, ran.json]).toMatchObject([1, { error }])
    expect(ran.stderr).toMatch(said)
    expect(ran.stdout + ran.stderr).not.toMatch(/samplewrong|hunter2|out-of-vault/)
  })

  it.each([
    [{ command: 'op read x' }],
    [{ command: [] }],
    [{ command: ['bin/op'] }],
    [{ command: ['op'], shell: true }],
  ])('is damage when it is %j', async (token) => {
    const { machine } = vault()
    using _machine = machine
    const config = stored(machine)
    const text = JSON.stringify({
      ...config,
      profiles: { acme: { ...config.profiles['acme'], bot: { ...config.profiles['acme']?.bot, token } } },
    })
    writeFileSync(join(machine.directory, 'config.json'), text)
    expect((await machine.run(['list', '--json'])).json).toMatchObject({ error: 'config_damaged' })
  })
})

describe('a command from outside', () => {
  it('cannot be imported: neither from an export nor from a .env', async () => {
    using machine = createMachine()
    const { machine: other, bot } = vault()
    using _other = other
    const words = JSON.stringify(bot.words)
    for (const input of [
      readFileSync(join(other.directory, 'config.json'), 'utf8'),
      `SLACK_BOT_TOKEN=command:${words}`,
      `{"access_token": {"command": ${words}}, "ok": true}`,
    ]) {
      const ran = await machine.run(['import', '--offline'], { input })
      expect(ran.code, ran.stdout).not.toBe(0)
    }
    expect([bot.runs(), (await machine.run(['list', '--json'])).json]).toEqual([0, []])
  })

  it('cannot be in the project’s file', async () => {
    const { machine } = vault()
    using _machine = machine
    const cwd = join(machine.directory, '..', 'project')
    mkdirSync(cwd)
    for (const key of ['command', 'tokenCommand', 'clientSecretCommand', 'token']) {
      writeFileSync(join(cwd, '.slack-tokens.json'), JSON.stringify({ [key]: { command: ['touch', 'ran'] } }))
      const ran = await machine.run(['token', '--json'], { cwd })
      expect([ran.code, readdirSync(cwd)]).toEqual([2, ['.slack-tokens.json']])
    }
  })
})

describe('storing a credential command', () => {
  it('login --token-command tests the token and stores the command; whoami, post and call run it once', async () => {
    await using slack = await startSlack()
    const { bot: token } = await installedTokens(slack)
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    const bot = credentialProgram(join(machine.directory, '..'), 'bot', `${token}\nsecond line\n`)
    const login = await machine.run(['login', '--token-command', bot.line, '--api-url', slack.apiUrl, '--json'])
    expect(login.code, login.stderr).toBe(0)
    expect(login.json).toMatchObject({ identity: 'bot', token: { command: bot.words } })
    expect(readFileSync(join(machine.directory, 'config.json'), 'utf8')).not.toContain(token)
    for (const [argv, runs] of [
      [['whoami', '--as', 'bot', '--json'], 2],
      [['call', 'conversations.list', 'limit=1', '--paginate'], 3],
      [['post', '#general', 'hello', '--as', 'bot'], 4],
      [['check', '--json'], 5],
    ] as const) {
      const ran = await machine.run(argv)
      expect(ran.code, ran.stderr).toBe(0)
      expect(bot.runs(), argv.join(' ')).toBe(runs)
      expect(ran.stdout + ran.stderr).not.toContain(token)
    }
    expect((await machine.run(['revoke', '--as', 'bot', '--own', '--yes', '--confirm', 'Sandbox Inc'])).code).toBe(0)
  })

  it('login --client-secret-command stores the command with the app, and a later login runs it', async () => {
    const port = await freePort()
    await using slack = await startSlack([`https://localhost:${port}/slack/callback`])
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true })
    const secret = credentialProgram(join(machine.directory, '..'), 'secret', slack.app.clientSecret)
    for (const argv of [[linkOf(slack), '--client-secret-command', secret.line], [linkOf(slack)]]) {
      const login = startLogin(machine, [...argv, '--port', String(port)])
      await visit(await decide(await login.url))
      expect((await login.ended).code, login.said()).toBe(0)
      expect(Object.values(stored(machine).apps ?? {})[0]?.clientSecret).toEqual({ command: secret.words })
    }
    expect(secret.runs()).toBe(2)
    const started = (await machine.run(['login', linkOf(slack), '--port', String(port), '--start', '--json'])).json as {
      id: string
    }
    expect(readFileSync(join(machine.directory, `login-${started.id}.json`), 'utf8')).not.toContain(
      slack.app.clientSecret,
    )
  })

  it('app add stores a command for each secret, after it has checked what the command prints', async () => {
    const { machine, bot, secret } = vault()
    using _machine = machine
    const add = ['app', 'add', '--name', 'acme', '--json']
    const ran = await machine.run([...add, '--signing-secret-command', secret.line.replace('cat', 'rev')], {
      input: '',
    })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.json).toMatchObject({ signingSecret: { command: ['sh', '-c', expect.stringContaining('rev')] } })
    const wrong = await machine.run([...add, '--client-secret-command', bot.line], { input: '' })
    expect([wrong.code, wrong.json]).toMatchObject([2, { error: 'not_a_client_secret' }])
    expect(stored(machine).apps?.['acme']).toMatchObject({ clientSecret: { command: secret.words } })
  })

  it.each([
    ['op read x | head', '|'],
    ['op read $HOME', '$'],
    ["op read 'x", 'quote'],
    ['', 'empty'],
    ['./op read', 'relative'],
    ['node_modules/.bin/op', 'relative'],
    ['op\nread', 'line break'],
  ])('refuses %j', async (line, said) => {
    using machine = createMachine()
    const ran = await machine.run(['login', '--token-command', line, '--json'])
    expect([ran.code, ran.json]).toMatchObject([2, { error: 'bad_credential_command' }])
    expect(ran.stderr).toContain(said)
  })
})
