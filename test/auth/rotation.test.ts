import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { hours, startScene } from '../support/rotating-machine.ts'

describe('the automatic refresh of a rotating token', () => {
  it('does not happen while the token is valid, and `login`, `show` and `list` show the expiry', async () => {
    await using scene = await startScene()
    const login = await scene.install()
    expect(login.stderr).toMatch(/bot token .*valid for 12 h, refreshed automatically/)
    expect((await scene.run(['show'])).stdout).toMatch(/bot token .*expires in 11 h 59 min/)
    expect((await scene.run(['list'])).stdout).toMatch(/ROTATING\n.*expires in 11 h 59 min/)
    expect((await scene.run(['whoami'])).stdout.match(/expires in 1[12] h/g)).toHaveLength(2)
    expect((await scene.run(['token'])).stderr).toMatch(/it expires in 11 h 59 min/)
    expect(scene.asked('oauth.v2.access')).toBe(1)
  })

  it('happens four minutes before the token expires, stores a new token and refresh token, and changes no other token', async () => {
    await using scene = await startScene()
    await scene.install()
    const before = scene.kept()
    scene.passes(12 * hours - 240)
    const posted = await scene.run(['post', '--as', 'bot', 'general', 'hi'])
    expect(posted.code, posted.stderr).toBe(0)
    expect(posted.stderr).toContain('(bot token of “sandbox-inc” refreshed and saved)')
    const after = scene.kept()
    expect(after.bot?.token).not.toBe(before.bot?.token)
    expect(after.bot?.refreshToken).not.toBe(before.bot?.refreshToken)
    expect(after.bot).not.toHaveProperty('refreshTrouble')
    expect(after.bot?.botId).toBe(before.bot?.botId)
    expect(after.users).toEqual(before.users)
    expect(posted.stdout + posted.stderr).not.toContain(after.bot?.token)
  })

  it('happens after the token expired, in the commands `token`, `call` and `whoami`', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const both = await scene.run(['whoami', '--json'])
    expect(both.code, both.stderr).toBe(0)
    scene.passes(13 * hours)
    const printed = await scene.run(['token', '--as', 'user'])
    expect(printed.stdout.trim()).toBe(scene.kept().users[0]?.token)
    expect((await scene.run(['call', 'auth.test'])).json).toMatchObject({ ok: true, expires_in: 12 * hours })
    expect(scene.asked('oauth.v2.access')).toBe(5)
  })

  it('happens once when Slack answers token_expired although the stored expiry is later (fault R13)', async () => {
    await using scene = await startScene()
    await scene.install()
    const [token] = scene.slack.world.state.tokens
    if (token) token.expiresAt = 0
    const called = await scene.run(['call', 'chat.postMessage', 'channel=general', 'text=hi'])
    expect(called.json).toMatchObject({ ok: true })
    expect(called.stderr).toMatch(
      /Slack says that the token has expired; by the clock of this computer the token is valid for another 11 h 59 min/,
    )
    expect(scene.asked('chat.postMessage')).toBe(2)
    expect(scene.asked('oauth.v2.access')).toBe(2)
  })

  it('happens, with a warning about the clock, when the clock of this computer is a day ahead (fault R13)', async () => {
    await using scene = await startScene()
    await scene.install()
    const ahead = { now: () => Date.now() + 24 * hours * 1000, sleep: () => Promise.resolve() }
    const called = await scene.run(['call', 'auth.test'], { clock: ahead })
    expect(called.json).toMatchObject({ ok: true })
    expect(called.stderr).toMatch(/The clock of this machine is 2[34] h.* ahead of the server’s/)
  })

  it('does not happen for a token from the environment', async () => {
    await using scene = await startScene()
    await scene.install()
    const { bot } = scene.kept()
    scene.passes(13 * hours)
    const env = { SLACK_BOT_TOKEN: bot?.token ?? '', SLACK_API_URL: scene.slack.apiUrl }
    const called = await scene.run(['call', 'auth.test'], { env })
    expect(called).toMatchObject({ code: 4, json: { ok: false, error: 'token_expired' } })
    expect(scene.asked('oauth.v2.access')).toBe(1)
  })
})

describe('a rotating token that is stored without its refresh token', () => {
  it('is shown with its expiry, and is not refreshed', async () => {
    await using scene = await startScene()
    await scene.install()
    using other = createMachine()
    const token = scene.kept().bot?.token ?? ''
    const api = ['--api-url', scene.slack.apiUrl]
    expect((await other.run(['login', '--with-token', ...api], { input: `${token}\n` })).code).toBe(0)
    expect((await other.run(['show'])).stdout).toMatch(/expires in 1[12] h.*, no refresh token/)
    expect(await other.run(['refresh', '--json'], { input: '' })).toMatchObject({ json: { error: 'not_rotating' } })
    const [kept] = scene.slack.world.state.tokens
    if (kept) kept.expiresAt = 0
    expect(await other.run(['call', 'auth.test'])).toMatchObject({ code: 4, json: { error: 'token_expired' } })
  })
})

