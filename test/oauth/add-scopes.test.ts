import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { decide, realApp, startLogin, visit } from '../support/login.ts'

describe('login --add-scope', () => {
  it('requests the old and the new scopes, prints the new ones, and says that the token stays the same', async () => {
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
    expect(stderr).toMatch(/bot token: same token; gained channels:read/)
    expect(stderr).toMatch(/user token: same token\n/)
  })

  it('takes the app and its scopes from the active installation when no other option is given', async () => {
    const { slack, port, link, machine } = await realApp()
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
    expect(more.said()).toMatch(/user token: same token; gained files:write/)
  })
})
