import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { type OauthAppOptions, startOauthApp, walk } from '../support/oauth-app.ts'
import { refusal } from '../support/refusal.ts'
import { oauths, silent } from '../support/sdk.ts'

const botToken: unknown = expect.stringMatching(/^xoxb-sim-/)
const userToken: unknown = expect.stringMatching(/^xoxp-sim-/)
const team = { id: 'T0SIM0001', name: 'Sandbox Inc' }

describe.each(oauths)('$name', ({ InstallProvider }) => {
  /** Starts a simulator and an app that is installed with it. The caller disposes both. */
  async function start(app: Omit<OauthAppOptions, 'InstallProvider'> = {}, options: SimulatorServerOptions = {}) {
    const simulator = await startSimulator(options)
    return { simulator, app: await startOauthApp(simulator, { InstallProvider, ...app }) }
  }

  it.each([
    ['the bot alone', { scopes: ['chat:write'] }, { bot: { token: botToken }, user: { token: undefined } }],
    [
      'the person alone',
      { scopes: [], userScopes: ['search:read'] },
      { user: { token: userToken, scopes: ['search:read'] } },
    ],
    [
      'both',
      { scopes: ['chat:write'], userScopes: ['search:read'] },
      { bot: { token: botToken, scopes: ['chat:write'] }, user: { token: userToken, scopes: ['search:read'] } },
    ],
    [
      'with a webhook',
      { scopes: ['incoming-webhook'] },
      { incomingWebhook: { channel: '#general', url: expect.stringContaining('/services/T0SIM0001/') } },
    ],
  ])('installs the app in the v2 flow, for %s', async (_name, install, expected) => {
    const { simulator, app } = await start({ install })
    await using _simulator = simulator
    await using _app = app
    expect((await walk(app.url)).status).toBe(200)
    expect(app.installations).toMatchObject([{ authVersion: 'v2', appId: simulator.app.id, team, ...expected }])
    expect(app.installations[0]?.bot === undefined).toBe(install.scopes.length === 0)
  })

  it('installs a classic app in the v1 flow', async () => {
    const { simulator, app } = await start({ authVersion: 'v1', install: { scopes: ['bot', 'incoming-webhook'] } })
    await using _simulator = simulator
    await using _app = app
    expect((await walk(app.url)).status).toBe(200)
    expect(app.installations).toMatchObject([
      {
        authVersion: 'v1',
        team,
        bot: { token: botToken, scopes: ['bot'], id: expect.any(String) },
        user: { id: 'U0SIMDANA', token: userToken, scopes: ['identify', 'bot', 'incoming-webhook'] },
      },
    ])
  })

  it('installs the app in a whole organization', async () => {
    const organization = { id: 'E0SIMORG1', name: 'Sandbox Group', domain: 'sandbox-group', teams: [team.id] }
    const { simulator, app } = await start({}, { organization, app: { orgDeploy: true } })
    await using _simulator = simulator
    await using _app = app
    expect((await walk(app.url, { choice: { workspace: organization.id } })).status).toBe(200)
    const [installed] = app.installations
    expect(installed).toMatchObject({
      isEnterpriseInstall: true,
      enterprise: { id: 'E0SIMORG1' },
      bot: { token: botToken },
    })
    expect(installed?.team ?? null).toBeNull()
    const query = { teamId: undefined, enterpriseId: 'E0SIMORG1', isEnterpriseInstall: true } as const
    expect(await app.provider.authorize(query)).toMatchObject({ botToken, enterpriseId: 'E0SIMORG1' })
  })

  it('stores tokens that expire, and refreshes them in authorize()', async () => {
    const install = { scopes: ['chat:write'], userScopes: ['search:read'] }
    const { simulator, app } = await start({ install }, { tokenLifetime: 60 })
    await using _simulator = simulator
    await using _app = app
    await walk(app.url)
    const [first] = app.installations
    expect(first?.bot).toMatchObject({ refreshToken: expect.stringMatching(/^xoxe-/), expiresAt: expect.any(Number) })
    const query = { teamId: team.id, enterpriseId: undefined, isEnterpriseInstall: false } as const
    const authorized = await app.provider.authorize(query)
    const [, second] = app.installations
    expect(second?.bot?.token).toBe(authorized.botToken)
    expect(second?.bot?.token).not.toBe(first?.bot?.token)
    expect(second?.user?.token).not.toBe(first?.user?.token)
    const client = new WebClient(authorized.botToken, { slackApiUrl: simulator.apiUrl, logger: silent })
    expect(await client.auth.test()).toMatchObject({ ok: true, team: team.name })
  })

  const bent: [name: string, bend: (callback: URL) => void, status: number][] = [
    ['a state that somebody changed', (callback: URL) => callback.searchParams.set('state', 'a.b.c'), 400],
    ['no state', (callback: URL) => callback.searchParams.delete('state'), 400],
    ['another code', (callback: URL) => callback.searchParams.set('code', '1.2.3'), 500],
    ['no code', (callback: URL) => callback.searchParams.delete('code'), 400],
  ]
  it.each(bent)('installs nothing when the callback has %s', async (_name, bend, expected) => {
    const { simulator, app } = await start()
    await using _simulator = simulator
    await using _app = app
    expect((await walk(app.url, { bend })).status).toBe(expected)
    expect(app.installations).toEqual([])
    expect(simulator.world.state.tokens).toEqual([])
  })

  it('installs nothing when the person cancels', async () => {
    const { simulator, app } = await start()
    await using _simulator = simulator
    await using _app = app
    const { status, callback } = await walk(app.url, { choice: { decision: 'cancel' } })
    expect([status, callback.searchParams.get('error')]).toEqual([500, 'access_denied'])
    expect(app.installations).toEqual([])
  })

  it('answers 500 to the second of two equal callbacks, because the simulator answers invalid_code', async () => {
    const { simulator, app } = await start()
    await using _simulator = simulator
    await using _app = app
    const { again } = await walk(app.url)
    expect((await again()).status).toBe(500)
    expect(app.installations).toHaveLength(1)
    expect(simulator.log().filter(({ what }) => what === 'oauth.v2.access')).toMatchObject([
      { ok: true },
      { error: 'invalid_code' },
    ])
  })

  it('answers 500 and installs nothing with a wrong client secret', async () => {
    const { simulator, app } = await start({ clientSecret: 'another' })
    await using _simulator = simulator
    await using _app = app
    expect((await walk(app.url)).status).toBe(500)
    expect(app.installations).toEqual([])
    expect(simulator.log().at(-1)).toMatchObject({ what: 'oauth.v2.access', error: 'bad_client_secret' })
  })

  it('installs nothing with a redirect URL that the app has not registered', async () => {
    const { simulator, app } = await start({ install: { redirectUri: 'http://localhost:1/callback' } })
    await using _simulator = simulator
    await using _app = app
    await expect(walk(app.url)).rejects.toThrow('bad_redirect_uri')
  })
})

it.each(oauths)('$name throws in authorize() when no installation is stored', async ({ InstallProvider }) => {
  await using simulator = await startSimulator()
  await using app = await startOauthApp(simulator, { InstallProvider })
  const query = { teamId: 'T0OTHER', enterpriseId: undefined, isEnterpriseInstall: false } as const
  expect(await refusal(app.provider.authorize(query))).toMatchObject({ thrown: { message: 'not installed there' } })
})
