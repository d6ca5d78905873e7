import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { decide, linkOf, place, startLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

describe('login on a terminal, for a pasted callback', () => {
  it('accepts the callback URL of this login, after it refused another text and the callback URL of another login', async () => {
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

  it('exchanges a code that is pasted without its URL, but only after the person has typed y', async () => {
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

  it('prints what to change for the pasted text of a Slack error page, and continues to wait', async () => {
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
      /The page shows https:\/\/127\.0\.0\.1:8443\/slack\/callback, but this login sent .*\n.*127\.0\.0\.1 and localhost are different to Slack/,
    )
  })

  it('exits with 6 when the pasted callback is the callback of Cancel', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret, atTerminal: true })
    login.type(await decide(await login.url, { decision: 'cancel' }))
    expect((await login.ended).code).toBe(6)
  })

  it('accepts a pasted callback when the port is in use, but exits with 1 without a terminal (fault R3)', async () => {
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
    expect(login.said()).toMatch(/The program that listens on the port will receive the code/)
    other.close()
  })
})
