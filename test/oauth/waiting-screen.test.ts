import { describe, expect, it } from 'vitest'
import { systemClock } from '../../src/runtime/process-host.ts'
import { pageErrors } from '../../src/slack/facts/page-errors.ts'
import { decide, realApp, startLogin, visit } from '../support/login.ts'

describe('the screen of login while it waits', () => {
  it('suggests in an SSH session to paste the callback, and prints the command that forwards the port', async () => {
    const { slack, port, link, machine, secret } = await realApp()
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

  it('says that the redirect URL must be registered, unless a login with this URL has worked before', async () => {
    const { slack, port, link, machine, secret } = await realApp((one) => [
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
    // Another redirect URL must be registered separately, and the first URL remains known.
    const other = [link, '--redirect-uri', `https://localhost:${port}/other`]
    expect(await through(other)).toContain('must be registered')
    expect(await through(other)).not.toContain('must be registered')
    expect(await through([...argv, '--redirect-uri', `https://localhost:${port}/slack/callback`])).not.toContain(
      'must be registered',
    )
  })

  it('suggests in a container to paste the callback, and does not mention ssh', async () => {
    const { slack, port, link, machine, secret } = await realApp()
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

  it('prints help after 20 s and 60 s without a callback, with the values of this login', async () => {
    const { slack, port, link, machine, secret } = await realApp()
    await using _slack = slack
    using _machine = machine
    const slept: number[] = []
    // The pauses of 20 s and 40 s take 1 ms here; the login’s own time limit is unchanged.
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

  it('says that a sub-path of a registered URL needs no change, and that the running app could get the callback', async () => {
    const { slack, port, link, machine, secret } = await realApp(() => ['https://app.example/slack/oauth'])
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
      /sub-path of a registered URL needs no change of the settings\. The running app must not/,
    )
    login.type(await decide(url))
    expect((await login.ended).code, login.said()).toBe(0)
  })

  it('explains each known error page of Slack that is pasted, and continues to wait', async () => {
    const { slack, port, link, machine, secret } = await realApp()
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
