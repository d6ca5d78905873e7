import { describe, expect, it } from 'vitest'
import { Interruption } from '../../../src/errors.ts'
import { exported, made, withApp, write } from '../../support/app-settings.ts'
import { startLogin } from '../../support/login.ts'
import { freePort } from '../../support/program.ts'

describe('app push', () => {
  it('adds the redirect URL that `login` sends, and changes nothing else', async () => {
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
    expect([again.code, again.stderr]).toEqual([0, expect.stringMatching(/Nothing to change/)])
    expect(place.calls('apps.manifest.update')).toBe(1)
  })

  it('names `login --app` as the next command when the scopes change', async () => {
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

  it('exits with 2 (not_confirmed) without a terminal and without --yes, lists the changes, and changes nothing', async () => {
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

  it('exits with 2 (one_way_switch) for a setting that cannot be turned off again, unless --turn-on names the setting', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.settings['token_rotation_enabled'] = true
    const push = ['push', '--manifest', write(place, 'rotating.json', manifest), '--yes']
    const refused = await place.app([...push, '--json'])
    expect([refused.code, refused.json]).toMatchObject([2, { error: 'one_way_switch' }])
    expect(refused.stderr).toMatch(/cannot be turned off again[\s\S]*--turn-on rotation/)
    const alone = await place.app(['push', '--turn-on', 'rotation', '--yes'])
    expect([alone.code, alone.stderr]).toEqual([
      2,
      expect.stringMatching(/sets settings\.token_rotation_enabled\. Nothing was changed/),
    ])
    expect(alone.stderr).toMatch(/pull notes --output manifest\.json.*push notes --manifest manifest\.json/)
    expect(made(place).rotation).toBe(false)
    const wrong = await place.app([...push, '--turn-on', 'rotating'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/Those switches are rotation, org, pkce/)])
    expect((await place.app([...push, '--turn-on', 'rotation'])).code).toBe(0)
    expect(made(place).rotation).toBe(true)
    expect(place.kept().apps?.['notes']?.['switches']).toMatchObject({ rotation: true })
  })

  it('exits with 3 (invalid_manifest), prints the path of each error that Slack finds, and changes nothing', async () => {
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

  it('exits with 3 and does not change the stored app when Slack answers with internal_error', async () => {
    await using place = await withApp()
    made(place).redirectUrls = []
    const before = place.kept()
    place.slack.fail({ on: 'apps.manifest.update', what: 'internal_error' })
    const ran = await place.app(['push', '--yes'])
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringMatching(/apps\.manifest\.update: internal_error/)])
    expect(place.kept()).toEqual(before)
  })

  it('adds the URL in --redirect-uri, and exits with 2 when the value is not a URL or when --manifest is also given', async () => {
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

  it('exits with 0 and warns when the manifest does not have the redirect URL that `login` sends', async () => {
    await using place = await withApp()
    const manifest = await exported(place)
    manifest.oauth_config.redirect_urls = ['https://app.example/back']
    const ran = await place.app(['push', '--manifest', write(place, 'theirs.json', manifest), '--yes'])
    expect([ran.code, ran.stderr]).toEqual([
      0,
      expect.stringMatching(/localhost:8443\/slack\/callback, which a login sends/),
    ])
  })

  it('is the command that `login` names when Slack refuses the redirect URL and a configuration token is stored', async () => {
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
