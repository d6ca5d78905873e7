import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { decide, realApp } from '../support/login.ts'

describe('a login in two steps', () => {
  async function started() {
    const home = await realApp(() => ['https://app.example/back'])
    const { code, json, stderr } = await home.machine.run(
      ['login', home.link, '--redirect-uri', 'https://app.example/back', '--client-secret', '--start', '--json'],
      { input: `${home.slack.app.clientSecret}\n` },
    )
    expect(code, stderr).toBe(0)
    return { ...home, started: json as { id: string; url: string; redirectUri: string; expiresAt: string } }
  }

  it('can be finished by another process of the same account, and only once', async () => {
    const { slack, machine, started: first } = await started()
    await using _slack = slack
    using _machine = machine
    expect(first).toEqual({
      ok: true,
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
    expect(wrong.stderr).toContain(`slack-tokens login --finish ${first.id} `)
    const opened = await machine.run(['login', '--finish', first.id], { input: first.url })
    expect([opened.code, opened.stderr]).toEqual([2, expect.stringContaining('the address to open') as string])
    const address = await decide(first.url)
    expect(wrong.stderr).toContain(`slack-tokens login --finish ${first.id}`)
    const done = await machine.run(['login', '--finish', first.id], { input: `${address}\n` })
    expect(done.code, done.stderr).toBe(0)
    expect(done.stderr).toMatch(/installed by @dana/)
    const again = await machine.run(['login', '--finish', first.id], { input: address })
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('No started login has this id')])
    expect(readdirSync(machine.directory).filter((name) => name.startsWith('login-'))).toEqual([])
    expect((await machine.run(['whoami', '--as', 'bot'])).code).toBe(0)
  })

  it.each([
    ['http://app.example/back', true],
    ['https://app.example/back', false],
    ['http://localhost:8443/back', false],
  ])('with the redirect URL %s warns that Slack’s settings accept no http: %s', async (uri, warned) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(
      ['login', '--client-id', '1.2', '--client-secret', '--scopes', 'chat:write', '--redirect-uri', uri, '--start'],
      { input: '0123456789abcdef0123456789abcdef\n' },
    )
    expect([code, stderr.includes('accept no http redirect URL')]).toEqual([0, warned])
  })

  it('is finished only once when several processes try at the same time', async () => {
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

  it('exits with 6 after a denial, and cannot be finished after more than ten minutes', async () => {
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

  it('does not store a client secret from the environment, and needs it again at --finish', async () => {
    const { slack, link, machine, secret } = await realApp(() => ['https://app.example/back'])
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

  it.each([['../config'], ['nosuchlogin1'], ['']])(
    'rejects %j as the id of a started login (threat H8)',
    async (id) => {
      using machine = createMachine()
      expect((await machine.run(['login', '--finish', id], { input: 'x' })).code).toBe(2)
    },
  )
})
