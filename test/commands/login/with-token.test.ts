import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { decide, installedTokens, keptBy, linkOf, startLogin, startSlack, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

describe('login --with-token', () => {
  it('tests a bot token, stores the token as external, and adds the user token to the same installation', async () => {
    await using slack = await startSlack()
    using machine = createMachine()
    const tokens = await installedTokens(slack)
    for (const [token, said] of [
      [tokens.bot, /bot token of @sim-app/],
      [`  "${tokens.user}"\n`, /user token of @dana/],
    ] as const) {
      const { code, stderr } = await machine.run(['login', '--with-token', '--api-url', slack.apiUrl], {
        input: `${token}\n`,
      })
      expect(code, stderr).toBe(0)
      expect(stderr).toMatch(said)
      expect(stderr).toMatch(/external/)
    }
    const list = (await machine.run(['list', '--json'])).json as { name: string }[]
    expect(list).toHaveLength(1)
    expect((await machine.run(['whoami', '--json'])).json).toMatchObject([{ user: 'sim-app' }, { user: 'dana' }])
  })

  it('says that a stored token keeps the name of its installation, and how to give it the name in --profile', async () => {
    await using slack = await startSlack()
    using machine = createMachine()
    const { bot } = await installedTokens(slack)
    const as = async (name: string) =>
      await machine.run(['login', '--with-token', '--api-url', slack.apiUrl, '--profile', name], { input: bot })
    expect((await as('acme')).stderr).not.toMatch(/keeps its name/)
    const { code, stderr } = await as('acme-dev')
    const [, told = ''] = /“acme”, which keeps its name\. To call it “acme-dev”: slack-tokens (.*)\n/.exec(stderr) ?? []
    expect([code, told]).toEqual([0, 'rename acme acme-dev'])
    expect((await machine.run(told.split(' '))).code).toBe(0)
    expect((await as('acme-dev')).stderr).not.toMatch(/keeps its name/)
  })

  it.each([
    ['a refresh token', 'xoxe-1-sim-abcdef', 2, /refresh token/],
    ['an app-level token', 'xapp-1-sim-abcdef', 2, /app-level token/],
    ['another text', 'hunter2', 2, /not a Slack token/],
    ['a token that Slack does not know', 'xoxb-sim-unknown-abcdef', 4, /invalid_auth/],
  ])('exits with an error and does not store %s', async (_name, token, exit, said) => {
    await using slack = await startSlack()
    using machine = createMachine()
    const { code, stderr } = await machine.run(['login', '--with-token', '--api-url', slack.apiUrl], { input: token })
    expect(code).toBe(exit)
    expect(stderr).toMatch(said)
    expect(stderr).not.toContain(token)
    expect((await machine.run(['list', '--json'])).json).toEqual([])
  })
})

describe('login, when a token of the app is already stored', () => {
  it('stores the install in the profile of that token; a later --with-token with a token of the install changes nothing', async () => {
    const port = await freePort()
    await using slack = await startSlack([`https://localhost:${port}/slack/callback`])
    using machine = createMachine()
    const tokens = await installedTokens(slack)
    const withToken = ['login', '--with-token', '--api-url', slack.apiUrl]
    expect((await machine.run(withToken, { input: tokens.user })).code).toBe(0)
    const login = startLogin(machine, [linkOf(slack), '--port', String(port)], {
      env: { SLACK_CLIENT_SECRET: slack.app.clientSecret },
    })
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect((await machine.run(withToken, { input: tokens.bot })).code).toBe(0)
    const list = (await machine.run(['list', '--json'])).json
    expect(list).toMatchObject([{ name: 'sandbox-inc', borrowed: false }])
    expect(list).toHaveLength(1)
    expect(keptBy(machine).profiles['sandbox-inc']?.users).toMatchObject([{ token: tokens.user, userName: 'dana' }])
  })
})
