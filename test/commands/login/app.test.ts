import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { decide, startLogin, startSlack, visit } from '../../support/login.ts'
import { createPlace, freePort } from '../../support/program.ts'
import { hasPty, startAtTerminal } from '../../support/pty.ts'

const appsOf = (directory: string) =>
  (
    JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8')) as {
      apps: Record<string, Record<string, unknown>>
    }
  ).apps

async function place(): Promise<{
  machine: Machine
  port: string
  slack: Awaited<ReturnType<typeof startSlack>>
  link: string
}> {
  const port = String(await freePort())
  const slack = await startSlack([`https://localhost:${port}/slack/callback`])
  const query = new URLSearchParams({ client_id: slack.app.clientId, scope: 'chat:write', user_scope: 'search:read' })
  return { machine: createMachine(), port, slack, link: `${slack.authorizeUrl}?${query.toString()}` }
}

describe('a stored app', () => {
  it('is installed by login --app with no other flag, and keeps its signing secret and its client secret', async () => {
    const { machine, port, slack, link } = await place()
    await using _slack = slack
    using _machine = machine
    const signingSecret = 'sim-signing-secret-9a8b7c'
    const lines = `SLACK_CLIENT_SECRET=${slack.app.clientSecret}\nSLACK_SIGNING_SECRET=${signingSecret}\n`
    const added = await machine.run(['app', 'add', link, '--name', 'demo', '--port', port, '--secrets'], {
      input: lines,
    })
    expect(added.code, added.stderr).toBe(0)
    expect(added.stderr).toContain('slack-tokens login --app demo')
    expect((await machine.run(['app', 'check', 'demo', '--json'], { input: '' })).json).toMatchObject({ ok: true })
    const login = startLogin(machine, ['--app', 'demo'])
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect(login.said()).toMatch(/bot token .*granted 1/)
    expect(login.said()).toMatch(/user token .*granted 1/)
    expect(appsOf(machine.directory)['demo']).toMatchObject({ signingSecret, clientSecret: slack.app.clientSecret })
  })

  it('makes login and app check exit with 2 (no_client_secret) when its client secret is not stored and there is no terminal to ask for it', async () => {
    const { machine, port, slack, link } = await place()
    await using _slack = slack
    using _machine = machine
    const added = await machine.run(['app', 'add', link, '--name', 'demo', '--port', port], { input: '' })
    expect(added.stderr).toContain('slack-tokens app add --name demo --client-secret')
    for (const argv of [
      ['login', '--app', 'demo'],
      ['app', 'check', 'demo'],
    ]) {
      const ran = await machine.run([...argv, '--json'], { input: '' })
      expect([ran.code, (ran.json as { error: string }).error]).toEqual([2, 'no_client_secret'])
      expect(ran.stderr).toContain('SLACK_CLIENT_SECRET')
      expect(ran.stderr).toContain('slack-tokens app add')
    }
  })

  it('cannot get another API URL: app add exits with 2 for an --api-url that differs from the stored one', async () => {
    const { machine, port, slack, link } = await place()
    await using _slack = slack
    using _machine = machine
    await machine.run(['app', 'add', link, '--name', 'demo', '--port', port], { input: '' })
    const argv = ['app', 'add', '--name', 'demo', '--scopes', 'chat:write', '--api-url', 'https://slack.com/api/']
    const ran = await machine.run(argv, { input: '' })
    expect(ran.code).toBe(2)
    expect(ran.stderr).toContain('its secret is sent to no other API URL')
  })
})

describe('app rename', () => {
  it('changes only the name of the app, and exits with 2 for an invalid name, a name in use or an unknown app', async () => {
    const { machine, port, slack, link } = await place()
    await using _slack = slack
    using _machine = machine
    await machine.run(['app', 'add', link, '--name', 'demo', '--port', port], { input: '' })
    await machine.run(['app', 'add', '--client-id', '999999.999999', '--name', 'other'], { input: '' })
    const before = appsOf(machine.directory)['demo']
    const ran = await machine.run(['app', 'rename', 'DEMO', 'acme', '--json'], { input: '' })
    expect(ran.json).toEqual({ ok: true, name: 'acme', before: 'demo' })
    expect(appsOf(machine.directory)['acme']).toEqual(before)
    for (const [name, error] of [
      ['../x', 'bad_name'],
      ['Other', 'name_taken'],
    ] as const) {
      const refused = await machine.run(['app', 'rename', 'acme', name, '--json'], { input: '' })
      expect([refused.code, (refused.json as { error: string }).error]).toEqual([2, error])
    }
    const unknown = await machine.run(['app', 'rename', 'demo', 'x', '--json'], { input: '' })
    expect([unknown.code, (unknown.json as { error: string }).error]).toEqual([2, 'unknown_app'])
    const shown = await machine.run(['app', 'show', 'acme'], { input: '' })
    expect(shown.stdout).toMatch(/signing secret +not stored/)
    expect(shown.stdout).toMatch(/app-level token +not stored/)
  })
})

describe.skipIf(!hasPty)('the app commands on a real terminal', () => {
  it('app add asks for the install link, says when the answer is an app id instead, and asks for the secret without showing it', async () => {
    using home = createPlace()
    const env = { HOME: home.directory, SLACK_TOKENS_CONFIG_DIR: join(home.directory, 'config'), BROWSER: 'none' }
    const secret = 'sim-client-secret-1f2e3d'
    const adding = startAtTerminal(['app', 'add', '--name', 'demo'], env, 40)
    await adding.said(/install link .*or client id/)
    adding.type('A0123456789\r')
    await adding.said(/That is an app id/)
    adding.type('\u0015https://slack.com/oauth/v2/authorize?client_id=1234567890.123456789012&scope=chat:write\r')
    await adding.said(/Client secret .*Enter for later/)
    adding.type(`${secret}\r`)
    expect(await adding.ended, adding.screen()).toBe(0)
    expect(adding.screen()).not.toContain(secret)
    expect(appsOf(env.SLACK_TOKENS_CONFIG_DIR)['demo']).toMatchObject({
      clientSecret: secret,
      botScopes: ['chat:write'],
    })
  })
  it('app create --link asks for the client id and the secret of the new app, and stores them with the settings of the manifest', async () => {
    using home = createPlace()
    const env = { HOME: home.directory, SLACK_TOKENS_CONFIG_DIR: join(home.directory, 'config'), BROWSER: 'none' }
    const argv = ['app', 'create', '--link', '--name', 'My test', '--user-scopes', 'search:read', '--rotation']
    const creating = startAtTerminal(argv, env, 40)
    await creating.said(/manifest_json=/)
    await creating.said(/Client id of the app/)
    creating.type('1234567890.123456789012\r')
    await creating.said(/Client secret .*Enter for later/)
    creating.type('\r')
    expect(await creating.ended, creating.screen()).toBe(0)
    expect(creating.screen()).toContain(' login --app my-test')
    expect(appsOf(env.SLACK_TOKENS_CONFIG_DIR)['my-test']).toMatchObject({
      ...{ clientId: '1234567890.123456789012', clientSecret: null, appName: 'My test', appId: null },
      userScopes: ['search:read'],
      switches: { rotation: true },
    })
  })
})
