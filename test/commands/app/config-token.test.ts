import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { createMachine } from '../../support/cli.ts'
import { settingsAtSlack } from '../../support/config-tokens.ts'
import { decide, startLogin, visit } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

const wanted = ['--name', 'Release Notes', '--scopes', 'chat:write,channels:read', '--user-scopes', 'search:read']
const hours = (count: number) => count * 60 * 60_000

/** Returns settings of a machine whose clock is `ms` milliseconds ahead. */
const later = (ms: number) => ({ clock: { ...systemClock, now: () => Date.now() + ms } })

describe('app config-token', () => {
  it('rotates the given token at once, stores the new token for its workspace in a file of mode 0600, and prints neither token', async () => {
    await using place = await settingsAtSlack()
    const given = await place.pair()
    const ran = await place.app(['config-token', '--json'], { input: given })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.json).toMatchObject({ ok: true, teamId: 'T0SIM0001', userId: 'U0SIMDANA', rotates: true })
    const pair = place.kept().configTokens?.['T0SIM0001']
    expect(pair).toMatchObject({ teamId: 'T0SIM0001', apiUrl: place.slack.apiUrl })
    expect(given).not.toContain(pair?.['token'])
    for (const secret of [...given.trim().split('\n'), pair?.['token'], pair?.['refreshToken']])
      expect(ran.stdout + ran.stderr).not.toContain(secret)
    expect(statSync(join(place.machine.directory, 'config.json')).mode & 0o777).toBe(0o600)
    const told = await place.app(['list'])
    expect(told.stderr).toMatch(/configuration token of T0SIM0001 is good until \d{4}-\d\d-\d\d \d\d:\d\d UTC, rotated/)
  })

  it.each([
    [
      'the answer of tooling.tokens.rotate',
      (a: string, r: string) => JSON.stringify({ ok: true, token: a, refresh_token: r }),
    ],
    ['the refresh token alone', (_a: string, r: string) => r],
    ['dotenv lines in the other order', (a: string, r: string) => `export REFRESH="${r}"\nACCESS='${a}'\n`],
  ])('exits with 0 and stores a new refresh token when the input is %s', async (_name, form) => {
    await using place = await settingsAtSlack()
    const [access = '', refresh = ''] = (await place.pair()).split('\n')
    expect((await place.app(['config-token'], { input: form(access, refresh) })).code).toBe(0)
    expect(place.kept().configTokens?.['T0SIM0001']?.['refreshToken']).not.toBe(refresh)
  })

  it('stores a token without its refresh token, does not rotate the token, and `app create` exits with 4 when the token has expired', async () => {
    await using place = await settingsAtSlack()
    const [access = ''] = (await place.pair()).split('\n')
    const ran = await place.app(['config-token'], { input: access })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stderr).toMatch(/at the latest; it has no refresh token/)
    expect(place.calls('tooling.tokens.rotate')).toBe(0)
    const ended = await place.app(['create', ...wanted], later(hours(13)))
    expect(ended.code).toBe(4)
    expect(ended.stderr).toMatch(/has expired, and no refresh token is stored.*\n.*api\.slack\.com\/apps/)
  })

  it('stores the access token and prints a warning when the refresh token was used before; exits with 4 when only this refresh token is given', async () => {
    await using place = await settingsAtSlack()
    const given = await place.pair()
    expect((await place.app(['config-token'], { input: given })).code).toBe(0)
    const again = await place.app(['config-token'], { input: given })
    expect(again.code, again.stderr).toBe(0)
    expect(again.stderr).toMatch(/refresh token was used before/)
    expect(again.stderr).toMatch(/of a workspace that Slack did not name \(--team unknown\) is stored/)
    const which = await place.app(['create', ...wanted])
    const [, told = ''] = /slack-tokens (app config-token --remove .*)\n/.exec(which.stderr) ?? []
    expect([which.code, (await place.machine.run(told.split(' '))).code], which.stderr).toEqual([2, 0])
    expect(Object.keys(place.kept().configTokens ?? {})).toEqual(['T0SIM0001'])
    const spent = await place.app(['config-token', '--json'], { input: given.split('\n')[1] ?? '' })
    expect([spent.code, spent.json]).toMatchObject([4, { ok: false, error: 'config_token_expired' }])
    expect(spent.stderr).toMatch(/Generate Token/)
  })

  it.each([
    ['a bot token', ['xoxb', 'sim-1-abcdef'].join('-'), /That is a bot token, not an app configuration token/],
    ['a user token', ['xoxp', 'sim-1-abcdef'].join('-'), /That is a user token, not/],
    ['an app-level token', ['xapp', '1-sim-abcdef'].join('-'), /That is an app-level token, not/],
    ['a rotating bot token', ['xoxe.xoxb', '1-sim-abcdef'].join('-'), /That is a bot token, not/],
    ['another text', 'hello world', /not an app configuration token/],
    ['an empty line', '\n', /The input is empty/],
  ])(
    'exits with 2 for %s, names the page of the right token, and does not print the input (threat S4)',
    async (_name, given, said) => {
      using machine = createMachine()
      const ran = await machine.run(['app', 'config-token'], { input: given })
      expect(ran.code).toBe(2)
      expect(ran.stderr).toMatch(said)
      expect(ran.stderr).toMatch(/api\.slack\.com\/apps/)
      expect(ran.stderr).not.toMatch(/sim-1-abcdef|1-sim-abcdef|hello/)
    },
  )

  it('exits with 5 (not_allowed_token_type) for a rotating user token of an install, which has the same prefix xoxe.xoxp', async () => {
    await using place = await settingsAtSlack()
    await place.control('POST', '/_sim/app', { rotation: true })
    const port = await freePort()
    await place.control('POST', '/_sim/redirect-urls', { url: `https://localhost:${port}/slack/callback` })
    const login = startLogin(
      place.machine,
      [
        ...['--client-id', place.slack.app.clientId, '--api-url', place.slack.apiUrl, '--port', String(port)],
        '--user-scopes',
        'search:read',
      ],
      { env: { SLACK_CLIENT_SECRET: place.slack.app.clientSecret } },
    )
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    const token = (await place.machine.run(['token', '--as', 'user'])).stdout.trim()
    expect(token.startsWith('xoxe.xoxp-')).toBe(true)
    const ran = await place.app(['config-token', '--json'], { input: token })
    expect([ran.code, ran.json]).toMatchObject([5, { error: 'not_allowed_token_type' }])
    expect(ran.stderr).toMatch(/That is a user token of an install, not a configuration token/)
  })

  it('with --remove, deletes the token of a workspace; for an unknown workspace, exits with 2 and lists the workspaces', async () => {
    await using place = await settingsAtSlack()
    await place.app(['config-token'], { input: await place.pair() })
    const wrong = await place.app(['config-token', '--remove', 'T0OTHER'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/Tokens are stored for: T0SIM0001/)])
    expect((await place.app(['config-token', '--remove', '--json'])).json).toEqual({ ok: true, removed: 'T0SIM0001' })
    expect(place.kept().configTokens).toEqual({})
  })
})
