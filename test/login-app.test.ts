import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Interruption } from '../src/errors.ts'
import type { Simulator } from '../src/simulator/server.ts'
import { createMachine, type Machine } from './support/cli.ts'
import { decide, startLogin, startSlack, visit } from './support/login.ts'
import { freePort } from './support/program.ts'

/** The app's shareable link, as its settings page shows it. */
function linkOf(slack: Simulator, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    client_id: slack.app.clientId,
    scope: 'chat:write,channels:read',
    user_scope: 'search:read',
    ...more,
  })
  return `${slack.authorizeUrl}?${query.toString()}`
}

async function place(): Promise<{
  slack: Simulator
  port: number
  machine: Machine
  secret: { SLACK_CLIENT_SECRET: string }
}> {
  const port = await freePort()
  const slack = await startSlack([`https://localhost:${port}/slack/callback`])
  return { slack, port, machine: createMachine(), secret: { SLACK_CLIENT_SECRET: slack.app.clientSecret } }
}

const kept = (machine: Machine) =>
  JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as {
    active: string
    profiles: Record<string, { simulator: boolean; bot: { scopes: string[] }; users: unknown[] }>
    apps: Record<string, { clientSecret: string | null; clientId: string }>
  }

describe('login with an install link', () => {
  it('takes everything from the link, comes home over https, and keeps both tokens', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret })
    const url = await login.url
    expect(login.said()).toContain(`\n  https://localhost:${port}/slack/callback\n`)
    expect(login.said().indexOf('Redirect URLs')).toBeLessThan(login.said().indexOf('/oauth/v2/authorize'))
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      client_id: slack.app.clientId,
      scope: 'chat:write,channels:read',
      user_scope: 'search:read',
      redirect_uri: `https://localhost:${port}/slack/callback`,
    })
    const page = await visit(await decide(url))
    expect(page.text).toMatch(/Installed in Sandbox Inc/)
    const { code } = await login.ended
    expect(code, login.said()).toBe(0)
    expect(login.said()).toMatch(/bot token .*acts as @sim-app +asked for 2, granted 2/)
    expect(login.said()).toMatch(/The app is remembered: slack-tokens login --app A0SIMAPP1/)
    expect(login.said()).not.toContain(slack.app.clientSecret)
    const { active, profiles, apps } = kept(machine)
    expect(profiles[active]).toMatchObject({ simulator: false, bot: { scopes: ['chat:write', 'channels:read'] } })
    expect(apps['A0SIMAPP1']).toMatchObject({ clientId: slack.app.clientId, clientSecret: null })
    expect((await machine.run(['whoami', '--as', 'user'])).stdout).toMatch(/^user +@dana/)
  })

  it('http on the same port is answered too', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret })
    const home = await decide(await login.url)
    expect((await visit(home.replace('https:', 'http:'))).text).toMatch(/Installed/)
    expect((await login.ended).code).toBe(0)
  })

  it('v1: the link says so, and its answer is usable', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const link = `${slack.url}/oauth/authorize?client_id=${slack.app.clientId}&amp;scope=bot+incoming-webhook+chat:write:user`
    const login = startLogin(machine, [`<a href="${link}">Add to Slack</a>`, '--port', String(port)], { env: secret })
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect((await machine.run(['post', '#general', 'classic', '--as', 'bot'])).code).toBe(0)
    expect((await machine.run(['post', '#general', 'as the person', '--as', 'user'])).code).toBe(0)
  })

  it('a remembered app needs nothing else, and its secret is kept only if it was given to be', async () => {
    const { slack, port, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const first = startLogin(machine, [linkOf(slack), '--port', String(port), '--client-secret'], {
      input: `${slack.app.clientSecret}\n`,
    })
    await visit(await decide(await first.url))
    expect((await first.ended).code, first.said()).toBe(0)
    expect(kept(machine).apps['A0SIMAPP1']?.clientSecret).toBe(slack.app.clientSecret)
    const again = startLogin(machine, ['--app', 'a0simapp1'])
    await visit(await decide(await again.url, { decision: 'allow', user: 'U0SIMLEE' }))
    expect((await again.ended).code, again.said()).toBe(0)
    expect(again.said()).toMatch(/reinstalled by @lee/)
    expect(kept(machine).profiles['sandbox-inc']?.users).toHaveLength(2)
  })

  it('the link’s public redirect URL is not used, and the person is told why', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(
      machine,
      [linkOf(slack, { redirect_uri: 'https://app.example.com/oauth' }), '--port', String(port), '--timeout', '0.5'],
      { env: secret },
    )
    await login.url
    expect((await login.ended).code).toBe(7)
    expect(login.said()).toMatch(/belongs to the running app, which would take the code/)
  })

  it.each([
    ['https://evil.example/oauth/v2/authorize?client_id=1111111111.2222222222', /not Slack’s/],
    ['https://slack.com.evil.example/oauth/v2/authorize?client_id=1111111111.2222222222', /not Slack’s/],
    ['http://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222', /not Slack’s/],
    ['https://slack.com/oauth/v2/authorize?scope=chat:write', /no client_id/],
    ['https://slack.com/marketplace/A012', /not the page of an install/],
    ['nonsense', /not an install link/],
  ])('C14 %s is refused', async (link, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', link], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })
})

