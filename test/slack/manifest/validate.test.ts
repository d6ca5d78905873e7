import { describe, expect, it } from 'vitest'
import { scopes } from '../../../src/slack/facts/scopes.ts'
import { appManifest } from '../../../src/slack/manifest/build.ts'
import { checkManifest } from '../../../src/slack/manifest/check-manifest.ts'
import { manifestFacts } from '../../../src/slack/manifest/facts.ts'
import { startSlack } from '../../support/login.ts'
import { assertProperty, fc } from '../../support/property.ts'
import { control } from '../../support/simulator.ts'

const fits = {
  display_information: { name: 'Deploy' },
  features: { bot_user: { display_name: 'deploy' } },
  oauth_config: { redirect_urls: ['https://localhost:8443/slack/callback'], scopes: { bot: ['chat:write'] } },
}

const told = (manifest: unknown) => checkManifest(manifest).map(({ path, problem }) => `${path}: ${problem}`)

describe('the check of a manifest', () => {
  it.each([
    [{ ...fits, display_information: {} }, 'display_information.name: is missing'],
    [
      { ...fits, display_information: { name: 'x'.repeat(36) } },
      'display_information.name: expected at most 35 characters, found 36',
    ],
    [
      { ...fits, display_information: { name: 'x', description: '' } },
      'display_information.description: expected a text, found an empty one',
    ],
    [
      { ...fits, display_information: { name: 'x', background_color: 'red' } },
      'display_information.background_color: expected 4 to 7 characters, found 3',
    ],
    [{ ...fits, display_information: 'x' }, 'display_information: expected a group of keys, found “x”'],
    [{ ...fits, oauth_confg: {} }, 'oauth_confg: is no key of Slack’s – did you mean oauth_config?'],
    [{ ...fits, settings: { rotation: true } }, /^settings\.rotation: is no key of Slack’s – there are /],
    [
      { ...fits, settings: { token_rotation: true } },
      'settings.token_rotation: is no key of Slack’s – did you mean token_rotation_enabled?',
    ],
    [
      { ...fits, settings: { token_rotation_enabled: 'yes' } },
      'settings.token_rotation_enabled: expected true or false, found “yes”',
    ],
    [
      { ...fits, oauth_config: { scopes: { bot: 'chat:write' } } },
      'oauth_config.scopes.bot: expected a list, found “chat:write”',
    ],
    [
      { ...fits, oauth_config: { scopes: { bot: ['chat:write', 'chat:wirte'] } } },
      'oauth_config.scopes.bot[1]: expected a bot scope, “chat:wirte” is none – did you mean chat:write?',
    ],
    [
      { ...fits, oauth_config: { scopes: { bot: ['conversations:read'] } } },
      /^oauth_config\.scopes\.bot\[0\]: expected a bot scope, “conversations:read” is none$/,
    ],
    [
      { ...fits, oauth_config: { scopes: { bot: ['search:read'] } } },
      /^oauth_config\.scopes\.bot\[0\]: expected a bot scope, search:read is one of user tokens/,
    ],
    [
      { ...fits, oauth_config: { scopes: { user: ['app_mentions:read'] } } },
      /^oauth_config\.scopes\.user\[0\]: expected a user scope/,
    ],
    [{ ...fits, oauth_config: { scopes: { bot: ['bot'] } } }, /belongs to classic apps/],
    [{ ...fits, oauth_config: { scopes: { bot: ['connections:write'] } } }, /no install grants connections:write/],
    [
      { ...fits, oauth_config: { scopes: { bot: ['chat:write', 'chat:write'] } } },
      /\[1\]: stands there twice, first at oauth_config\.scopes\.bot\[0\]/,
    ],
    [
      { ...fits, oauth_config: { scopes: { user: [], user_optional: ['search:read'] } } },
      'oauth_config.scopes.user_optional[0]: must also stand in oauth_config.scopes.user',
    ],
    [
      { ...fits, oauth_config: { redirect_urls: ['localhost'] } },
      /^oauth_config\.redirect_urls\[0\]: expected an address/,
    ],
    [{ ...fits, oauth_config: { redirect_urls: ['https://a.example/#x'] } }, /without a fragment/],
    [{ ...fits, features: {} }, 'features.bot_user: is missing, and bot scopes need a bot user'],
    [
      { ...fits, settings: { event_subscriptions: { bot_events: ['app_mention'] } } },
      /^settings\.event_subscriptions\.request_url: is missing/,
    ],
    [
      { ...fits, settings: { interactivity: { is_enabled: true } } },
      /^settings\.interactivity\.request_url: is missing/,
    ],
    [[], ': expected a group of keys, found a list'],
    [null, ': expected a group of keys, found nothing'],
  ])('reports the expected problem of the manifest %j', (manifest, says) => {
    expect(
      told(manifest).find((one) => (typeof says === 'string' ? one === says : says.test(one))),
      told(manifest).join('\n'),
    ).toBeDefined()
    expect(checkManifest(manifest).some(({ certain }) => certain)).toBe(true)
  })

  it('reports nothing for a valid manifest', () => expect(told(fits)).toEqual([]))

  it('reports a scope or key as not certain when it can be newer than the tables', () => {
    const newer = {
      ...fits,
      features: { ...fits.features, hologram_view: {} },
      oauth_config: { scopes: { bot: ['holograms:write'] } },
    }
    expect(checkManifest(newer).map(({ path, certain }) => [path, certain])).toEqual([
      ['features.hologram_view', false],
      ['oauth_config.scopes.bot[0]', false],
    ])
  })
})

