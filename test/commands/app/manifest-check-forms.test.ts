import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import {
  type CheckFinding,
  checkManifestText as check,
  command,
  good,
  withEvents,
  withScopes,
} from '../../support/manifest-check.ts'

describe('app manifest --check', () => {
  it.each<[string, object]>([
    [
      'with Socket Mode and without a URL',
      {
        ...good,
        features: { ...good.features, slash_commands: [{ command: '/d', description: 'D' }] },
        settings: {
          socket_mode_enabled: true,
          interactivity: { is_enabled: true },
          event_subscriptions: { bot_events: ['app_home_opened'] },
        },
      },
    ],
    [
      'of an app that Slack hosts, without a URL',
      { ...good, settings: { function_runtime: 'slack', event_subscriptions: { bot_events: ['app_home_opened'] } } },
    ],
    [
      'with one of the two scopes of an event',
      { ...good, oauth_config: withScopes(['groups:read']), settings: withEvents(['member_joined_channel']) },
    ],
    [
      'with the user scope identify, which Slack adds itself',
      { ...good, oauth_config: withScopes(['chat:write'], ['identify']) },
    ],
    [
      'with a key and an event that the tool does not know',
      {
        ...good,
        features: { ...good.features, hologram_view: {} },
        settings: withEvents(['hologram_opened_by_person']),
      },
    ],
  ])('accepts a valid manifest %s', async (_, manifest) =>
    expect(await check(JSON.stringify(manifest))).toMatchObject({ code: 0, errors: [] }),
  )

  it.each<[string, object, string[]]>([
    [
      'a redirect URL by http',
      { ...good, oauth_config: { ...good.oauth_config, redirect_urls: ['http://app.example.test/cb'] } },
      ['/oauth_config/redirect_urls/0'],
    ],
    [
      'a messages tab that is off',
      {
        ...good,
        features: { bot_user: good.features.bot_user },
        oauth_config: withScopes(['im:history']),
        settings: withEvents(['message.im']),
      },
      ['/features/app_home'],
    ],
    [
      'shortcuts without their scope',
      {
        ...good,
        oauth_config: withScopes(['chat:write']),
        features: { ...good.features, shortcuts: [{ name: 'D', type: 'global', callback_id: 'd', description: 'D' }] },
      },
      ['/features/shortcuts'],
    ],
    [
      'an address that Slack cannot reach',
      { ...good, settings: { interactivity: { is_enabled: true, request_url: 'https://localhost:3000/i' } } },
      ['/settings/interactivity/request_url'],
    ],
  ])('warns about a setting that has no effect or fails later: %s', async (_, manifest, pointers) => {
    expect(await check(JSON.stringify(manifest))).toMatchObject({ code: 0, errors: [], warnings: pointers })
  })

  it('names the line of each problem, in JSON and in YAML', async () => {
    const broken = { ...good, features: { ...good.features, slash_commands: [] } }
    const text = JSON.stringify(broken, null, 2)
    const line = text.split('\n').findIndex((one) => one.includes('slash_commands')) + 1
    expect((await check(text)).findings[0]).toMatchObject({ line })
    const yaml =
      'display_information:\n  name: Deploy\noauth_config:\n  scopes:\n    user:\n      - search:read\n      - chat:wirte\n'
    expect((await check(yaml)).findings[0]).toMatchObject({
      severity: 'error',
      line: 7,
      pointer: '/oauth_config/scopes/user/1',
    })
  })

  it.each(['manifest_json', 'manifest_yaml'])(
    'reads the manifest from the %s parameter of a create-app link',
    async (parameter) => {
      const text = JSON.stringify({ ...good, features: { ...good.features, slash_commands: [] } })
      const link = `https://api.slack.com/apps?new_app=1&${parameter}=${encodeURIComponent(text)}`
      using machine = createMachine()
      const { code, json } = await machine.run(['app', 'manifest', '--check', link, '--json'])
      expect([code, (json as { findings: CheckFinding[] }).findings[0]?.pointer]).toEqual([
        2,
        '/features/slash_commands',
      ])
      expect((await check(link)).errors).toEqual(['/features/slash_commands'])
      const explained = await machine.run(['explain', link, '--json'])
      expect([explained.code, explained.json]).toMatchObject([
        0,
        { shape: 'manifest-link', findings: [{ pointer: '/features/slash_commands' }] },
      ])
    },
  )

  it('exits with 2, prints each problem with its line, and refuses other options such as --name', async () => {
    using machine = createMachine()
    const input = JSON.stringify({ ...good, settings: withEvents(['app_mention']) }, null, 2)
    const { code, stdout, stderr } = await machine.run(['app', 'manifest', '--check', '-'], { input })
    expect(code).toBe(2)
    expect(stdout).toMatch(/✗ settings\.event_subscriptions\.bot_events\[0\] \(line \d+\)/)
    expect(stderr).toMatch(/Slack would refuse/)
    const both = await machine.run(['app', 'manifest', '--check', '-', '--name', 'x', '--json'], { input })
    expect(both).toMatchObject({ code: 2, json: { error: 'usage' } })
  })

  it.each(['{ not json', '[1, 2', 'just a sentence', ''])(
    'exits with 2 for text that is not a manifest: %j',
    async (input) => {
      expect((await check(input)).code).toBe(2)
    },
  )

  it('reports the same problems as the simulator', async () => {
    const { checkManifest } = await import('../../../src/simulator/api/manifest-errors.ts')
    const broken = {
      ...good,
      features: { ...good.features, slash_commands: [command] },
      oauth_config: withScopes(['chat:write']),
      settings: withEvents(['app_mention']),
    }
    const { errors } = await check(JSON.stringify(broken))
    expect(
      checkManifest(broken)
        .map(({ pointer }) => pointer)
        .toSorted(),
    ).toEqual(errors.toSorted())
  })
})
