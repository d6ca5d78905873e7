import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { approve } from '../../support/installed.ts'
import { decide, place, startLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

describe('login, for its arguments and its manifest', () => {
  const id = '1111111111.2222222222'

  it.each([
    ['an app id', ['--client-id', 'A012AB3CD45'], /app id; a client id is two numbers/],
    ['a workspace id', ['--client-id', 'T012AB3CD45'], /id of a workspace/],
    ['a secret', ['--client-id', '0123456789abcdef0123456789abcdef'], /client secret or a signing secret/],
    ['a token', ['--client-id', 'xoxb-sim-1-abcdef'], /bot token/],
    ['no scopes', ['--client-id', id], /Scopes are missing/],
    ['a bot scope in the user list', ['--client-id', id, '--user-scopes', 'incoming-webhook'], /incoming-webhook/],
    ['an app that is not stored', ['--app', 'other'], /No app called “other”/],
    ['--approve on a real app', ['--client-id', id, '--approve'], /only a person/],
    ['--cert alone', ['--client-id', id, '--cert', 'x'], /go together/],
    ['a team that is no id', ['--client-id', id, '--team', 'acme'], /needs the id/],
    [
      'a redirect URL with a fragment',
      ['--client-id', id, '--scopes', 'chat:write', '--redirect-uri', 'https://x.example/#a'],
      /without a fragment/,
    ],
    ['no secret', ['--client-id', id, '--scopes', 'chat:write'], /SLACK_CLIENT_SECRET/],
    ['nothing at all', [], /--with-token/],
  ])('exits with 2 and names the mistake in the arguments: %s', async (name, argv, said) => {
    using machine = createMachine(name === 'no secret' ? {} : { SLACK_CLIENT_SECRET: 'whatever-secret' })
    const { code, stderr } = await machine.run(['login', ...argv], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it.each([
    ['a client id', '1111111111.2222222222', /That is a client id, not the client secret/],
    ['a token', 'xoxp-sim-1-abcdef', /That is a user token/],
    ['blank', ' ', /empty/],
  ])('exits with 2 when the client secret on standard input is %s', async (_name, secret, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(
      ['login', '--client-id', id, '--scopes', 'chat:write', '--client-secret'],
      { input: `${secret}\n` },
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it.each([[['--client-secret', 'sekret-in-argv']], [['--client-secret=sekret-in-argv']]])(
    'exits with 2 and does not print the secret when the arguments contain the secret (threat S1): %j',
    async (given) => {
      using machine = createMachine()
      const { code, stderr, stdout } = await machine.run(['login', '--client-id', id, ...given])
      expect(code).toBe(2)
      expect(stderr).toMatch(/takes no value/)
      expect(stderr + stdout).not.toContain('sekret')
    },
  )

  it('removes invisible characters, spaces and quotes around the client id and the client secret, and prints a warning', async () => {
    const { slack, port, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(
      machine,
      [
        '--client-id',
        `\u202a${slack.app.clientId}\u202c `,
        '--api-url',
        slack.apiUrl,
        '--scopes',
        'chat:write',
        '--port',
        String(port),
        '--client-secret',
      ],
      { input: ` "${slack.app.clientSecret}"\u200b\n` },
    )
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/client id came with invisible characters and spaces/)
    expect(login.said()).toMatch(/client secret came with invisible characters and spaces and quotes/)
  })

  it('reads the scopes from manifest.yaml in the working directory', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    mkdirSync(machine.directory, { mode: 0o700, recursive: true })
    writeFileSync(
      join(machine.directory, 'manifest.yaml'),
      'display_information:\n  name: X\noauth_config:\n  scopes:\n    bot: [chat:write]\n    user:\n      - search:read\n',
    )
    const login = startLogin(
      machine,
      ['--client-id', slack.app.clientId, '--api-url', slack.apiUrl, '--port', String(port)],
      { env: secret },
    )
    expect(new URL(await login.url).searchParams.get('user_scope')).toBe('search:read')
    expect(login.said()).toMatch(/Scopes are those of manifest.yaml/)
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(0)
  })
})

describe('before an install', () => {
  it('login exits with 2 and names login --sim when it has no arguments (fault R18)', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login'], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(/slack-tokens login --sim/)
  })

  it.each([
    ['an unknown scope', ['--scopes', 'chat:wriet'], /chat:write/],
    ['a user scope for the bot', ['--scopes', 'search:read'], /search:read/],
    ['sign-in scopes among others', ['--user-scopes', 'identity.basic,chat:write'], /identity/],
  ])('login exits with 2 and names the wrong scope: %s', async (_name, argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run([...approve, ...argv])
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it('login exits with 1 when the port is in use, and names the next port (threat C3, fault R3)', async () => {
    using machine = createMachine()
    const port = await freePort()
    const other = createServer().listen(port, '::1')
    await once(other, 'listening')
    const { code, stderr } = await machine.run(['login', '--sim', '--approve', '--port', String(port)])
    other.close()
    expect(code).toBe(1)
    expect(stderr).toMatch(new RegExp(`Port ${port} is in use by (?:another program|\\S.* \\(pid \\d+\\)) on IPv6`))
    expect(stderr).toContain(`--port ${port + 1}`)
  })

  it.each(['nobody', 'another program'])(
    'login exits with 1 (nothing_there) and hints at --port when %s listens at the port of --redirect-uri',
    async (who) => {
      using machine = createMachine()
      const [port, elsewhere] = [await freePort(), await freePort()]
      const other = createHttpServer((_request, response) => response.end('something else'))
      if (who !== 'nobody') await once(other.listen(elsewhere), 'listening')
      const redirect = `http://localhost:${elsewhere}/cb`
      const { code, json } = await machine.run([
        ...['login', '--sim', '--approve', '--port', String(port), '--redirect-uri', redirect, '--json'],
      ])
      other.close()
      expect([code, json]).toEqual([
        1,
        expect.objectContaining({
          error: 'nothing_there',
          message: expect.stringContaining(redirect) as string,
          hint: expect.stringContaining(
            `login --sim --approve --redirect-uri ${redirect} --port ${elsewhere}`,
          ) as string,
        }),
      ])
    },
  )

  it('list exits with 1 for a damaged config file, and does not change the file (fault R20)', async () => {
    using machine = createMachine()
    mkdirSync(machine.directory, { mode: 0o700 })
    const path = join(machine.directory, 'config.json')
    writeFileSync(path, '{"version":1,"profiles":', { mode: 0o600 })
    const listed = await machine.run(['list'])
    expect(listed.code).toBe(1)
    expect(listed.stderr).toMatch(/damaged/)
    expect(readFileSync(path, 'utf8')).toBe('{"version":1,"profiles":')
  })

  it('list and login exit with 1 and change nothing when a newer version of the tool wrote the config file', async () => {
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

  it('login exits with 1 when the config folder cannot be created (fault R12)', async () => {
    using machine = createMachine()
    writeFileSync(machine.directory, 'a file where the folder should be')
    const { code, stderr } = await machine.run(approve)
    expect(code).toBe(1)
    expect(stderr).toContain(machine.directory)
    expect(stderr).not.toMatch(/installed by/)
  })
})
