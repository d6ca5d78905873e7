import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { createMachine, type Machine } from '../support/cli.ts'
import { decide, startLogin, visit } from '../support/login.ts'
import { freePort } from '../support/program.ts'

async function place(app: SimulatorServerOptions['app'] = {}) {
  const port = await freePort()
  const redirectUrls = [
    `https://localhost:${port}/slack/callback`,
    `http://localhost:${port}/slack/callback`,
    'https://app.example/back',
  ]
  const slack = await startSimulator({ port: 0, redirectUrls, app })
  const id = ['--client-id', slack.app.clientId, '--api-url', slack.apiUrl, '--port', String(port)]
  return { slack, port, id, machine: createMachine(), secret: { SLACK_CLIENT_SECRET: slack.app.clientSecret } }
}

const installation = (machine: Machine) => {
  const { profiles } = JSON.parse(readFileSync(join(machine.directory, 'config.json'), 'utf8')) as {
    profiles: Record<string, { flow: string; bot: unknown; users: { userId: string; scopes: string[] }[] }>
  }
  return Object.values(profiles)[0]
}

describe('login --user-only', () => {
  it.each(['flat', 'nested', 'authed'] as const)(
    'stores the user token when Slack answers in the published form “%s”',
    async (userAnswer) => {
      const { slack, id, machine, secret } = await place({ userAnswer })
      await using _slack = slack
      using _machine = machine
      const login = startLogin(machine, [...id, '--user-only', '--user-scopes', 'chat:write,search:read'], {
        env: secret,
      })
      const url = new URL(await login.url)
      expect([url.pathname, url.searchParams.get('scope'), url.searchParams.has('user_scope')]).toEqual([
        '/oauth/v2_user/authorize',
        'chat:write,search:read',
        false,
      ])
      await visit(await decide(url.href))
      expect((await login.ended).code, login.said()).toBe(0)
      expect(installation(machine)).toMatchObject({
        flow: 'v2_user',
        bot: null,
        users: [{ userId: 'U0SIMDANA', scopes: ['chat:write', 'search:read'] }],
      })
      expect((await machine.run(['whoami', '--as', 'user'])).stdout).toMatch(/@dana/)
    },
  )

  it('exits with 2 for bot scopes (--scopes), and explains that this flow grants no bot scopes', async () => {
    const { slack, id, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const { code, stderr } = await machine.run(['login', ...id, '--user-only', '--scopes', 'chat:write'], {
      input: '',
      env: secret,
    })
    expect([code, stderr]).toEqual([2, expect.stringContaining('grants no bot scopes')])
  })
})

describe('login --pkce', () => {
  it('needs no client secret, and receives the callback over http on localhost', async () => {
    const { slack, port, id, machine } = await place({ pkce: true })
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [...id, '--pkce', '--user-scopes', 'search:read'])
    const url = new URL(await login.url)
    expect(url.searchParams.get('redirect_uri')).toBe(`http://localhost:${port}/slack/callback`)
    expect(url.searchParams.get('code_challenge')).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(url.searchParams.get('code_challenge_method')).toBe('S256')
    await visit(await decide(url.href))
    expect((await login.ended).code, login.said()).toBe(0)
    expect(installation(machine)).toMatchObject({ flow: 'v2', bot: null, users: [{ scopes: ['search:read'] }] })
  })

  it('exits with 2 for bot scopes with a redirect URL on localhost, but requests them with a public redirect URL', async () => {
    const { slack, id, machine } = await place({ pkce: true })
    await using _slack = slack
    using _machine = machine
    for (const more of [[], ['--redirect-uri', 'https://localhost:9/back']]) {
      const { code, stderr } = await machine.run(['login', ...id, '--pkce', '--scopes', 'chat:write', ...more], {
        input: '',
      })
      expect([code, stderr]).toEqual([2, expect.stringContaining('brings no bot scopes')])
    }
    const login = startLogin(
      machine,
      [...id, '--pkce', '--scopes', 'chat:write', '--redirect-uri', 'https://app.example/back'],
      { atTerminal: true },
    )
    login.type(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('exits with 3 and prints pkce_not_allowed for an app without PKCE, and warns that the setting is permanent', async () => {
    const { slack, id, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [...id, '--pkce', '--user-scopes', 'search:read'])
    await visit(await decide(await login.url))
    expect((await login.ended).code).toBe(3)
    expect(login.said()).toMatch(/pkce_not_allowed/)
    expect(login.said()).toMatch(/cannot be (undone|switched off)|one-way|no way back/i)
  })

  it('stores the code verifier with --start, so that --finish can exchange the code', async () => {
    const { slack, id, machine } = await place({ pkce: true })
    await using _slack = slack
    using _machine = machine
    const { json } = await machine.run(
      ['login', ...id, '--pkce', '--user-scopes', 'search:read', '--start', '--json'],
      { input: '' },
    )
    const started = json as { id: string; url: string }
    const done = await machine.run(['login', '--finish', started.id], { input: await decide(started.url) })
    expect(done.code, done.stderr).toBe(0)
  })
})

describe('login, when Slack grants fewer scopes than requested', () => {
  it('reports the missing scopes, stores the tokens, and exits with 5 when --strict is given', async () => {
    const { slack, id, machine, secret } = await place({ optionalScopes: { bot: ['channels:read'], user: [] } })
    await using _slack = slack
    using _machine = machine
    const login = startLogin(
      machine,
      [...id, '--scopes', 'chat:write,channels:read', '--user-scopes', 'search:read', '--strict'],
      { env: secret },
    )
    await visit(await decide(await login.url, { decision: 'allow', without: 'channels:read' }))
    expect((await login.ended).code).toBe(5)
    expect(login.said()).toMatch(/requested 2, granted 1, missing channels:read/)
    expect(login.said()).toMatch(/Granted less than requested: channels:read \(bot token\)/)
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })
})

describe('login, after the person pressed Cancel', () => {
  it.each([
    [{ description: true, state: true }, 6, /cancelled \(.+\)/],
    [{ description: false, state: true }, 6, /cancelled\n/],
  ])('accepts a denial whose query has the parts %j, and exits with %i', async (cancel, exit, said) => {
    const { slack, id, machine, secret } = await place({ cancel })
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [...id, '--scopes', 'chat:write'], { env: secret })
    await visit(await decide(await login.url, { decision: 'cancel' }))
    expect((await login.ended).code).toBe(exit)
    expect(login.said()).toMatch(said)
  })

  it('prints a denial that has no state parameter, and continues to wait', async () => {
    const { slack, id, machine, secret } = await place({ cancel: { description: false, state: false } })
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [...id, '--scopes', 'chat:write'], { env: secret })
    const url = await login.url
    expect((await visit(await decide(url, { decision: 'cancel' }))).status).toBe(400)
    expect(login.said()).toMatch(/If you pressed Cancel/)
    await visit(await decide(url))
    expect((await login.ended).code).toBe(0)
  })

  it('prints only one line, with a count, for 50 denials that have no state parameter', async () => {
    const { slack, id, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [...id, '--scopes', 'chat:write'], { env: secret })
    const url = await login.url
    const callback = new URL(url).searchParams.get('redirect_uri') ?? ''
    for (let count = 0; count < 50; count += 1) await visit(`${callback}?error=access_denied`)
    const lines = () => login.said().match(/refusals? without this login’s state arrived/gi) ?? []
    expect(lines()).toHaveLength(1)
    await visit(await decide(url))
    expect((await login.ended).code).toBe(0)
    expect(lines()).toHaveLength(2)
    expect(login.said()).toMatch(/50 refusals without this login’s state arrived/)
  })
})

describe('login, for sign-in scopes', () => {
  it.each([
    ['openid,email', []],
    ['identity.basic,chat:write', []],
  ])('exits with 2 for --user-scopes %s, and explains that such a scope signs a person in', async (scopes) => {
    const { slack, id, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const { code, stderr } = await machine.run(['login', ...id, '--user-scopes', scopes], { input: '', env: secret })
    expect(code).toBe(2)
    expect(stderr).toMatch(/signs a person in/)
  })
})
