import { describe, expect, it } from 'vitest'
import { checkManifestText as check, command, good, withEvents, withScopes } from '../../support/manifest-check.ts'

describe('app manifest --check', () => {
  it('exits with 0 for a manifest that Slack accepts', async () => {
    expect(await check(JSON.stringify(good))).toMatchObject({ code: 0, errors: [], doubts: [], warnings: [] })
  })

  it.each<[string, object, string[]]>([
    [
      'an empty list of commands',
      { ...good, features: { ...good.features, slash_commands: [] } },
      ['/features/slash_commands'],
    ],
    ['an empty list of shortcuts', { ...good, features: { ...good.features, shortcuts: [] } }, ['/features/shortcuts']],
    [
      'a command without its scope',
      { ...good, features: { ...good.features, slash_commands: [command] }, oauth_config: withScopes(['chat:write']) },
      ['/features/slash_commands'],
    ],
    [
      'a command without its address',
      { ...good, features: { ...good.features, slash_commands: [{ command: '/d', description: 'D' }] } },
      ['/features/slash_commands/0'],
    ],
    [
      'a command without its slash',
      { ...good, features: { ...good.features, slash_commands: [{ ...command, command: 'deploy' }] } },
      ['/features/slash_commands/0/command'],
    ],
    [
      'a shortcut of an unknown type',
      {
        ...good,
        features: { ...good.features, shortcuts: [{ name: 'D', type: 'channel', callback_id: 'd', description: 'D' }] },
      },
      ['/features/shortcuts/0/type'],
    ],
    [
      'a shortcut with a long name',
      {
        ...good,
        features: {
          ...good.features,
          shortcuts: [{ name: 'x'.repeat(25), type: 'global', callback_id: 'd', description: 'D' }],
        },
      },
      ['/features/shortcuts/0/name'],
    ],
    [
      'an event without its scope',
      { ...good, settings: withEvents(['app_mention', 'message.im']) },
      ['/settings/event_subscriptions/bot_events/0', '/settings/event_subscriptions/bot_events/1'],
    ],
    [
      'an event of RTM',
      { ...good, settings: withEvents(['presence_change']) },
      ['/settings/event_subscriptions/bot_events/0'],
    ],
    [
      'a misspelt event',
      { ...good, settings: withEvents(['app_mentions']) },
      ['/settings/event_subscriptions/bot_events/0'],
    ],
    [
      'a user event without its user scope',
      {
        ...good,
        oauth_config: withScopes(['reactions:read']),
        settings: withEvents([], { user_events: ['reaction_added'] }),
      },
      ['/settings/event_subscriptions/user_events/0'],
    ],
    [
      'events without an address',
      { ...good, settings: { event_subscriptions: { bot_events: ['app_home_opened'] } } },
      ['/settings/event_subscriptions/request_url'],
    ],
    [
      'interactivity without an address',
      { ...good, settings: { interactivity: { is_enabled: true } } },
      ['/settings/interactivity/request_url'],
    ],
    [
      'a scope of classic apps',
      { ...good, oauth_config: withScopes(['chat:write'], ['files:write:user']) },
      ['/oauth_config/scopes/user/0'],
    ],
    [
      'a bot scope for people',
      { ...good, oauth_config: withScopes(['chat:write'], ['app_mentions:read']) },
      ['/oauth_config/scopes/user/0'],
    ],
    [
      'an app-level scope',
      { ...good, oauth_config: withScopes(['connections:write']) },
      ['/oauth_config/scopes/bot/0'],
    ],
    ['no bot user', { ...good, features: {} }, ['/features/bot_user']],
    ['no name', { ...good, display_information: {} }, ['/display_information/name']],
    [
      'a long description',
      { ...good, display_information: { name: 'D', description: 'x'.repeat(141) } },
      ['/display_information/description'],
    ],
    ['an unknown key', { ...good, settings: { ...good.settings, rotation: true } }, ['/settings/rotation']],
    [
      'a wrong type',
      { ...good, settings: { ...good.settings, socket_mode_enabled: 'true' } },
      ['/settings/socket_mode_enabled'],
    ],
    [
      'a redirect URL twice',
      { ...good, oauth_config: { ...good.oauth_config, redirect_urls: ['https://a.test/', 'https://a.test/'] } },
      ['/oauth_config/redirect_urls/1'],
    ],
    [
      'a redirect URL with a fragment',
      { ...good, oauth_config: { ...good.oauth_config, redirect_urls: ['https://a.test/#x'] } },
      ['/oauth_config/redirect_urls/0'],
    ],
    [
      'an invalid address range',
      { ...good, settings: { ...good.settings, allowed_ip_address_ranges: ['example.com'] } },
      ['/settings/allowed_ip_address_ranges/0'],
    ],
    [
      'a domain with a scheme',
      { ...good, features: { ...good.features, unfurl_domains: ['https://example.com'] } },
      ['/features/unfurl_domains/0'],
    ],
  ])('exits with 2 and reports the path of the error: %s', async (_, manifest, pointers) => {
    const { code, error, errors, findings } = await check(JSON.stringify(manifest))
    expect([code, error]).toEqual([2, 'invalid_manifest'])
    expect(errors).toEqual(pointers)
    expect(findings.filter(({ severity, cure }) => severity === 'error' && cure === null)).toEqual([])
  })
})