describe('what can be wrong before anything is asked of Slack', () => {
  const id = '1111111111.2222222222'

  it.each([
    ['an app id', ['--client-id', 'A012AB3CD45'], /app id; a client id is two numbers/],
    ['a workspace id', ['--client-id', 'T012AB3CD45'], /id of a workspace/],
    ['a secret', ['--client-id', '0123456789abcdef0123456789abcdef'], /client secret or a signing secret/],
    ['a token', ['--client-id', 'xoxb-sim-1-abcdef'], /bot token/],
    ['no scopes', ['--client-id', id], /not known which scopes/],
    ['a bot scope in the user list', ['--client-id', id, '--user-scopes', 'incoming-webhook'], /incoming-webhook/],
    ['an app that is not remembered', ['--app', 'other'], /No app called “other”/],
    ['--approve on a real app', ['--client-id', id, '--approve'], /for a person/],
    ['--cert alone', ['--client-id', id, '--cert', 'x'], /go together/],
    ['a team that is no id', ['--client-id', id, '--team', 'acme'], /wants the id/],
    [
      'a redirect URL with a fragment',
      ['--client-id', id, '--scopes', 'chat:write', '--redirect-uri', 'https://x.example/#a'],
      /without a fragment/,
    ],
    ['no secret', ['--client-id', id, '--scopes', 'chat:write'], /SLACK_CLIENT_SECRET/],
    ['nothing at all', [], /--with-token/],
  ])('%s: exit 2', async (name, argv, said) => {
    using machine = createMachine(name === 'no secret' ? {} : { SLACK_CLIENT_SECRET: 'whatever-secret' })
    const { code, stderr } = await machine.run(['login', ...argv], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it.each([
    ['a client id', '1111111111.2222222222', /That is a client id, not the client secret/],
    ['a token', 'xoxp-sim-1-abcdef', /That is a user token/],
    ['nothing', ' ', /empty/],
  ])('a client secret that is %s: exit 2, never repeated', async (_name, secret, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(
      ['login', '--client-id', id, '--scopes', 'chat:write', '--client-secret'],
      { input: `${secret}\n` },
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })

  it.each([[['--client-secret', 'sekret-in-argv']], [['--client-secret=sekret-in-argv']]])(
    'S1 a secret in argv is refused and not repeated',
    async (given) => {
      using machine = createMachine()
      const { code, stderr, stdout } = await machine.run(['login', '--client-id', id, ...given])
      expect(code).toBe(2)
      expect(stderr).toMatch(/takes no value/)
      expect(stderr + stdout).not.toContain('sekret')
    },
  )

  it('invisible characters are taken off, and that is said', async () => {
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

  it('a manifest in the working directory names the scopes, JSON or YAML', async () => {
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

describe('what Slack and the disk can do', () => {
  it('a wrong secret: exit 3, said in words, and the page says so too', async () => {
    const { slack, port, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { SLACK_CLIENT_SECRET: 'f'.repeat(32) },
    })
    const page = await visit(await decide(await login.url))
    expect(page.text).toMatch(/bad_client_secret/)
    expect((await login.ended).code).toBe(3)
    expect(login.said()).toMatch(/bad_client_secret.*\n.*Basic Information/)
  })

  it('C7 --team keeps nothing of another workspace', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port), '--team', 'T0OTHER99'], { env: secret })
    await visit(await decide((await login.url).replace('team=T0OTHER99', '')))
    expect((await login.ended).code).toBe(6)
    expect(login.said()).toMatch(/installed in Sandbox Inc \(T0SIM0001\), not in T0OTHER99/)
    expect(readdirSync(machine.directory)).not.toContain('config.json')
  })

  it('R12 a save that fails after the exchange: the tokens are in a file of their own', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const runtime = join(dirname(machine.directory), 'runtime')
    mkdirSync(runtime, { mode: 0o700 })
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { ...secret, XDG_RUNTIME_DIR: runtime },
    })
    const url = await login.url
    // What was a plain place a moment ago is a link now, which is refused.
    symlinkSync('/dev/null', join(machine.directory, 'config.json'))
    const page = await visit(await decide(url))
    expect(page.text).toMatch(/Allowed, but not finished/)
    expect((await login.ended).code).toBe(1)
    const [name = ''] = readdirSync(runtime)
    expect(login.said()).toContain(join(runtime, name))
    expect(statSync(join(runtime, name)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(runtime, name), 'utf8'))).toMatchObject({
      method: 'oauth.v2.access',
      body: { access_token: expect.stringMatching(/^xoxb-sim-/) as string },
    })
    expect(login.said()).not.toMatch(/xox[bp]-sim/)
  })

  it('the store is proved writable before the consent page is shown', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    mkdirSync(machine.directory, { mode: 0o700, recursive: true })
    symlinkSync('/dev/null', join(machine.directory, 'config.json'))
    const { code, stderr } = await machine.run(['login', linkOf(slack), '--port', String(port)], {
      input: '',
      env: secret,
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(/is a link/)
    expect(stderr).not.toMatch(/oauth\/v2\/authorize/)
    expect(slack.log()).toEqual([])
  })

  it('R9 an answer cut off in the exchange: exit 1, nothing kept, not tried again', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    slack.fail({ on: 'oauth.v2.access', what: 'cut' })
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret })
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(1)
    expect(login.said()).toMatch(/connection was cut/)
    expect(slack.log().filter(({ what }) => what === 'oauth.v2.access')).toHaveLength(1)
  })

  it('R14 Ctrl-C during the exchange lets it finish, so that the tokens are kept', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    slack.fail({ on: 'oauth.v2.access', what: 'slow:400' })
    const stop = new AbortController()
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, signal: stop.signal })
    const page = visit(await decide(await login.url))
    while (!slack.log().some(({ what }) => what === 'authorize'))
      await new Promise((resolve) => setTimeout(resolve, 10))
    await new Promise((resolve) => setTimeout(resolve, 150))
    stop.abort(new Interruption('interrupted'))
    expect((await page).text).toMatch(/Installed in Sandbox Inc/)
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/Finishing the exchange so that the tokens are not lost/)
    expect(Object.keys(kept(machine).profiles)).toEqual(['sandbox-inc'])
  })

  it('an exported token that would win over what was stored is named', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { ...secret, SLACK_BOT_TOKEN: 'xoxb-sim-other' },
    })
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(0)
    expect(login.said()).toMatch(/SLACK_BOT_TOKEN is exported and will be used instead/)
  })
})

