import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { selfSigned } from '../../../src/oauth/callback/self-signed.ts'
import { addLoginOptions } from '../../../src/oauth/login-options.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { acme, keep } from '../../support/kept.ts'
import { decide, linkOf, place, startLogin, startSimLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

/** Returns the content of every file of the machine, and nothing for a folder that does not exist. */
function filesOf(machine: Machine): Readonly<Record<string, string>> {
  const root = dirname(machine.directory)
  if (!existsSync(root)) return {}
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => join(root, name))
  return Object.fromEntries(
    names.map((path) => {
      const { mode, ino } = lstatSync(path)
      return [path, lstatSync(path).isFile() ? `${mode} ${ino} ${readFileSync(path, 'utf8')}` : String(mode)]
    }),
  )
}

interface Printed {
  readonly ok: boolean
  readonly stored: boolean
  readonly answer: { readonly access_token: string; readonly authed_user: { readonly access_token: string } }
}

describe('login --print', () => {
  it.each([[true], [false]])(
    'prints the answer and changes no file (a config file exists before: %j)',
    async (before) => {
      const { slack, port, machine, secret } = await place()
      await using _slack = slack
      using _machine = machine
      if (before) keep(machine.directory, acme())
      const earlier = filesOf(machine)
      const login = startLogin(machine, [linkOf(slack), '--port', String(port), '--print', '--json'], { env: secret })
      const page = await visit(await decide(await login.url))
      expect(page.text).toContain('Nothing is stored')
      const { code, json } = await login.ended
      expect(code, login.said()).toBe(0)
      const { answer, ...report } = json as Printed
      expect(report).toMatchObject({ ok: true, stored: false, method: 'oauth.v2.access', bot: { userName: 'sim-app' } })
      expect(answer.access_token).toMatch(/^xoxb-….{4}$/)
      expect(report).not.toHaveProperty('name')
      expect(filesOf(machine)).toEqual(earlier)
    },
  )

  it('prints with --show-secrets the whole answer, which import can read', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const argv = [linkOf(slack), '--port', String(port), '--print', '--show-secrets']
    const login = startLogin(machine, argv, { env: secret })
    await visit(await decide(await login.url))
    const { code, stdout } = await login.ended
    expect(code, login.said()).toBe(0)
    expect(login.said()).not.toMatch(/xoxb-sim|stored as/)
    expect((JSON.parse(stdout) as Printed['answer']).access_token).toMatch(/^xoxb-sim-/)
    const imported = await machine.run(['import', '--offline', '--json'], { input: stdout })
    expect(imported.code, imported.stderr).toBe(0)
  })

  it.each([
    ['denial', 6, { decision: 'cancel' }, {}],
    ['wrong secret', 3, { decision: 'allow' }, { SLACK_CLIENT_SECRET: 'f'.repeat(32) }],
  ])('changes no file after a %s', async (_what, exit, form, env) => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const earlier = filesOf(machine)
    const login = startLogin(machine, [linkOf(slack), '--port', String(port), '--print'], {
      env: { ...secret, ...env },
    })
    await visit(await decide(await login.url, form))
    expect((await login.ended).code).toBe(exit)
    expect(filesOf(machine)).toEqual(earlier)
  })

  it('changes no file after Ctrl-C while it waits', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const earlier = filesOf(machine)
    const stop = new AbortController()
    const login = startLogin(machine, [linkOf(slack), '--port', String(port), '--print'], {
      env: secret,
      signal: stop.signal,
    })
    await login.url
    stop.abort(new Interruption('interrupted'))
    expect((await login.ended).code).toBe(130)
    expect(filesOf(machine)).toEqual(earlier)
  })

  it('uses a simulator of its own with --sim, even when a person presses Allow', async () => {
    using machine = createMachine()
    const earlier = filesOf(machine)
    const login = startSimLogin(machine, ['--print', '--port', '0', '--json'])
    await visit(await decide((await login.url).href))
    expect((await login.ended).json).toMatchObject({ ok: true, stored: false, simulator: true })
    expect(filesOf(machine)).toEqual(earlier)
  })
})

const obeyed = { code: 0 }
const refused = { code: 2 }

/** For each flag of `login`: the arguments that are added to `--sim --approve --print`, and what happens. */
const flags: Readonly<Record<string, readonly [words: readonly string[], ends: { readonly code: number }]>> = {
  '--sim': [[], obeyed],
  '--app': [['--app', 'mine'], refused],
  '--client-id': [['--client-id', '1.2'], refused],
  '--client-secret': [['--client-secret'], refused],
  '--client-secret-command': [['--client-secret-command', 'true'], refused],
  '--with-token': [['--with-token'], refused],
  '--token-command': [['--token-command', 'true'], refused],
  '--scopes': [['--scopes', 'pins:read'], obeyed],
  '--user-scopes': [['--user-scopes', 'pins:read'], obeyed],
  '--scope-set': [['--scope-set', 'files'], obeyed],
  '--add-scope': [['--add-scope', 'pins:read'], obeyed],
  '--add-user-scope': [['--add-user-scope', 'pins:read'], obeyed],
  '--strict': [['--strict'], obeyed],
  '--team': [['--team', 'T0SIM0001'], obeyed],
  '--v1': [['--v1'], obeyed],
  '--user-only': [['--user-only', '--user-scopes', 'chat:write'], obeyed],
  '--pkce': [['--pkce', '--user-scopes', 'chat:write'], obeyed],
  '--redirect-uri': [['--redirect-uri', 'http://localhost:PORT/cb'], obeyed],
  '--port': [['--port', '0'], obeyed],
  '--cert': [['--cert', '../cert.pem', '--key', '../key.pem'], obeyed],
  '--key': [['--key', '../key.pem'], refused],
  '--timeout': [['--timeout', '20'], obeyed],
  '--no-browser': [['--no-browser'], obeyed],
  '--start': [['--start'], refused],
  '--finish': [['--finish', 'aaaaaaaaaaaa'], refused],
  '--approve': [['--approve'], obeyed],
  '--deny': [['--deny'], refused],
  '--print': [['--print'], obeyed],
  '--show-secrets': [['--show-secrets'], obeyed],
  '--profile': [['--profile', 'acme'], refused],
  '--user': [['--user', '@lee'], obeyed],
  '--api-url': [['--api-url', 'https://slack.com/api/'], refused],
}

describe('login --print together with another flag', () => {
  it('has a row in this file for every flag of login', () => {
    const known = addLoginOptions(new Command()).options.map(({ long }) => long)
    const common = ['--profile', '--user', '--api-url']
    expect(new Set(Object.keys(flags))).toEqual(new Set([...known, ...common]))
  })

  it.each(Object.entries(flags))('changes no file with %s', async (_flag, [words, ends]) => {
    using machine = createMachine()
    mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
    const { cert, key } = await selfSigned(Date.now())
    writeFileSync(join(dirname(machine.directory), 'cert.pem'), cert)
    writeFileSync(join(dirname(machine.directory), 'key.pem'), key)
    const free = String(await freePort())
    const earlier = filesOf(machine)
    const said = words.map((word) => word.replace('PORT', free))
    const port = words.includes('--port') || words.includes('--redirect-uri') ? [] : ['--port', '0']
    const ran = await machine.run(['login', '--sim', '--approve', '--print', '--json', ...port, ...said])
    expect(ran.code, ran.stderr).toBe(ends.code)
    expect(filesOf(machine)).toEqual(earlier)
  })
})
