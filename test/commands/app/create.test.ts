import { mkdirSync, readdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { createMachine } from '../../support/cli.ts'
import { settingsAtSlack } from '../../support/config-tokens.ts'
import { only } from '../../support/kept.ts'
import { decide, keepSimulator, startLogin, visit } from '../../support/login.ts'
import { createPlace, freePort } from '../../support/program.ts'

const wanted = ['--name', 'Release Notes', '--scopes', 'chat:write,channels:read', '--user-scopes', 'search:read']
const hours = (count: number) => count * 60 * 60_000

/** Returns settings of a machine whose clock is `ms` milliseconds ahead. */
const later = (ms: number) => ({ clock: { ...systemClock, now: () => Date.now() + ms } })

describe('app create with a configuration token', () => {
  it('stores the credentials of the new app, so that `login --app` installs the app', async () => {
    await using place = await settingsAtSlack()
    const port = await freePort()
    const argv = ['create', '--config-token', ...wanted, '--port', String(port), '--json']
    const ran = await place.app(argv, { input: await place.pair() })
    expect(ran.code, ran.stderr).toBe(0)
    const made = place.slack.world.state.apps.at(-1)
    expect(ran.json).toMatchObject({
      ...{ ok: true, name: 'release-notes', appId: made?.id, clientId: made?.clientId },
      settingsUrl: `${place.slack.url}/apps/${made?.id}`,
      next: 'slack-tokens login --app release-notes',
    })
    for (const secret of [made?.clientSecret, made?.signingSecret])
      expect(ran.stdout + ran.stderr).not.toContain(secret)
    expect(place.kept().apps?.['release-notes']).toMatchObject({
      ...{ clientSecret: made?.clientSecret, signingSecret: made?.signingSecret, redirectUri: null, port },
      redirectUrls: [`https://localhost:${port}/slack/callback`],
    })
    const login = startLogin(place.machine, ['--app', 'release-notes'])
    await visit(await decide(await login.url))
    expect((await login.ended).code, login.said()).toBe(0)
    expect((await place.machine.run(['whoami'])).stdout).toMatch(/bot +@release_notes[\s\S]*user +@dana/)
  })

  it('creates the app with the stored configuration token, but with --link prints the link to the page of Slack', async () => {
    await using place = await settingsAtSlack()
    await place.app(['config-token'], { input: await place.pair() })
    expect((await place.app(['create', ...wanted])).stdout).toMatch(/app id +A0SIM/)
    expect((await place.app(['create', ...wanted, '--link'])).stdout).toMatch(
      /^https:\/\/api\.slack\.com\/apps\?new_app/,
    )
    expect(place.slack.world.state.apps).toHaveLength(2)
  })

  it('rotates a configuration token that expires soon only once when ten processes use it', async () => {
    await using place = await settingsAtSlack()
    using real = createPlace()
    await place.app(['config-token'], { input: await place.pair() })
    const before = place.calls('tooling.tokens.rotate')
    const { configTokens, ...kept } = place.kept()
    const ending = { ...configTokens?.['T0SIM0001'], expiresAt: new Date(Date.now() + 60_000).toISOString() }
    const config = join(place.machine.directory, 'config.json')
    writeFileSync(config, JSON.stringify({ ...kept, configTokens: { T0SIM0001: ending } }), { mode: 0o600 })
    const env = { SLACK_TOKENS_CONFIG_DIR: place.machine.directory }
    const argv = ['app', 'create', '--scopes', 'chat:write', '--api-url', place.slack.apiUrl]
    const programs = Array.from({ length: 10 }, (_, number) => real.start([...argv, '--name', `App ${number}`], env))
    const codes = await Promise.all(programs.map(async ({ ended }) => await ended))
    expect(codes, programs.map(({ stderr }) => stderr()).join('')).toEqual(Array.from({ length: 10 }, () => 0))
    expect(place.calls('tooling.tokens.rotate') - before).toBe(1)
    expect(Object.keys(place.kept().apps ?? {})).toHaveLength(10)
  }, 60_000)

  it('rotates a token that Slack reports as expired, although the local clock shows an earlier time (fault R13)', async () => {
    let ahead = 0
    await using place = await settingsAtSlack({ now: () => Date.now() + ahead })
    await place.app(['config-token'], { input: await place.pair() })
    ahead = hours(13)
    const ran = await place.app(['create', ...wanted])
    expect(ran.code, ran.stderr).toBe(0)
    expect(place.calls('tooling.tokens.rotate')).toBe(2)
  })

  it('uses the token until it expires when another program used its refresh token, then exits with 4 (config_token_expired)', async () => {
    await using place = await settingsAtSlack()
    await place.app(['config-token'], { input: await place.pair() })
    const refresh_token = String(place.kept().configTokens?.['T0SIM0001']?.['refreshToken'])
    await fetch(`${place.slack.apiUrl}tooling.tokens.rotate`, {
      method: 'POST',
      body: new URLSearchParams({ refresh_token }),
    })
    const soon = await place.app(['create', ...wanted], later(hours(11.9)))
    expect([soon.code, soon.stderr]).toEqual([
      0,
      expect.stringMatching(/could not be rotated[\s\S]*used until it expires/),
    ])
    const ended = await place.app(['create', ...wanted, '--json'], later(hours(13)))
    expect([ended.code, ended.json]).toMatchObject([4, { error: 'config_token_expired' }])
    expect(ended.stderr).toMatch(/Your App Configuration Tokens → Generate Token/)
  })

  it('exits with 4 (no_config_token) when no token is stored for the workspace in --team, and with 2 for --sim together with --link', async () => {
    await using place = await settingsAtSlack()
    const none = await place.app(['create', ...wanted, '--team', 'T0OTHER1', '--json'])
    expect([none.code, none.json]).toMatchObject([4, { error: 'no_config_token' }])
    const both = await place.app(['create', '--sim', '--link'])
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/--link can’t be combined/)])
  })

  it('exits with 3 (invalid_manifest), prints the path of each error that Slack finds, and creates no app', async () => {
    await using place = await settingsAtSlack()
    mkdirSync(place.machine.directory, { recursive: true, mode: 0o700 })
    // A scope that is missing from the tables can be new, so the tool leaves the decision to Slack.
    const manifest = {
      display_information: { name: 'Odd' },
      oauth_config: { scopes: { user: ['search:read', 'future:scope'] } },
    }
    writeFileSync(join(place.machine.directory, 'odd.json'), JSON.stringify(manifest))
    await place.app(['config-token'], { input: await place.pair() })
    const ran = await place.app(['create', '--manifest', 'odd.json', '--json'])
    expect([ran.code, ran.json]).toMatchObject([3, { error: 'invalid_manifest' }])
    expect((ran.json as { problems: string[] }).problems).toEqual([
      'oauth_config.scopes.user[1]: Invalid user scope: future:scope',
    ])
    expect(place.calls('apps.manifest.create')).toBe(0)
  })

  it('exits with 1 and writes the credentials to a recovery file when the config file cannot be saved (fault R12)', async () => {
    await using place = await settingsAtSlack()
    await place.app(['config-token'], { input: await place.pair() })
    const runtime = join(dirname(place.machine.directory), 'runtime')
    mkdirSync(runtime, { mode: 0o700 })
    place.slack.fail({ on: 'apps.manifest.create', what: 'slow:1500' })
    const running = place.app(['create', ...wanted], { env: { XDG_RUNTIME_DIR: runtime } })
    await expect.poll(() => place.slack.world.state.faults, { timeout: 20_000 }).toEqual([])
    const config = join(place.machine.directory, 'config.json')
    unlinkSync(config)
    symlinkSync('/dev/null', config)
    const ran = await running
    expect(ran.code).toBe(1)
    const [name = ''] = readdirSync(runtime)
    expect(ran.stderr).toContain(`The credentials are safe in ${join(runtime, name)}`)
    const saved = JSON.parse(readFileSync(join(runtime, name), 'utf8')) as {
      apps: Record<string, { clientSecret: string }>
    }
    const [app, record] = only(saved.apps)
    expect(record.clientSecret).toBe(place.slack.world.state.apps.at(-1)?.clientSecret)
    expect(ran.stderr).not.toContain(record.clientSecret)
    unlinkSync(config)
    const back = await place.machine.run(['import', join(runtime, name), '--json'], { input: '' })
    expect(back).toMatchObject({ code: 0, json: { apps: [app] } })
    expect(place.kept().apps?.[app]).toEqual(record)
  })

  it('creates an app on the simulator with --sim, and `login` then names the command `app push` for a missing redirect URL', async () => {
    using machine = createMachine()
    const port = String(await freePort())
    const made = await machine.run(['app', 'create', '--sim', ...wanted, '--port', port], { input: '' })
    expect(made.code, made.stderr).toBe(0)
    const login = await machine.run(['login', '--app', 'release-notes', '--approve'], { input: '' })
    expect(login.code, login.stderr).toBe(0)
    expect((await machine.run(['whoami'], { input: '' })).stdout).toMatch(/bot +@release_notes[\s\S]*user +@dana/)
    const other = ['login', '--app', 'release-notes', '--approve', '--port', String(await freePort())]
    const refused = await machine.run(other, { input: '' })
    const cure = /slack-tokens (app push release-notes .+)/.exec(refused.stderr)?.[1]?.split(' ') ?? []
    expect(refused.code).toBe(6)
    const pushed = await machine.run([...cure, '--yes'], { input: '' })
    expect(pushed.code, pushed.stderr).toBe(0)
    const next = /slack-tokens (login .+)/.exec(pushed.stderr)?.[1]?.split(' ') ?? []
    const again = await machine.run([...next, '--approve'], { input: '' })
    expect(again.code, again.stderr).toBe(0)
  })

  it('prints an install link of the simulator that `login --approve` takes, and names --sim for a link of another app', async () => {
    using machine = createMachine()
    await using _simulator = await keepSimulator(machine)
    const made = await machine.run(['app', 'create', '--sim', ...wanted, '--port', String(await freePort())])
    const link = /install +(http:\S+)/.exec(made.stdout)?.[1] ?? ''
    const login = await machine.run(['login', link, '--approve', '--json'])
    expect(login, login.stderr).toMatchObject({ code: 0, json: { ok: true } })
    expect((await machine.run(['login', link, '--deny'])).code).toBe(6)
    const other = await machine.run(['login', link.replace(/client_id=\d+/, 'client_id=1'), '--approve'])
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('slack-tokens login --sim --approve')])
  })
})
