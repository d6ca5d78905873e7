import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { decide, keptBy, linkOf, place, startLogin, visit } from '../../support/login.ts'

describe('login, for an install link', () => {
  it('takes the client id, the scopes and the app from the link, receives the callback over https, and stores the tokens', async () => {
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
    expect(login.said()).toMatch(/bot token .*acts as @sim-app +requested 2, granted 2/)
    expect(login.said()).toMatch(/The app is stored: slack-tokens login --app A0SIMAPP1/)
    expect(login.said()).not.toContain(slack.app.clientSecret)
    const { active, profiles, apps } = keptBy(machine)
    expect(profiles[active]).toMatchObject({ simulator: false, bot: { scopes: ['chat:write', 'channels:read'] } })
    expect(apps['A0SIMAPP1']).toMatchObject({ clientId: slack.app.clientId, clientSecret: null })
    expect((await machine.run(['whoami', '--as', 'user'])).stdout).toMatch(/^user +@dana/)
  })

  it('accepts a callback over http on the port that listens for https', async () => {
    const { slack, port, machine, secret } = await place()
    await using _slack = slack
    using _machine = machine
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], { env: secret })
    const home = await decide(await login.url)
    expect((await visit(home.replace('https:', 'http:'))).text).toMatch(/Installed/)
    expect((await login.ended).code).toBe(0)
  })

  it('uses the v1 flow for a link to /oauth/authorize, and stores a bot token and a user token that can post', async () => {
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

  it('stores the secret from --client-secret, so that login --app needs no other argument', async () => {
    const { slack, port, machine } = await place()
    await using _slack = slack
    using _machine = machine
    const first = startLogin(machine, [linkOf(slack), '--port', String(port), '--client-secret'], {
      input: `${slack.app.clientSecret}\n`,
    })
    await visit(await decide(await first.url))
    expect((await first.ended).code, first.said()).toBe(0)
    expect(keptBy(machine).apps['A0SIMAPP1']?.clientSecret).toBe(slack.app.clientSecret)
    const again = startLogin(machine, ['--app', 'a0simapp1'])
    await visit(await decide(await again.url, { decision: 'allow', user: 'U0SIMLEE' }))
    expect((await again.ended).code, again.said()).toBe(0)
    expect(again.said()).toMatch(/reinstalled by @lee/)
    expect(keptBy(machine).profiles['sandbox-inc']?.users).toHaveLength(2)
  })

  it('uses localhost instead of the public redirect URL in the link, and prints the reason', async () => {
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
    expect(login.said()).toMatch(/it belongs to the running app, which would use up the code/)
  })

  it.each([
    ['https://evil.example/oauth/v2/authorize?client_id=1111111111.2222222222', /is not a host of Slack/],
    ['https://slack.com.evil.example/oauth/v2/authorize?client_id=1111111111.2222222222', /is not a host of Slack/],
    ['http://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222', /is http.*\n.*https/],
    ['http://acme.slack.com/oauth/v2/authorize?client_id=1111111111.2222222222', /is http/],
    ['http://slack.co/oauth/v2/authorize?client_id=1111111111.2222222222', /is not a host of Slack/],
    ['https://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222&scope=null', /no value for them/],
    ['https://slack.com/oauth/v2/authorize?client_id=1111111111.2222222222&user_scope=undefined', /no value for them/],
    ['https://slack.com/oauth/v2/authorize?scope=chat:write', /no client_id/],
    ['https://slack.com/marketplace/A012', /not an install page/],
    ['nonsense', /not an install link/],
  ])('exits with 2 for the link %s (threat C14)', async (link, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', link], { input: '' })
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })
})
