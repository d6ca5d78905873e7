import { describe, expect, it } from 'vitest'
import { checkManifest } from '../../../src/simulator/api/manifest-errors.ts'
import type { Manifest } from '../../../src/simulator/state/app-types.ts'
import { createWorld } from '../../../src/simulator/state/create-world.ts'
import { answerConsent } from '../../support/consent.ts'
import { callMethod, everyScope, installedWorld, noon } from '../../support/installed-world.ts'
import { manifest, redirectUrl, startForOwner } from '../../support/manifests.ts'
import { assertProperty, fc } from '../../support/property.ts'
import { refusal } from '../../support/refusal.ts'

describe('apps from manifests, by Slack’s own client', () => {
  it('are created by apps.manifest.create and can be installed immediately', async () => {
    const { simulator, client, asOwner } = await startForOwner()
    const made = await asOwner.apps.manifest.create({ manifest } as never)
    const { client_id, client_secret } = made.credentials as { client_id: string; client_secret: string }
    expect(made).toMatchObject({
      app_id: expect.stringMatching(/^A0SIM/),
      credentials: { signing_secret: expect.stringMatching(/^simulated-/), verification_token: expect.any(String) },
    })
    const link = new URL(String(made.oauth_authorize_url))
    expect(link.origin).toBe(simulator.url)
    expect(Object.fromEntries(link.searchParams)).toEqual({
      client_id,
      scope: 'chat:write,users:read',
      user_scope: 'search:read',
    })
    const shown = await fetch(link, { headers: { accept: 'application/json' } })
    const consent = (await shown.json()) as { request: string; app: unknown; optional: unknown }
    expect(consent).toMatchObject({ app: { name: 'Release Notes' }, optional: { bot: ['users:read'], user: [] } })
    const { callback } = await answerConsent(simulator, { request: consent.request, decision: 'allow' })
    expect(callback?.href.startsWith(`${redirectUrl}?code=`)).toBe(true)
    const code = callback?.searchParams.get('code') ?? ''
    const tokens = await client().oauth.v2.access({ client_id, client_secret, code })
    expect(tokens).toMatchObject({ app_id: made.app_id, scope: 'chat:write,users:read' })
    const who = await client(tokens.access_token).auth.test()
    expect(who).toMatchObject({ user: 'release-notes', user_id: tokens.bot_user_id })
    const sent = await client(tokens.access_token).chat.postMessage({ channel: '#general', text: 'hello' })
    expect(sent.message).toMatchObject({ app_id: made.app_id })
  })

  it('are exported with their current settings, and the exported manifest creates an equal app', async () => {
    const { simulator, asOwner } = await startForOwner()
    const { app_id = '' } = await asOwner.apps.manifest.create({ manifest } as never)
    const exported = await asOwner.apps.manifest.export({ app_id })
    expect(exported.manifest).toMatchObject(manifest)
    const again = await asOwner.apps.manifest.create({ manifest: exported.manifest } as never)
    expect((await asOwner.apps.manifest.export({ app_id: again.app_id ?? '' })).manifest).toEqual(exported.manifest)
    const app = simulator.world.state.apps.find(({ id }) => id === app_id)
    app?.redirectUrls.push('https://later.example/')
    const later = await asOwner.apps.manifest.export({ app_id })
    expect(later.manifest?.oauth_config?.redirect_urls).toEqual([redirectUrl, 'https://later.example/'])
  })

  it('have the settings of the new manifest only after apps.manifest.update', async () => {
    const { simulator, asOwner } = await startForOwner()
    const { app_id = '' } = await asOwner.apps.manifest.create({ manifest } as never)
    const update = async (other: Manifest) => await asOwner.apps.manifest.update({ app_id, manifest: other } as never)
    const oauth_config = { ...manifest.oauth_config, redirect_urls: ['http://localhost:9000/back'], pkce_enabled: true }
    expect(await update({ ...manifest, oauth_config })).toMatchObject({ app_id, permissions_updated: false })
    const app = simulator.world.state.apps.find(({ id }) => id === app_id)
    expect(app).toMatchObject({ redirectUrls: ['http://localhost:9000/back'], pkce: true, botName: 'release-notes' })
    const bare = { display_information: { name: 'Bare' }, oauth_config: { scopes: { user: ['chat:write'] } } }
    expect(await update(bare)).toMatchObject({ permissions_updated: true })
    expect(app).toMatchObject({ name: 'Bare', redirectUrls: [], pkce: false, botName: null, messagesTab: false })
    const nothing = asOwner.apps.manifest.update({ app_id: 'A0NONE', manifest } as never)
    expect(await refusal(nothing)).toMatchObject({ error: 'app_not_found' })
  })

  it('have names without line breaks and control characters, even when the manifest contains them', async () => {
    const { simulator, asOwner } = await startForOwner()
    const odd = (name: string) => `${name}\r\nFAKE\u202e`
    const named = (name: string) => ({
      ...manifest,
      display_information: { name: odd(name) },
      features: { bot_user: { display_name: odd(`${name}-bot`) } },
    })
    const { app_id = '' } = await asOwner.apps.manifest.create({ manifest: named('One') } as never)
    const app = () => simulator.world.state.apps.find(({ id }) => id === app_id)
    expect(app()).toMatchObject({ name: 'One FAKE', botName: 'One-bot FAKE' })
    await asOwner.apps.manifest.update({ app_id, manifest: named('Two') } as never)
    expect(app()).toMatchObject({ name: 'Two FAKE', botName: 'Two-bot FAKE' })
  })

  it('are deleted with all their installations, while an app without a manifest cannot be deleted', async () => {
    const { simulator, asOwner, client } = await startForOwner()
    const {
      app_id = '',
      oauth_authorize_url = '',
      credentials = {},
    } = await asOwner.apps.manifest.create({
      manifest,
    } as never)
    const response = await fetch(oauth_authorize_url, { headers: { accept: 'application/json' } })
    const { request } = (await response.json()) as { request: string }
    expect(await asOwner.apps.manifest.delete({ app_id })).toMatchObject({ ok: true })
    expect((await answerConsent(simulator, { request, decision: 'allow' })).status).toBe(410)
    const { client_id = '', client_secret = '' } = credentials
    const exchanged = client().oauth.v2.access({ client_id, client_secret, code: '1.2.3' })
    expect(await refusal(exchanged)).toMatchObject({ error: 'invalid_client_id' })
    expect(await refusal(asOwner.apps.manifest.export({ app_id }))).toMatchObject({ error: 'app_not_found' })
    const seeded = asOwner.apps.manifest.delete({ app_id: simulator.app.id })
    expect(await refusal(seeded)).toMatchObject({ error: 'app_not_eligible' })
  })

  it('are not created by apps.manifest.validate; this method returns each error with its path', async () => {
    const { simulator, asOwner } = await startForOwner()
    expect(await asOwner.apps.manifest.validate({ manifest } as never)).toMatchObject({ ok: true })
    const wrong = { ...manifest, display_information: {} }
    const errors = [{ message: 'Missing required field: name', pointer: '/display_information' }]
    for (const call of [asOwner.apps.manifest.validate, asOwner.apps.manifest.create]) {
      expect(await refusal(call({ manifest: wrong } as never))).toMatchObject({ error: 'invalid_manifest', errors })
    }
    const notJson = asOwner.apiCall('apps.manifest.create', { manifest: '{"secret": canary' })
    expect(JSON.stringify(await refusal(notJson))).toMatch(/invalid_manifest(?!.*canary)/)
    expect(simulator.world.state.apps).toHaveLength(1)
  })

  it('can be exported when they were created without a manifest; the export contains the granted scopes', async () => {
    const { bot: list, user } = everyScope
    const { world } = installedWorld({ bot: [...list, 'bot'], user: ['identify', ...user, 'chat:write:user'] })
    const { asOwner, simulator } = await startForOwner({ state: world.state })
    const { manifest: exported } = await asOwner.apps.manifest.export({ app_id: simulator.app.id })
    expect(exported).toMatchObject({
      display_information: { name: 'Sim App' },
      features: { bot_user: { display_name: 'sim-app' } },
      oauth_config: { redirect_urls: simulator.app.redirectUrls, scopes: { bot: list, user } },
    })
    expect(checkManifest(exported as Manifest)).toEqual([])
  })
})