describe('paste, at a terminal', () => {
  it('the address the browser landed on, with nobody listening there', async () => {
    const { slack, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    slack.world.state.apps[0]?.redirectUrls.push('https://elsewhere.example/back')
    const login = startLogin(
      machine,
      [linkOf(slack), '--redirect-uri', 'https://elsewhere.example/back', '--port', String(await freePort())],
      { env: secret, atTerminal: true },
    )
    const home = await decide(await login.url)
    expect(home).toMatch(/^https:\/\/elsewhere\.example\/back\?code=/)
    login.type('hello?')
    login.type('https://elsewhere.example/back?code=1.2.abcdef01&state=of-another-run')
    login.type(`  ${home}  `)
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/Paste the whole address/)
    expect(login.said()).toMatch(/not from this login/)
  })

  it('a bare code only after showing what it would be exchanged for', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, atTerminal: true })
    const code = new URL(await decide(await login.url)).searchParams.get('code') ?? ''
    login.type(code)
    await login.hears('Type y')
    expect(login.said()).toContain(`exchanged for the app ${slack.app.clientId}`)
    login.type('y')
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('the text of Slack’s error page is answered with the cure, and the wait goes on', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, atTerminal: true })
    const url = await login.url
    login.type(
      'Something went wrong. redirect_uri did not match any configured URIs. Passed URI: https://127.0.0.1:8443/slack/callback',
    )
    await login.hears('Still waiting')
    await visit(await decide(url))
    expect((await login.ended).code).toBe(0)
    expect(login.said()).toMatch(
      /Slack was given https:\/\/127\.0\.0\.1:8443\/slack\/callback, but this login sent .*\n.*127\.0\.0\.1 and localhost are different to Slack/,
    )
  })

  it('a denial that is pasted ends the login', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, atTerminal: true })
    login.type(await decide(await login.url, { decision: 'cancel' }))
    expect((await login.ended).code).toBe(6)
  })

  it('R3 a busy port leaves the paste, with a warning; without a terminal it is the end', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const refused = await machine.run(['login', linkOf(slack), '--port', String(port)], { input: '', env: secret })
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`Port ${port} is in use`)])
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, atTerminal: true })
    login.type(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/Whoever holds that port will receive the code/)
    other.close()
  })
})

