import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Installation } from '../../../src/config/installation.ts'
import { createMachine } from '../../support/cli.ts'
import { startElsewhere } from '../../support/imported.ts'
import { hours } from '../../support/rotating-machine.ts'

function secretsOf({ bot, users, webhooks }: Installation): string[] {
  return [bot?.token ?? '', ...users.map(({ token }) => token), ...webhooks.map(({ url }) => url)]
}

describe('import', () => {
  it('stores the answer in a log line as an external installation, and makes this installation active', async () => {
    await using elsewhere = await startElsewhere()
    const pasted = `2026-01-05 12:00 INFO installed ${JSON.stringify(elsewhere.answer)}`
    const done = await elsewhere.run(['import'], pasted)
    expect(done).toMatchObject({ code: 0 })
    expect(done.stdout).toMatch(
      /✓ +sandbox-inc +Sandbox Inc \(T0SIM0001\) +bot @sim-app, user @dana +1 webhook +new +external/,
    )
    expect(done.stderr).toContain('“sandbox-inc” is the active one now')
    const one = elsewhere.kept().profiles['sandbox-inc'] as Installation
    const before = elsewhere.scene.kept()
    expect(secretsOf(one)).toEqual(secretsOf(before))
    expect(one).toMatchObject({ borrowed: true, flow: 'v2', appId: before.appId, bot: { botId: before.bot?.botId } })
    expect(one.responses[0]?.body).toEqual(elsewhere.answer)
    for (const secret of secretsOf(one)) expect(done.stdout + done.stderr).not.toContain(secret)
    expect((await elsewhere.run(['whoami', '--as', 'user', '--json'])).json).toMatchObject({ user: 'dana' })
    expect((await elsewhere.run(['revoke', '--as', 'bot', '--yes', '--json'])).json).toMatchObject({
      error: 'borrowed',
    })
  })

  it('changes nothing when it reads the same answer again, except that --own marks the tokens as own tokens', async () => {
    await using elsewhere = await startElsewhere()
    const text = JSON.stringify(elsewhere.answer)
    await elsewhere.run(['import', '-'], text)
    const again = await elsewhere.run(['import', '-', '--json', '--own'], text)
    expect(again.json).toMatchObject({ installations: [{ name: 'sandbox-inc', state: 'merged', borrowed: false }] })
    expect(Object.keys(elsewhere.kept().profiles)).toEqual(['sandbox-inc'])
    const third = await elsewhere.run(['import', '-', '--json'], text)
    expect(third.json).toMatchObject({ installations: [{ borrowed: false, tokens: [{ identity: 'bot' }, {}] }] })
  })

  it('stores the tokens of a .env file as one installation, and the credentials as an app', async () => {
    await using elsewhere = await startElsewhere()
    const { bot, users, webhooks } = elsewhere.scene.kept()
    const secret = 'a1b2c3d4e5f60718293a4b5c6d7e8f90'
    const lines = [
      '# of the app',
      `export SLACK_BOT_TOKEN="${bot?.token}"`,
      `SLACK_USER_TOKEN=${users[0]?.token}`,
      `SLACK_WEBHOOK_URL=${webhooks[0]?.url}`,
      'SLACK_CLIENT_ID=1111111111.2222222222',
      `SLACK_CLIENT_SECRET=${secret}`,
      `SLACK_SIGNING_SECRET=${secret.replace('a1', 'b2')}`,
      `SLACK_APP_TOKEN=${['xapp', '1-A0SIM-1-sim'].join('-')}`,
      'DATABASE_URL=postgres://localhost/x',
    ]
    const path = join(elsewhere.machine.directory, '..', '.env')
    writeFileSync(path, lines.join('\n'))
    const done = await elsewhere.run(['import', path])
    expect(done.code, done.stderr).toBe(0)
    const { profiles, apps } = elsewhere.kept()
    expect(Object.values(profiles)).toMatchObject([
      { borrowed: true, workspace: { id: 'T0SIM0001' }, bot: { userName: 'sim-app' }, users: [{ userName: 'dana' }] },
    ])
    expect(profiles['sandbox-inc']?.webhooks).toHaveLength(1)
    expect(profiles['sandbox-inc']?.bot?.scopes).toEqual(['chat:write', 'channels:read', 'incoming-webhook'])
    const [app] = Object.values(apps ?? {})
    expect(app).toMatchObject({ clientId: '1111111111.2222222222', clientSecret: secret })
    expect(app).toMatchObject({
      appToken: expect.stringMatching(/^xapp/),
      botScopes: profiles['sandbox-inc']?.bot?.scopes,
    })
    expect(done.stderr).toContain('slack-tokens login --app')
    for (const value of [secret, bot?.token ?? '']) expect(done.stdout + done.stderr).not.toContain(value)
    const app2 = await elsewhere.run(
      ['import', '-', '--json'],
      'SLACK_SIGNING_SECRET=abcdefabcdef\nSLACK_CLIENT_SECRET=abc123abc123',
    )
    expect(app2.stderr).toContain('no client id')
  })

  it('stores a single token under the name in --name, with the workspace from auth.test', async () => {
    await using elsewhere = await startElsewhere()
    const { bot } = elsewhere.scene.kept()
    const done = await elsewhere.run(['import', '--name', 'Acme.dev', '--json'], `Bearer ${bot?.token}\n`)
    expect(done.json).toMatchObject({ installations: [{ name: 'Acme.dev', state: 'new', active: true }], dead: [] })
    expect(elsewhere.kept().profiles['Acme.dev']?.workspace).toEqual({ id: 'T0SIM0001', name: 'Sandbox Inc' })
    const user = elsewhere.scene.kept().users[0]?.token ?? ''
    await elsewhere.run(['login', '--with-token'], user)
    expect(Object.keys(elsewhere.kept().profiles)).toEqual(['Acme.dev'])
    expect(elsewhere.kept().profiles['Acme.dev']?.users).toMatchObject([{ token: user }])
  })

  it('exits with 4 and stores only the valid token; with --force it also stores the invalid token and marks it', async () => {
    await using elsewhere = await startElsewhere()
    const { bot } = elsewhere.scene.kept()
    for (const token of elsewhere.scene.slack.world.state.tokens) if (token.kind === 'user') token.revoked = true
    const text = JSON.stringify(elsewhere.answer)
    const done = await elsewhere.run(['import'], text)
    expect(done.code).toBe(4)
    expect(done.stdout).toMatch(/bot @sim-app +1 webhook/)
    expect(done.stderr).toMatch(/Not stored: user token xoxp-…\w{4}\. auth\.test: /)
    expect(elsewhere.kept().profiles['sandbox-inc']).toMatchObject({ bot: { token: bot?.token }, users: [] })
    expect((await elsewhere.run(['import', '--force'], text)).code).toBe(0)
    expect(elsewhere.kept().profiles['sandbox-inc']?.users).toMatchObject([{ dead: { code: expect.any(String) } }])
    using empty = createMachine()
    const user = elsewhere.scene.kept().users[0]?.token ?? ''
    const none = await empty.run(['import', '--json', '--api-url', elsewhere.scene.slack.apiUrl], { input: user })
    expect(none).toMatchObject({ code: 4, json: { ok: false, hint: expect.stringContaining('--force') } })
  })

  it('calls no method with --offline; without --offline it exits with 1 and stores nothing when auth.test fails', async () => {
    await using elsewhere = await startElsewhere()
    const before = elsewhere.scene.asked('auth.test')
    elsewhere.scene.slack.fail({ on: 'auth.test', what: '500', times: 4 })
    const text = JSON.stringify(elsewhere.answer)
    const failed = await elsewhere.run(['import', '--json'], text)
    expect(failed).toMatchObject({ code: 1, json: { hint: expect.stringContaining('--offline') } })
    expect((await elsewhere.machine.run(['list', '--json'])).json).toEqual([])
    const requested = elsewhere.scene.asked('auth.test')
    expect(requested).toBeGreaterThan(before)
    expect((await elsewhere.run(['import', '--offline'], text)).code).toBe(0)
    expect(elsewhere.scene.asked('auth.test')).toBe(requested)
    expect(elsewhere.kept().profiles['sandbox-inc']).toMatchObject({ borrowed: true, bot: { userName: null } })
  })

  it('does not replace a rotating token with an older copy', async () => {
    await using elsewhere = await startElsewhere(12 * hours)
    const { scene } = elsewhere
    const old = JSON.stringify(scene.kept().responses[0]?.body)
    expect((await elsewhere.run(['import', '--own', '--offline'], old)).stderr).toContain('in one place only')
    const path = join(scene.machine.directory, 'old.json')
    await scene.run(['export', '--output', path])
    scene.passes(11.99 * hours)
    await scene.run(['refresh'])
    const { bot } = scene.kept()
    const done = await scene.run(['import', path, '--offline', '--json'])
    expect(done.json).toMatchObject({ installations: [{ name: 'sandbox-inc', borrowed: false }] })
    expect(scene.kept().bot).toEqual(bot)
  })
})