describe('the check of a manifest', () => {
  const oauth = (more: Manifest) => ({ ...manifest, oauth_config: { ...manifest.oauth_config, ...more } })
  const scopes = (more: Manifest) => oauth({ scopes: more })
  const cases: [string, Manifest, string[]][] = [
    ['no problem', manifest, []],
    ['no display_information', {}, ['/']],
    ['a name that is too long', { display_information: { name: 'n'.repeat(36) } }, ['/display_information/name']],
    ['an empty name', { display_information: { name: '' } }, ['/display_information/name']],
    [
      'descriptions out of bounds',
      { display_information: { name: 'n', description: 'd'.repeat(141), long_description: 'short' } },
      ['/display_information/description', '/display_information/long_description'],
    ],
    ['an unknown key in oauth_config', oauth({ redirect_uris: [] }), ['/oauth_config/redirect_uris']],
    ['a key that needs escaping', oauth({ 'a/b~c': 1 }), ['/oauth_config/a~1b~0c']],
    ['an unknown key in settings', { ...manifest, settings: { rotation: true } }, ['/settings/rotation']],
    ['a key of the prototype', { ...manifest, settings: { constructor: true } }, ['/settings/constructor']],
    ['a switch that is no boolean', oauth({ pkce_enabled: 'yes' }), ['/oauth_config/pkce_enabled']],
    ['an unknown scope', scopes({ bot: ['chat:wriet'] }), ['/oauth_config/scopes/bot/0']],
    ['a scope in the wrong list', scopes({ bot: ['chat:write', 'search:read'] }), ['/oauth_config/scopes/bot/1']],
    ['a scope of classic apps', scopes({ user: ['chat:write:user'] }), ['/oauth_config/scopes/user/0']],
    [
      'an optional scope that is not requested',
      scopes({ user_optional: ['search:read'] }),
      ['/oauth_config/scopes/user_optional/0'],
    ],
    [
      'too many scopes',
      scopes({ user: Array.from({ length: 256 }, () => 'chat:write') }),
      ['/oauth_config/scopes/user'],
    ],
    ['bot scopes without a bot user', { ...manifest, features: {} }, ['/features/bot_user']],
    ['a bot user without a name', { ...manifest, features: { bot_user: {} } }, ['/features/bot_user']],
    [
      'a redirect URL that is too long',
      oauth({ redirect_urls: [redirectUrl, `https://app.example/${'x'.repeat(2500)}`] }),
      ['/oauth_config/redirect_urls/1'],
    ],
    ['an invalid redirect URL', oauth({ redirect_urls: ['localhost'] }), ['/oauth_config/redirect_urls/0']],
    ['values that are no groups', { ...manifest, oauth_config: [], settings: 1 }, ['/oauth_config', '/settings']],
    [
      'events and interactivity that nothing can receive',
      {
        ...manifest,
        settings: { event_subscriptions: { bot_events: ['message'] }, interactivity: { is_enabled: true } },
      },
      ['/settings/event_subscriptions', '/settings/interactivity', '/settings/interactivity'],
    ],
  ]
  it.each(cases)('returns a JSON pointer to each problem, for %s', (_name, wrong, pointers) => {
    expect(checkManifest(wrong).map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it('returns only pointers to existing fields for any JSON input; a manifest without problems can be exported', () => {
    const { state } = createWorld({ seed: 'any', now: () => noon })
    const token = state.configTokens[0]?.token ?? ''
    const world = createWorld({ seed: 'any', now: () => noon, state })
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(...Object.values(manifest)))
    const groups = ['display_information', 'features', 'oauth_config', 'settings', 'problem', '__proto__']
    assertProperty(
      fc.property(fc.dictionary(fc.constantFrom(...groups), part), (given) => {
        const text = JSON.stringify(given)
        const { body } = callMethod(world, 'apps.manifest.create', token, { manifest: text })
        expect(body['error']).toBe(body.ok ? undefined : 'invalid_manifest')
        const { errors = [] } = body as { errors?: { pointer: string }[] }
        expect(errors.every(({ pointer }) => pointer.startsWith('/'))).toBe(true)
        if (!body.ok) return
        const exported = callMethod(world, 'apps.manifest.export', token, { app_id: String(body['app_id']) }).body
        expect(checkManifest(exported['manifest'] as Manifest)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