describe('login --with-token', () => {
  it('verifies the token, keeps it as borrowed, and the other kind joins it', async () => {
    await using slack = await startSlack()
    using machine = createMachine()
    const { json } = await installedTokens(slack)
    for (const [token, said] of [
      [json.bot, /bot token of @sim-app/],
      [`  "${json.user}"\n`, /user token of @dana/],
    ] as const) {
      const { code, stderr } = await machine.run(['login', '--with-token', '--api-url', slack.apiUrl], {
        input: `${token}\n`,
      })
      expect(code, stderr).toBe(0)
      expect(stderr).toMatch(said)
      expect(stderr).toMatch(/borrowed/)
    }
    const list = (await machine.run(['list', '--json'])).json as { name: string }[]
    expect(list).toHaveLength(1)
    expect((await machine.run(['whoami', '--json'])).json).toMatchObject([{ user: 'sim-app' }, { user: 'dana' }])
  })

  it.each([
    ['a refresh token', 'xoxe-1-sim-abcdef', 2, /refresh token/],
    ['an app-level token', 'xapp-1-sim-abcdef', 2, /app-level token/],
    ['something else', 'hunter2', 2, /not a token of Slack’s/],
    ['a token Slack does not know', 'xoxb-sim-unknown-abcdef', 4, /invalid_auth/],
  ])('%s is not kept', async (_name, token, exit, said) => {
    await using slack = await startSlack()
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', '--with-token', '--api-url', slack.apiUrl], { input: token })
    expect(code).toBe(exit)
    expect(stderr).toMatch(said)
    expect(stderr).not.toContain(token)
    expect((await machine.run(['list', '--json'])).json).toEqual([])
  })
})

/** Both tokens of an install on `slack`, made by another machine. */
async function installedTokens(slack: Simulator): Promise<{ json: { bot: string; user: string } }> {
  using machine = createMachine()
  const port = await freePort()
  slack.world.state.apps[0]?.redirectUrls.push(`https://localhost:${port}/slack/callback`)
  const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
    env: { SLACK_CLIENT_SECRET: slack.app.clientSecret },
  })
  await visit(await decide(await login.url))
  await login.ended
  const token = async (as: string) => (await machine.run(['token', '--as', as])).stdout.trim()
  const json = { bot: await token('bot'), user: await token('user') }
  rmSync(machine.directory, { recursive: true, force: true })
  return { json }
}
