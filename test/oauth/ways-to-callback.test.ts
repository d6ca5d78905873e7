import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMachineKind } from '../../src/runtime/machine-kind.ts'
import { systemClock } from '../../src/runtime/process-host.ts'
import { pageErrors } from '../../src/slack/facts/page-errors.ts'
import { createMachine } from '../support/cli.ts'
import { decide, startLogin, startSlack, visit } from '../support/login.ts'
import { freePort } from '../support/program.ts'

describe('where this runs', () => {
  const at = (env: Record<string, string>, platform = 'linux', files: string[] = []) => {
    const { kind, opens, sameLocalhost } = readMachineKind({
      env,
      platform,
      hostname: 'box',
      exists: (path) => files.includes(path),
    })
    return [kind, opens, sameLocalhost]
  }
  it.each([
    ['a desktop', { DISPLAY: ':0' }, 'linux', [], ['desktop', true, true]],
    ['a Mac', {}, 'darwin', [], ['desktop', true, true]],
    ['SSH', { SSH_CONNECTION: '10.0.0.1', DISPLAY: ':10' }, 'linux', [], ['ssh', false, false]],
    ['a container', {}, 'linux', ['/.dockerenv'], ['container', false, false]],
    ['a dev container', { REMOTE_CONTAINERS: 'true' }, 'linux', [], ['container', false, false]],
    ['Codespaces', { CODESPACES: 'true', DISPLAY: ':0' }, 'linux', [], ['web IDE', false, false]],
    ['WSL', { WSL_DISTRO_NAME: 'Debian' }, 'linux', [], ['WSL', true, true]],
    ['no display', {}, 'linux', [], ['no display', false, true]],
    ['BROWSER=none', { BROWSER: 'none', DISPLAY: ':0' }, 'linux', [], ['browser off', false, true]],
    ['a named browser', { BROWSER: 'firefox' }, 'linux', ['/.dockerenv'], ['desktop', true, true]],
    ['CI', { CI: 'true', DISPLAY: ':0' }, 'linux', [], ['desktop', false, true]],
  ] as const)('%s', (_name, env, platform, files, expected) =>
    expect(at(env, platform, [...files])).toEqual([...expected]),
  )
})

async function place(redirects: (port: number) => string[] = (port) => [`https://localhost:${port}/slack/callback`]) {
  const port = await freePort()
  const slack = await startSlack(redirects(port))
  const link = `${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&user_scope=search:read`
  return { slack, port, link, machine: createMachine(), secret: { SLACK_CLIENT_SECRET: slack.app.clientSecret } }
}