const own = (kind: 'bot' | 'user') =>
  Object.entries(scopes as Record<string, { bot: boolean; user: boolean; classic?: true }>)
    .filter(([, facts]) => facts[kind] && !facts.classic)
    .map(([name]) => name)

const parts = fc.record({
  name: fc.string({ minLength: 1, maxLength: 35 }),
  redirectUrls: fc.uniqueArray(fc.webUrl(), { maxLength: 4 }),
  botScopes: fc.uniqueArray(fc.constantFrom(...own('bot')), { maxLength: 8 }),
  userScopes: fc.uniqueArray(fc.constantFrom(...own('user')), { maxLength: 8 }),
  rotation: fc.boolean(),
  org: fc.boolean(),
  pkce: fc.boolean(),
  socketMode: fc.boolean(),
})

describe('any manifest', () => {
  it('can be checked without an exception', () => {
    const almost = fc.record(
      {
        display_information: fc.anything(),
        features: fc.anything(),
        oauth_config: fc.record(
          { scopes: fc.dictionary(fc.string(), fc.anything()), redirect_urls: fc.anything() },
          { requiredKeys: [] },
        ),
        settings: fc.dictionary(fc.string(), fc.anything()),
      },
      { requiredKeys: [] },
    )
    assertProperty(
      fc.property(fc.oneof(fc.anything({ withNullPrototype: true }), almost), (value) => {
        for (const { path, problem } of checkManifest(value)) expect(`${path}: ${problem}`.length).toBeLessThan(2000)
      }),
      { numRuns: 500 },
    )
  })

  it('is valid when buildManifest made it, and has the given settings', () => {
    assertProperty(
      fc.property(parts, (made) => {
        expect(told(appManifest(made))).toEqual([])
        const { rotation, org, pkce, socketMode, ...rest } = made
        expect(manifestFacts(appManifest(made))).toEqual({
          ...rest,
          switches: { rotation, org, socketMode, ...(pkce && { pkce }) },
        })
      }),
    )
  })

  it('is accepted by the simulator’s apps.manifest.validate when buildManifest made it', async () => {
    await using slack = await startSlack()
    const { configToken } = (await control(slack, '')).body
    await assertProperty(
      fc.asyncProperty(parts, async (made) => {
        const response = await fetch(`${slack.apiUrl}apps.manifest.validate`, {
          method: 'POST',
          headers: { authorization: `Bearer ${String(configToken)}` },
          body: new URLSearchParams({ manifest: JSON.stringify(appManifest(made)) }),
        })
        expect(await response.json()).toMatchObject({ ok: true })
      }),
      { numRuns: 60 },
    )
  })
})
