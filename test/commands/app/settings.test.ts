import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { difference } from '../../../src/apps/diff.ts'
import { Interruption } from '../../../src/errors.ts'
import { type Settings, settingsAtSlack } from '../../support/config-tokens.ts'
import { startLogin } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'
import { assertProperty, fc } from '../../support/property.ts'

const create = ['create', '--name', 'notes', '--scopes', 'chat:write,channels:read', '--user-scopes', 'search:read']

/** A Slack with an app that was made from here, and its configuration token kept. */
async function withApp(more: readonly string[] = []): Promise<Settings> {
  const place = await settingsAtSlack()
  const ran = await place.app([...create, '--config-token', ...more], { input: await place.pair() })
  if (ran.code !== 0) throw new Error(ran.stderr)
  return place
}

const made = ({ slack }: Settings) => {
  const app = slack.world.state.apps.at(-1)
  if (!app) throw new Error('There is no app')
  return app
}

function write(place: Settings, name: string, manifest: object): string {
  writeFileSync(join(place.machine.directory, name), JSON.stringify(manifest))
  return name
}

async function exported(place: Settings): Promise<{
  oauth_config: { redirect_urls: string[]; scopes: Record<string, string[]> }
  settings: Record<string, unknown>
}> {
  return (await place.app(['pull', '--print', '--json'])).json as Awaited<ReturnType<typeof exported>>
}

describe('app pull', () => {
  it('brings the record up to date and says path by path what differed', async () => {
    await using place = await withApp()
    made(place).redirectUrls.push('https://later.example/back')
    made(place).name = 'Release Notes'
    const ran = await place.app(['pull', 'notes', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      0,
      {
        changes: [
          { path: 'name', before: 'notes', after: 'Release Notes' },
          { path: 'redirect_urls[1]', after: 'https://later.example/back' },
        ],
      },
    ])
    expect(ran.stderr).toMatch(/~ name notes → Release Notes\n {2}\+ redirect_urls\[1\] https:\/\/later\.example\/back/)
    expect(place.kept().apps?.['notes']).toMatchObject({
      appName: 'Release Notes',
      clientSecret: made(place).clientSecret,
      redirectUrls: ['https://localhost:8443/slack/callback', 'https://later.example/back'],
      switches: { rotation: false, pkce: false },
    })
    expect((await place.app(['pull'])).stderr).toMatch(/is remembered as Slack has it/)
  })

  it('--output writes the manifest, YAML by its name, and over nothing; --print prints it', async () => {
    await using place = await withApp()
    const path = join(place.machine.directory, 'notes.yaml')
    expect((await place.app(['pull', '--output', 'notes.yaml'])).code).toBe(0)
    expect(readFileSync(path, 'utf8')).toMatch(/^display_information:\n {2}name: notes\n/)
    const again = await place.app(['pull', '--output', 'notes.yaml'])
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/is there already[\s\S]*--yes/)])
    expect((await place.app(['pull', '--output', 'notes.yaml', '--yes'])).code).toBe(0)
    const lost = await place.app(['pull', '--output', 'no/such/folder.json'])
    expect([lost.code, existsSync(join(place.machine.directory, 'no'))]).toEqual([1, false])
    expect(JSON.parse((await place.app(['pull', '--print'])).stdout)).toEqual(await exported(place))
  })

  it('without a configuration token, an app id, or an app', async () => {
    await using place = await withApp()
    await place.app(['config-token', '--remove'])
    const none = await place.app(['pull', '--json'])
    expect([none.code, none.json]).toMatchObject([4, { error: 'no_config_token' }])
    expect(none.stderr).toMatch(/slack-tokens app config-token/)
    const odd = await place.app(['pull', '--app-id', 'T012'])
    expect([odd.code, odd.stderr]).toEqual([2, expect.stringMatching(/That is not an app id/)])
    expect((await place.app(['pull', 'other'])).code).toBe(2)
  })

  it('an app that the token does not reach: whose token it is, and what to do', async () => {
    await using place = await withApp()
    const ran = await place.app(['pull', '--app-id', 'A0ELSEWHERE', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      3,
      { error: 'app_not_found', teamId: 'T0SIM0001', appId: 'A0ELSEWHERE' },
    ])
    expect(ran.stderr).toMatch(/token of T0SIM0001 does not reach the app A0ELSEWHERE\n.*--team T…/)
    expect(place.kept().apps?.['notes']?.['appId']).toBe(made(place).id)
  })

  it('tokens of two workspaces: the one where the app is installed, else --team', async () => {
    await using place = await withApp()
    const { configTokens, ...kept } = place.kept()
    const other = { ...configTokens?.['T0SIM0001'], teamId: 'T0OTHER1' }
    write(place, 'config.json', { ...kept, configTokens: { ...configTokens, T0OTHER1: other } })
    const unclear = await place.app(['pull', '--json'])
    expect([unclear.code, unclear.json]).toMatchObject([2, { error: 'several_config_tokens' }])
    expect((await place.app(['pull', '--team', 'T0SIM0001'])).code).toBe(0)
  })
})