describe('the waiting screen', () => {
  it('on SSH leads with paste and names the line that forwards the port', async () => {
    const { slack, port, link, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const env = { ...secret, BROWSER: '', SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' }
    const login = startLogin(machine, [link, '--port', String(port)], { env, atTerminal: true })
    const url = await login.url
    await login.hears('The address, or the text')
    expect(login.said()).toMatch(/You are on a remote machine \(SSH\)/)
    expect(login.said()).toMatch(/1\. Open on any computer/)
    expect(login.said()).toContain(`ssh -L ${port}:localhost:${port} test-machine`)
    login.type(await decide(url))
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('asks once for the redirect URL to be registered: once it worked, it is known to be', async () => {
    const { slack, port, link, machine, secret } = await place((one) => [
      `https://localhost:${one}/slack/callback`,
      `https://localhost:${one}/other`,
    ])
    await using _slack = slack
    using _machine = machine
    const through = async (argv: readonly string[]) => {
      const login = startLogin(machine, argv, { env: secret })
      await visit(await decide(await login.url))
      expect((await login.ended).code, login.said()).toBe(0)
      return login.said()
    }
    const argv = [link, '--port', String(port)]
    expect(await through(argv)).toContain('must be registered')
    const second = await through(argv)
    expect(second).not.toContain('must be registered')
    expect(second).toContain(`https://localhost:${port}/slack/callback`)
    // Another URL is another question, and the answer to the first is not forgotten for it.
    const other = [link, '--redirect-uri', `https://localhost:${port}/other`]
    expect(await through(other)).toContain('must be registered')
    expect(await through(other)).not.toContain('must be registered')
    expect(await through([...argv, '--redirect-uri', `https://localhost:${port}/slack/callback`])).not.toContain(
      'must be registered',
    )
  })

  it('in a container leads with paste and names no ssh', async () => {
    const { slack, port, link, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [link, '--port', String(port)], {
      env: { ...secret, BROWSER: '' },
      exists: (path) => path === '/.dockerenv',
      atTerminal: true,
    })
    const url = await login.url
    await login.hears('The address, or the text')
    expect(login.said()).toMatch(/This is a container/)
    expect(login.said()).toContain('docker run --network host')
    expect(login.said()).not.toContain('ssh')
    login.type(await decide(url))
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('helps after 20 and after 60 seconds of silence, in this login’s own values', async () => {
    const { slack, port, link, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const slept: number[] = []
    // Silence passes at once; the login's own time-out does not.
    const clock = {
      ...systemClock,
      sleep: (ms: number, signal?: AbortSignal) => {
        slept.push(ms)
        return systemClock.sleep(ms === 20_000 || ms === 40_000 ? 1 : ms, signal)
      },
    }
    const login = startLogin(machine, [link, '--port', String(port)], { env: secret, clock })
    const url = await login.url
    await login.hears('an admin to approve')
    expect(slept).toEqual(expect.arrayContaining([300_000, 20_000, 40_000]))
    expect(login.said()).toContain(`register exactly https://localhost:${port}/slack/callback and press Save URLs`)
    expect(login.said()).toMatch(/“Request to install”/)
    await visit(await decide(url))
    expect((await login.ended).code).toBe(0)
  })

  it('a registered sub-path needs no settings change; a public one names the running app as the danger', async () => {
    const { slack, port, link, machine, secret } = await place(() => ['https://app.example/slack/oauth'])
    await using _slack = slack
    using _machine = machine
    const login = startLogin(
      machine,
      [link, '--redirect-uri', 'https://app.example/slack/oauth/slack-tokens', '--port', String(port)],
      {
        env: secret,
        atTerminal: true,
      },
    )
    const url = await login.url
    await login.hears('Waiting for Slack')
    expect(login.said()).toMatch(
      /sub-path of a URL that is registered already, with no settings change; the running app must not/,
    )
    login.type(await decide(url))
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('every page of the catalogue is answered when it is pasted, and the wait goes on', async () => {
    const { slack, port, link, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [link, '--port', String(port)], { env: secret, atTerminal: true })
    const url = await login.url
    await login.hears('Waiting for Slack')
    const pages = [
      'redirect_uri did not match any configured URIs. Passed URI: ',
      'Invalid client_id parameter',
      'Requested scopes cannot be blank',
      'No scopes requested',
      'Invalid permissions requested\nInvalid scope: channels:manage',
      'invalid_scope_requested',
      'unapproved_scope',
      'Cannot request both identity scopes and other scopes at the same time',
      'invalid_team_for_non_distributed_app',
      'no_bot_scopes_requested',
      'is requesting permission to install a bot but it is not currently configured with a bot',
      'Apps with this feature are only available to Enterprise customers',
      'you are not authorized to install this app',
      'Request to install',
    ]
    for (const [index, page] of pages.entries()) {
      login.type(`Something went wrong when authorizing this app.\n${page}`)
      while (login.said().split('Still waiting').length - 1 <= index)
        await new Promise((resolve) => setTimeout(resolve, 10))
    }
    expect(login.said()).not.toMatch(/Paste the whole address that/)
    expect(login.said()).toMatch(/The app has no redirect URL at all/)
    expect(login.said()).toMatch(/channels:manage is for the bot \(--scopes\) only/)
    expect(login.said()).toMatch(/--team T… opens the right workspace/)
    expect(pageErrors.length).toBeGreaterThan(10)
    await visit(await decide(url))
    expect((await login.ended).code).toBe(0)
  })
})

describe('a login in two steps', () => {
  async function started() {
    const home = await place(() => ['https://app.example/back'])
    const { code, json, stderr } = await home.machine.run(
      ['login', home.link, '--redirect-uri', 'https://app.example/back', '--client-secret', '--start', '--json'],
      { input: `${home.slack.app.clientSecret}\n` },
    )
    expect(code, stderr).toBe(0)
    return { ...home, started: json as { id: string; url: string; redirectUri: string; expiresAt: string } }
  }

  it('survives the end of the process, is kept for this person alone, and works once', async () => {
    const { slack, machine, started: first } = await started()
    await using _slack = slack
    using _machine = machine
    expect(first).toEqual({
      id: expect.stringMatching(/^[a-z0-9]{12}$/) as string,
      url: expect.stringContaining('/oauth/v2/authorize?') as string,
      redirectUri: 'https://app.example/back',
      expiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    })
    expect(statSync(join(machine.directory, `login-${first.id}.json`)).mode & 0o777).toBe(0o600)
    const wrong = await machine.run(['login', '--finish', first.id], {
      input: 'https://app.example/back?code=1.2.abcdef12&state=other',
    })
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('not from this login')])
    const address = await decide(first.url)
    const done = await machine.run(['login', '--finish', first.id], { input: `${address}\n` })
    expect(done.code, done.stderr).toBe(0)
    expect(done.stderr).toMatch(/installed by @dana/)
    const again = await machine.run(['login', '--finish', first.id], { input: address })
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('no started login')])
    expect(readdirSync(machine.directory).filter((name) => name.startsWith('login-'))).toEqual([])
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })

  it('of several that finish at once, one does', async () => {
    const { slack, machine, started: first } = await started()
    await using _slack = slack
    using _machine = machine
    const address = await decide(first.url)
    const ended = await Promise.all(
      [1, 2, 3].map(() => machine.run(['login', '--finish', first.id], { input: address })),
    )
    expect(ended.map(({ code }) => code).sort((one, other) => one - other)).toEqual([0, 2, 2])
    expect(slack.log().filter(({ what }) => what === 'oauth.v2.access')).toHaveLength(1)
  })

  it('a cancelled one ends with 6, and an expired one cannot be finished', async () => {
    const { slack, machine, started: first } = await started()
    await using _slack = slack
    using _machine = machine
    const denied = await decide(first.url, { decision: 'cancel' })
    expect((await machine.run(['login', '--finish', first.id], { input: denied })).code).toBe(6)
    const second = await started()
    await using _other = second.slack
    using _otherMachine = second.machine
    const path = join(second.machine.directory, `login-${second.started.id}.json`)
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { expiresAt: number }
    writeFileSync(path, JSON.stringify({ ...kept, expiresAt: Date.now() - 1 }))
    const late = await second.machine.run(['login', '--finish', second.started.id], {
      input: await decide(second.started.url),
    })
    expect([late.code, late.stderr]).toEqual([2, expect.stringContaining('more than ten minutes ago')])
  })

  it('a secret from the environment is not in the file, and is asked for again', async () => {
    const { slack, link, machine, secret } = await place(() => ['https://app.example/back'])
    await using _slack = slack
    using _machine = machine
    const { json } = await machine.run(
      ['login', link, '--redirect-uri', 'https://app.example/back', '--start', '--json'],
      { input: '', env: secret },
    )
    const { id, url } = json as { id: string; url: string }
    expect(readFileSync(join(machine.directory, `login-${id}.json`), 'utf8')).not.toContain(slack.app.clientSecret)
    const address = await decide(url)
    const without = await machine.run(['login', '--finish', id], { input: address })
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('SLACK_CLIENT_SECRET')])
    expect((await machine.run(['login', '--finish', id], { input: address, env: secret })).code).toBe(0)
  })

  it.each([['../config'], ['nosuchlogin1'], ['']])('H8 %j is no started login', async (id) => {
    using machine = createMachine()
    expect((await machine.run(['login', '--finish', id], { input: 'x' })).code).toBe(2)
  })
})

describe('added scopes', () => {
  it('ask for the union, and say what was won and that the token is the same', async () => {
    using machine = createMachine()
    const sim = ['login', '--sim', '--approve', '--port', '0']
    await machine.run([...sim, '--scopes', 'chat:write', '--user-scopes', 'search:read'])
    const { code, stderr } = await machine.run([
      'login',
      '--add-scope',
      'channels:read',
      '--approve',
      '--sim',
      '--port',
      '0',
    ])
    expect(code, stderr).toBe(0)
    expect(stderr).toMatch(/bot token: same token; won channels:read/)
    expect(stderr).toMatch(/user token: same token\n/)
  })

  it('for a real app with no other word: the app and its scopes are those of the active installation', async () => {
    const { slack, port, link, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const first = startLogin(machine, [link, '--port', String(port), '--client-secret'], {
      input: `${slack.app.clientSecret}\n`,
    })
    await visit(await decide(await first.url))
    await first.ended
    const more = startLogin(machine, ['--add-user-scope', 'files:write'])
    const url = new URL(await more.url)
    expect([url.searchParams.get('scope'), url.searchParams.get('user_scope')]).toEqual([
      'chat:write',
      'search:read,files:write',
    ])
    await visit(await decide(url.href))
    expect((await more.ended).code, more.said()).toBe(0)
    expect(more.said()).toMatch(/user token: same token; won files:write/)
  })
})
