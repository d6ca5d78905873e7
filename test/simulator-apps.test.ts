import { type WebAPICallResult, WebClient } from '@slack/web-api'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { configTokenLifetime } from '../src/simulator/config-tokens.ts'
import { checkManifest, type Manifest } from '../src/simulator/manifest-check.ts'
import { type Simulator, startSimulator } from '../src/simulator/server.ts'
import { createWorld } from '../src/simulator/world.ts'
import { answerConsent } from './support/consent.ts'
import { bot, callMethod, everyScope, installedWorld, noon } from './support/installed-world.ts'

const running: Simulator[] = []

afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close()
})

const redirectUrl = 'https://app.example/slack/callback'

/** Fits, and asks for both tokens. */
const manifest = {
  display_information: { name: 'Release Notes' },
  features: { bot_user: { display_name: 'release-notes' }, app_home: { messages_tab_enabled: true } },
  oauth_config: {
    redirect_urls: [redirectUrl],
    scopes: { bot: ['chat:write', 'users:read'], user: ['search:read'], bot_optional: ['users:read'] },
  },
  settings: { org_deploy_enabled: false, token_rotation_enabled: true },
}

/** Another simulator, its clock, and Slack's own client with and without a configuration token. */
async function start(options: Parameters<typeof startSimulator>[0] = {}) {
  const clock = { now: noon }
  const simulator = await startSimulator({ now: () => clock.now, ...options })
  running.push(simulator)
  const pair = await control(simulator, 'GET', '/_sim')
  const client = (token?: string) =>
    new WebClient(token, { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
  return { simulator, clock, client, pair, asOwner: client(String(pair['configToken'])) }
}

async function control(simulator: Simulator, verb: string, path: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(simulator.url + path, { method: verb, headers })
  return (await response.json()) as Record<string, unknown>
}

/** What Slack answered to a call that the client throws for. */
async function refusal(call: Promise<WebAPICallResult>): Promise<unknown> {
  try {
    return { unexpected: await call }
  } catch (error) {
    return (error as { data?: unknown }).data
  }
}

describe('apps from manifests, by Slack’s own client', () => {
  it('are made, and can be installed at once', async () => {
    const { simulator, client, asOwner } = await start()
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

  it('are exported as they are now, and an export can be made into an app again', async () => {
    const { simulator, asOwner } = await start()
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

  it('are changed by another manifest, which replaces the whole of the first', async () => {
    const { simulator, asOwner } = await start()
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

  it('are deleted with all that they were granted; the app that has none is not', async () => {
    const { simulator, asOwner, client } = await start()
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

  it('are validated without being made, and say where they are wrong', async () => {
    const { simulator, asOwner } = await start()
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

  it('the app that has no manifest is exported with what it was granted', async () => {
    const { bot: list, user } = everyScope
    const { world } = installedWorld({ bot: [...list, 'bot'], user: ['identify', ...user, 'chat:write:user'] })
    const { asOwner, simulator } = await start({ state: world.state })
    const { manifest: exported } = await asOwner.apps.manifest.export({ app_id: simulator.app.id })
    expect(exported).toMatchObject({
      display_information: { name: 'Sim App' },
      features: { bot_user: { display_name: 'sim-app' } },
      oauth_config: { redirect_urls: simulator.app.redirectUrls, scopes: { bot: list, user } },
    })
    expect(checkManifest(exported as Manifest)).toEqual([])
  })
})

describe('what a manifest is refused for', () => {
  const oauth = (more: Manifest) => ({ ...manifest, oauth_config: { ...manifest.oauth_config, ...more } })
  const scopes = (more: Manifest) => oauth({ scopes: more })
  const cases: [string, Manifest, string[]][] = [
    ['nothing', manifest, []],
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
      'an optional scope that is not asked for',
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
    ['a redirect URL that is none', oauth({ redirect_urls: ['localhost'] }), ['/oauth_config/redirect_urls/0']],
    ['groups that are none', { ...manifest, oauth_config: [], settings: 1 }, ['/oauth_config', '/settings']],
    [
      'events and interactivity that nothing can receive',
      {
        ...manifest,
        settings: { event_subscriptions: { bot_events: ['message'] }, interactivity: { is_enabled: true } },
      },
      ['/settings/event_subscriptions', '/settings/interactivity', '/settings/interactivity'],
    ],
  ]
  it.each(cases)('%s', (_name, wrong, pointers) => {
    expect(checkManifest(wrong).map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it('is answered for any JSON, with pointers that lead into it, and what fits can be exported', () => {
    const { state } = createWorld({ seed: 'any', now: () => noon })
    const token = state.configTokens[0]?.token ?? ''
    const world = createWorld({ seed: 'any', now: () => noon, state })
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(...Object.values(manifest)))
    const groups = ['display_information', 'features', 'oauth_config', 'settings', 'problem', '__proto__']
    fc.assert(
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

describe('configuration tokens', () => {
  it('open the settings of apps and nothing else', async () => {
    const { asOwner, simulator } = await start()
    const validated = await asOwner.apps.manifest.validate({ manifest } as never)
    expect(validated.response_metadata).toMatchObject({
      scopes: ['app_configurations:read', 'app_configurations:write'],
      acceptedScopes: ['app_configurations:write'],
    })
    expect(await refusal(asOwner.auth.test())).toMatchObject({ error: 'not_allowed_token_type' })
    expect(simulator.log()[0]).toMatchObject({ as: 'configuration:U0SIMDANA' })
    expect(await refusal(asOwner.apps.manifest.export({} as never))).toMatchObject({ error: 'invalid_arguments' })
  })

  it('are what the settings take, and no token of an install', () => {
    const { world, ...installed } = installedWorld(everyScope)
    for (const token of [installed.bot, installed.user]) {
      expect(callMethod(world, 'apps.manifest.export', token, { app_id: 'A0SIMAPP1' }).body).toEqual({
        ok: false,
        error: 'not_allowed_token_type',
      })
    }
  })

  it('last twelve hours, and are changed for new ones once', async () => {
    const { clock, client, pair, simulator, asOwner } = await start()
    const app_id = simulator.app.id
    clock.now += configTokenLifetime - 1
    expect(await asOwner.apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    clock.now += 1
    expect(await refusal(asOwner.apps.manifest.export({ app_id }))).toMatchObject({ error: 'token_expired' })
    const rotate = async () =>
      await client().tooling.tokens.rotate({ refresh_token: String(pair['configRefreshToken']) })
    const fresh = await rotate()
    const iat = Math.floor(clock.now / 1000)
    expect(fresh).toMatchObject({ team_id: 'T0SIM0001', user_id: 'U0SIMDANA', iat, exp: iat + 43_200 })
    expect(fresh.token).not.toBe(pair['configToken'])
    expect(await client(fresh.token).apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    expect(await refusal(rotate())).toMatchObject({ error: 'invalid_refresh_token' })
    const unknown = client().tooling.tokens.rotate({ refresh_token: 'xoxe-sim-none' })
    expect(await refusal(unknown)).toMatchObject({ error: 'invalid_refresh_token' })
    const told = await control(simulator, 'GET', '/_sim')
    expect(told).toMatchObject({ configToken: fresh.token, configTokenExpires: fresh.exp })
  })

  it('are told by the control interface, which also makes fresh ones', async () => {
    const { simulator, client, pair } = await start()
    const fresh = await control(simulator, 'POST', '/_sim/config-token')
    expect(fresh['configToken']).toMatch(/^xoxe\.xoxp-sim-config-2-/)
    expect(fresh['configToken']).not.toBe(pair['configToken'])
    const app_id = simulator.app.id
    for (const { configToken } of [pair, fresh]) {
      expect(await client(String(configToken)).apps.manifest.export({ app_id })).toMatchObject({ ok: true })
    }
    expect((await control(simulator, 'POST', '/_sim/reset'))['configToken']).toBe(pair['configToken'])
  })

  it('are not in the log in clear', async () => {
    const { simulator, client, pair } = await start()
    await client().tooling.tokens.rotate({ refresh_token: String(pair['configRefreshToken']) })
    await refusal(client(String(pair['configToken'])).auth.test())
    const log = JSON.stringify(simulator.log())
    expect(log).not.toContain(pair['configToken'])
    expect(log).not.toContain(pair['configRefreshToken'])
  })

  it('and the secrets of the app are there in a world that was kept before there were any', () => {
    const { configTokens, apps, ...older } = createWorld({ seed: 'old', now: () => noon }).state
    const [app] = apps
    const kept = { ...older, apps: [{ ...app, signingSecret: undefined, verificationToken: undefined }] }
    const state = JSON.parse(JSON.stringify(kept)) as typeof older & { apps: typeof apps; configTokens: never }
    const world = createWorld({ seed: 'old', now: () => noon, state })
    expect(world.state.configTokens).toEqual(configTokens)
    expect(world.state.apps).toEqual(apps)
  })
})

describe('apps.uninstall', () => {
  it('ends every token, the webhooks and the bot user, and the app can be installed again', async () => {
    const { world, bot: botToken, user } = installedWorld(everyScope)
    const { simulator, client } = await start({ state: world.state })
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    expect(await client(botToken.value).apps.uninstall({ client_id, client_secret })).toMatchObject({ ok: true })
    expect(await refusal(client(botToken.value).auth.test())).toMatchObject({ error: 'account_inactive' })
    expect(await refusal(client(user.value).auth.test())).toMatchObject({ error: 'token_revoked' })
    const { people, channels, webhooks } = simulator.world.state
    expect(people.find(({ id }) => id === bot.user)?.deleted).toBe(true)
    expect(channels.filter(({ members }) => members.includes(bot.user))).toEqual([])
    expect(webhooks.map(({ dead }) => dead)).toEqual([true])
  })

  it('is refused to others, and then changes nothing', async () => {
    const { world, bot: botToken, user } = installedWorld(everyScope)
    const { simulator, client, asOwner } = await start({ state: world.state })
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    const { credentials: other = {} } = await asOwner.apps.manifest.create({ manifest } as never)
    const before = structuredClone({ ...simulator.world.state, log: [] })
    const uninstall = async (credentials: object, by = client(user.value)) =>
      await refusal(by.apps.uninstall({ client_id, client_secret, ...credentials }))
    expect(await uninstall({ client_id: '1.2' })).toMatchObject({ error: 'invalid_client_id' })
    expect(await uninstall({ client_secret: 'wrong' })).toMatchObject({ error: 'bad_client_secret' })
    expect(await uninstall(other)).toMatchObject({ error: 'client_id_token_mismatch' })
    expect(await uninstall({ client_secret: '' })).toMatchObject({ error: 'invalid_arguments' })
    expect(await uninstall({}, asOwner)).toMatchObject({ error: 'not_allowed_token_type' })
    expect({ ...simulator.world.state, log: [] }).toEqual(before)
    expect(await client(botToken.value).auth.test()).toMatchObject({ ok: true })
  })

  it('leaves other apps and the other workspace alone', () => {
    const { world, bot: here } = installedWorld(everyScope)
    const { state } = world
    const [app, other] = [here.appId, 'A0OTHER']
    state.otherWorkspace = { id: 'T0OTHER', name: 'Other', domain: 'other' }
    const kept = [
      {
        value: 'xoxp-sim-8',
        kind: 'user' as const,
        appId: app,
        workspaceId: 'T0OTHER',
        userId: 'U0SIMLEE',
        scopes: [],
      },
      { value: 'xoxp-sim-9', kind: 'user' as const, appId: other, userId: 'U0SIMLEE', scopes: [] },
    ]
    state.tokens.push(...kept)
    const hook = { channelId: 'C0SIMGENL', userId: 'U0SIMLEE' }
    state.webhooks.push(
      { ...hook, path: 'T0OTHER/B1/sim', appId: app },
      { ...hook, path: 'T0SIM0001/B2/sim', appId: other },
    )
    const [{ clientId: client_id, clientSecret: client_secret } = { clientId: '', clientSecret: '' }] = state.apps
    expect(callMethod(world, 'apps.uninstall', here, { client_id, client_secret }).body).toEqual({ ok: true })
    expect(state.tokens.map(({ revoked }) => revoked === true)).toEqual([true, true, false, false])
    expect(state.webhooks.map(({ dead }) => dead === true)).toEqual([true, false, false])
  })
})

describe('the settings page of an app', () => {
  interface Sent {
    readonly origin?: string | null
    readonly nonce?: string
  }

  async function open() {
    const { world } = installedWorld({ bot: ['chat:write'], user: ['search:read'] })
    const { simulator, ...rest } = await start({ state: world.state })
    const address = `${simulator.url}/apps/${simulator.app.id}`
    const page = await fetch(address)
    const text = await page.text()
    const nonce = /name="nonce" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const post = async (form: Record<string, string>, { origin = simulator.url, nonce: sent = nonce }: Sent = {}) =>
      await fetch(address, {
        method: 'POST',
        redirect: 'manual',
        headers: origin === null ? {} : { origin },
        body: new URLSearchParams({ nonce: sent, ...form }),
      })
    return { ...rest, simulator, page, text, post }
  }

  it('shows credentials, redirect URLs and what was granted, and the inspector leads there', async () => {
    const { simulator, page, text } = await open()
    const { clientId, clientSecret, signingSecret, redirectUrls, id } = simulator.app
    for (const one of [clientId, clientSecret, signingSecret, ...redirectUrls, 'chat:write', 'search:read']) {
      expect(text).toContain(one)
    }
    expect(await (await fetch(simulator.url)).text()).toContain(`href="/apps/${id}"`)
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(text).not.toMatch(/<script|src=|https?:[^"]*\.(?:css|js|png)/)
    expect((await fetch(`${simulator.url}/apps/A0NONE`)).status).toBe(404)
    expect((await fetch(`${simulator.url}/apps/${id}`, { method: 'PUT' })).status).toBe(405)
  })

  it('adds and removes redirect URLs and turns switches', async () => {
    const { simulator, post } = await open()
    const url = 'https://new.example/back'
    const added = await post({ change: 'add', url: ` ${url} ` })
    expect([added.status, added.headers.get('location')]).toEqual([303, `/apps/${simulator.app.id}`])
    expect(simulator.app.redirectUrls).toContain(url)
    await post({ change: 'remove', url })
    expect(simulator.app.redirectUrls).toEqual(expect.not.arrayContaining([url]))
    await post({ change: 'switches', pkce: 'on', approvalRequired: 'on' })
    expect(simulator.app).toMatchObject({ pkce: true, approvalRequired: true, distributed: false, messagesTab: false })
  })

  it('changes the app whose page it is, not the first', async () => {
    const { simulator, asOwner, post } = await open()
    const { app_id } = await asOwner.apps.manifest.create({ manifest } as never)
    const text = await (await fetch(`${simulator.url}/apps/${app_id}`)).text()
    const nonce = /name="nonce" value="([^"]+)"/.exec(text)?.[1] ?? ''
    const body = new URLSearchParams({ nonce, change: 'add', url: 'https://second.example/' })
    await fetch(`${simulator.url}/apps/${app_id}`, { method: 'POST', headers: { origin: simulator.url }, body })
    const [first, second] = simulator.world.state.apps
    expect(second?.redirectUrls).toEqual([redirectUrl, 'https://second.example/'])
    expect(first?.redirectUrls).not.toContain('https://second.example/')
    expect((await post({ change: 'nothing' })).status).toBe(303)
  })

  it.each<[string, Sent]>([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of this computer', { origin: 'http://localhost:1' }],
    ['a page that hides where it is', { origin: 'null' }],
    ['what names no origin', { origin: null }],
    ['a form with another nonce', { nonce: 'guessed' }],
  ])('takes nothing from %s', async (_name, sent) => {
    const { simulator, post } = await open()
    const before = [...simulator.app.redirectUrls]
    expect((await post({ change: 'add', url: 'https://evil.example/' }, sent)).status).toBe(403)
    expect(simulator.app.redirectUrls).toEqual(before)
  })

  it('says what can’t be a redirect URL, and escapes everything', async () => {
    const { simulator, asOwner, post } = await open()
    const before = [...simulator.app.redirectUrls]
    for (const url of ['', '<script>alert(1)</script>', 'https://app.example/#part']) {
      const refused = await post({ change: 'add', url })
      expect(refused.status).toBe(400)
      expect(await refused.text()).not.toContain('<script>')
    }
    expect(simulator.app.redirectUrls).toEqual(before)
    const named = { ...manifest, display_information: { name: '<b>"bold"</b>' } }
    const { app_id } = await asOwner.apps.manifest.create({ manifest: named } as never)
    const text = await (await fetch(`${simulator.url}/apps/${app_id}`)).text()
    expect(text).toContain('&lt;b&gt;')
    expect(text).not.toContain('<b>')
  })
})