describe('app push', () => {
  it('adds the redirect URL that a login sends and the scopes of the record, and keeps all else', async () => {
    await using place = await withApp()
    const before = await exported(place)
    made(place).redirectUrls = ['https://app.example/back']
    const ran = await place.app(['push', '--yes', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      0,
      {
        changes: [{ path: 'oauth_config.redirect_urls[1]', after: 'https://localhost:8443/slack/callback' }],
        permissionsUpdated: false,
      },
    ])
    expect(ran.stderr).toMatch(
      /token of T0SIM0001:\n\n {2}\+ oauth_config\.redirect_urls\[1\] https:\/\/localhost:8443/,
    )
    const after = await exported(place)
    const redirect_urls = ['https://app.example/back', 'https://localhost:8443/slack/callback']
    expect(after).toEqual({ ...before, oauth_config: { ...before.oauth_config, redirect_urls } })
    const again = await place.app(['push'])
    expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/Nothing changes/)])
    expect(place.calls('apps.manifest.update')).toBe(1)
  })

  it('scopes that change want a new install, and the login line is told', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.oauth_config.scopes['bot'] = ['chat:write', 'files:write']
    const ran = await place.app(['push', '--manifest', write(place, 'new.json', manifest), '--yes', '--json'])
    expect(ran.json).toMatchObject({
      changes: [
        { path: 'oauth_config.scopes.bot[1]', before: 'channels:read' },
        { path: 'oauth_config.scopes.bot[1]', after: 'files:write' },
      ],
      permissionsUpdated: true,
      next: 'slack-tokens login --app notes',
    })
    expect(ran.stderr).toMatch(/with a new install: slack-tokens login --app notes/)
    expect(place.kept().apps?.['notes']?.['botScopes']).toEqual(['chat:write', 'files:write'])
  })

  it('without a terminal and --yes nothing is sent: exit 2, the changes and the flag', async () => {
    await using place = await withApp()
    made(place).redirectUrls = []
    const ran = await place.app(['push', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      2,
      { error: 'not_confirmed', changes: [{ path: 'oauth_config.redirect_urls[0]' }] },
    ])
    expect(ran.stderr).toMatch(/--yes/)
    expect(place.calls('apps.manifest.update')).toBe(0)
    expect(made(place).redirectUrls).toEqual([])
  })

  it('a switch that cannot be turned off again needs its own flag, --yes is not enough', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.settings['token_rotation_enabled'] = true
    const push = ['push', '--manifest', write(place, 'rotating.json', manifest), '--yes']
    const refused = await place.app([...push, '--json'])
    expect([refused.code, refused.json]).toMatchObject([2, { error: 'one_way_switch' }])
    expect(refused.stderr).toMatch(/cannot be turned off again[\s\S]*--turn-on rotation/)
    expect(made(place).rotation).toBe(false)
    const wrong = await place.app([...push, '--turn-on', 'rotating'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/There are rotation, org, pkce/)])
    expect((await place.app([...push, '--turn-on', 'rotation'])).code).toBe(0)
    expect(made(place).rotation).toBe(true)
    expect(place.kept().apps?.['notes']?.['switches']).toMatchObject({ rotation: true })
  })

  it('an update that Slack refuses: its errors as paths, nothing changed', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.oauth_config.scopes['user'] = ['search:read', 'future:scope']
    const ran = await place.app(['push', '--manifest', write(place, 'odd.json', manifest), '--yes', '--json'])
    expect([ran.code, ran.json]).toMatchObject([
      3,
      { error: 'invalid_manifest', problems: ['oauth_config.scopes.user[1]: Invalid user scope: future:scope'] },
    ])
    expect(place.calls('apps.manifest.update')).toBe(0)
    const misfit = write(place, 'misfit.json', { display_information: { name: 'x'.repeat(36) } })
    const early = await place.app(['push', '--manifest', misfit, '--yes'])
    expect([early.code, early.stderr]).toEqual([2, expect.stringMatching(/display_information\.name/)])
  })

  it('a failure of Slack’s at the update leaves the record alone', async () => {
    await using place = await withApp()
    made(place).redirectUrls = []
    const before = place.kept()
    place.slack.fail({ on: 'apps.manifest.update', what: 'internal_error' })
    const ran = await place.app(['push', '--yes'])
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/apps\.manifest\.update: internal_error/)])
    expect(place.kept()).toEqual(before)
  })

  it('adds another redirect URL than the usual one, or that of a manifest, not both', async () => {
    await using place = await withApp()
    const url = 'https://app.example/back'
    const ran = await place.app(['push', '--redirect-uri', url, '--yes'])
    expect([ran.code, ran.stderr]).toEqual([0, expect.stringContaining(`--app notes --redirect-uri ${url}\n`)])
    expect(made(place).redirectUrls).toContain(url)
    for (const more of [
      ['--redirect-uri', 'nowhere'],
      ['--redirect-uri', url, '--manifest', 'x.json'],
    ]) {
      expect((await place.app(['push', ...more, '--yes'])).code).toBe(2)
    }
  })

  it('a manifest without our redirect URL is taken, with a warning', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.oauth_config.redirect_urls = ['https://app.example/back']
    const ran = await place.app(['push', '--manifest', write(place, 'theirs.json', manifest), '--yes'])
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/localhost:8443\/slack\/callback, which a login sends/),
    ])
  })

  it('a login whose redirect URL is refused names it, where a configuration token is kept', async () => {
    const port = await freePort()
    await using place = await withApp(['--port', String(port)])
    const stop = new AbortController()
    const login = startLogin(place.machine, ['--app', 'notes'], { atTerminal: true, signal: stop.signal })
    await login.url
    login.type('redirect_uri did not match any configured URIs. Passed URI: ')
    await login.hears('app push')
    const url = `https://localhost:${port}/slack/callback`
    expect(login.said()).toContain(`slack-tokens app push notes --redirect-uri ${url}   It adds ${url}`)
    stop.abort(new Interruption('interrupted'))
    expect((await login.ended).code).toBe(130)
  })
})

describe('difference', () => {
  const json = fc.jsonValue({ maxDepth: 4 })

  it('is empty between a value and itself, and never throws', () => {
    assertProperty(fc.property(json, (value) => difference(value, structuredClone(value)).length === 0))
    assertProperty(
      fc.property(json, json, (one, other) => difference(one, other).length === difference(other, one).length),
    )
  })

  it.each<[string, unknown, unknown, readonly string[]]>([
    ['what is left out is its default', { a: { b: false, c: [] } }, {}, []],
    ['the order of texts means nothing', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['a group that comes is told by its leaves', {}, { a: { b: 1, c: 'd' } }, ['a.b', 'a.c']],
    ['lists of groups are compared by place', { a: [{ b: 1 }] }, { a: [{ b: 2 }, { b: 3 }] }, ['a[0].b', 'a[1].b']],
    ['an odd key stands in brackets', {}, { 'a b': 1 }, ['[“a b”]']],
  ])('%s', (_name, before, after, paths) => {
    expect(difference(before, after).map(({ path }) => path)).toEqual(paths)
  })
})