describe('the command refresh', () => {
  it('refreshes tokens that expire soon, and valid tokens only with --force', async () => {
    await using scene = await startScene()
    await scene.install()
    const idle = await scene.run(['refresh'])
    expect(idle).toMatchObject({ code: 0 })
    expect(idle.stdout).toMatch(/bot +@sim-app +still good +expires in 11 h/)
    expect(idle.stderr).toContain('--force')
    const forced = await scene.run(['refresh', '--as', 'bot', '--force', '--json'])
    expect(forced.json).toMatchObject([{ name: 'sandbox-inc', identity: 'bot', state: 'refreshed' }])
    scene.passes(12 * hours)
    expect((await scene.run(['refresh', '--json'])).json).toMatchObject([
      { identity: 'bot', state: 'refreshed' },
      { identity: 'user', state: 'refreshed' },
    ])
  })

  it('with --all, continues after a token fails, reports each token, and exits with 4 for the token that failed', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const [bot] = scene.slack.world.state.refreshTokens
    if (bot) bot.revoked = true
    const all = await scene.run(['refresh', '--all', '--json'])
    expect(all.code).toBe(4)
    expect(all.json).toMatchObject([
      { identity: 'bot', state: 'failed', error: 'invalid_refresh_token' },
      { identity: 'user', state: 'refreshed' },
    ])
  })

  it('exits with 2 (not_rotating) for a long-lived token, and with 4 when no token is stored', async () => {
    await using scene = await startScene(null)
    expect(await scene.run(['refresh'])).toMatchObject({ code: 4 })
    await scene.install()
    expect(await scene.run(['refresh', '--json'])).toMatchObject({ code: 2, json: { error: 'not_rotating' } })
  })

  it('needs the app’s client id and secret: without them, a call with an expired token exits with 2 and names `app add`', async () => {
    await using scene = await startScene()
    await scene.install()
    await scene.run(['app', 'remove', 'A0SIMAPP1'])
    scene.passes(13 * hours)
    const called = await scene.run(['call', 'auth.test'])
    expect(called.code).toBe(2)
    expect(called.stderr).toMatch(/client id and secret of .* not stored here/)
    expect(called.stderr).toContain(`slack-tokens app add --client-id ${scene.slack.app.clientId}`)
    const { clientId, clientSecret } = scene.slack.app
    const other = { SLACK_CLIENT_ID: '999.888', SLACK_CLIENT_SECRET: clientSecret }
    expect((await scene.run(['call', 'auth.test'], { env: other })).code).toBe(2)
    const env = { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret }
    expect((await scene.run(['call', 'auth.test'], { env })).code).toBe(0)
  })

  it('leaves the refresh token usable when the client secret is wrong', async () => {
    await using scene = await startScene()
    await scene.install()
    scene.passes(13 * hours)
    const wrong = { SLACK_CLIENT_ID: scene.slack.app.clientId, SLACK_CLIENT_SECRET: 'of-another-app' }
    const refused = await scene.run(['refresh', '--as', 'bot', '--json'], { env: wrong })
    expect(refused).toMatchObject({ json: { error: 'bad_client_secret' } })
    expect(scene.kept().bot).not.toHaveProperty('refreshTrouble')
    expect((await scene.run(['refresh', '--as', 'bot'])).code).toBe(0)
  })
})

describe('the command rotation enable', () => {
  it('exits with 2 without --yes, replaces every long-lived token with --yes, and exits with 2 (already_rotating) the second time', async () => {
    await using scene = await startScene(null)
    await scene.install()
    scene.slack.app.rotation = true
    const unasked = await scene.run(['rotation', 'enable'])
    expect(unasked).toMatchObject({ code: 2 })
    expect(unasked.stderr).toMatch(/cannot be undone/)
    expect(unasked.stderr).toContain('--yes')
    expect(scene.asked('oauth.v2.exchange')).toBe(0)
    const enabled = await scene.run(['rotation', 'enable', '--yes', '--json'])
    expect(enabled.json).toMatchObject([{ identity: 'bot' }, { identity: 'user' }])
    const { bot, users } = scene.kept()
    for (const one of [bot, users[0]]) {
      expect(one).toMatchObject({ token: expect.stringMatching(/^xoxe\./), lifetime: 43_200 })
      expect(one?.refreshToken).toMatch(/^xoxe-sim-/)
    }
    expect(await scene.run(['rotation', 'enable', '--yes', '--json'])).toMatchObject({
      code: 2,
      json: { error: 'already_rotating' },
    })
    scene.passes(13 * hours)
    expect((await scene.run(['call', 'auth.test'])).code).toBe(0)
  })

  it('exits with 3 while rotation is off in the app’s settings', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const refused = await scene.run(['rotation', 'enable', '--as', 'bot', '--yes', '--json'])
    expect(refused).toMatchObject({ code: 3, json: { error: 'token_rotation_not_enabled' } })
    expect(scene.kept().bot?.token).toMatch(/^xoxb-/)
  })

  it('keeps the long-lived token after a lost answer, and the next try says that the new tokens are lost (fault R11)', async () => {
    await using scene = await startScene(null)
    await scene.install()
    scene.slack.app.rotation = true
    scene.slack.fail({ on: 'oauth.v2.exchange', what: 'drop-after-commit' })
    const enable = ['rotation', 'enable', '--as', 'bot', '--yes', '--json']
    expect(await scene.run(enable)).toMatchObject({ code: 1, json: { error: 'exchange_answer_lost' } })
    const again = await scene.run(enable)
    expect(again).toMatchObject({ json: { error: 'token_already_exchanged' } })
    expect(again.stderr).toContain('slack-tokens login --app A0SIMAPP1')
    expect((await scene.run(['call', 'auth.test'])).code).toBe(0)
  })

  it('exits with 2 and changes nothing with --no-input and without --yes (fault R18)', async () => {
    await using scene = await startScene(null)
    await scene.install()
    const quiet = await scene.run(['rotation', 'enable', '--no-input'])
    expect(quiet).toMatchObject({ code: 2 })
    expect(scene.kept().bot?.token).toMatch(/^xoxb-/)
  })
})
