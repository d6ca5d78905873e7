import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { subscriptionsOf } from '../../../src/simulator/events/subscriptions.ts'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import type { App } from '../../../src/simulator/state/app-types.ts'
import { control } from '../../support/simulator.ts'

const clientId = '44.55'
const redirectUri = 'http://localhost:3000/callback'

type Answer = Readonly<Record<string, unknown>>

async function post(simulator: SimulatorServer, method: string, fields: Record<string, string>, token?: string) {
  const response = await fetch(`${simulator.apiUrl}${method}`, {
    method: 'POST',
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(fields),
  })
  return (await response.json()) as Answer
}

/** Registers an app with token rotation, and installs it as dana. */
async function installed(simulator: SimulatorServer) {
  await control(simulator, 'adopt', { clientId, clientSecret: 'own', rotation: true, redirectUrls: [redirectUri] })
  const query = new URLSearchParams({ client_id: clientId, scope: 'chat:write', user_scope: 'search:read' })
  const page = `${simulator.authorizeUrl}?${query.toString()}`
  const shown = await fetch(page, { headers: { accept: 'application/json' } })
  const { request = '' } = (await shown.json()) as { request?: string }
  const decided = await fetch(page, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ request, decision: 'allow' }),
  })
  const code = new URL(decided.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const granted = await post(simulator, 'oauth.v2.access', { client_id: clientId, client_secret: 'own', code })
  const user = granted['authed_user'] as Answer
  return { bot: String(granted['access_token']), botId: String(granted['bot_user_id']), user, granted }
}

async function newestCall(simulator: SimulatorServer): Promise<Answer | undefined> {
  const { body } = await control(simulator, 'log')
  return (body['log'] as Answer[]).at(-1)
}

describe('POST /_sim/expire', () => {
  it('expires the access tokens of the app, and leaves its refresh tokens as they are', async () => {
    await using simulator = await startSimulator()
    const { bot, granted } = await installed(simulator)
    expect(await control(simulator, 'expire', { clientId })).toMatchObject({ status: 200, body: { expired: 2 } })
    expect(await post(simulator, 'auth.test', {}, bot)).toMatchObject({ error: 'token_expired' })
    const refreshed = await post(simulator, 'oauth.v2.access', {
      ...{ client_id: clientId, client_secret: 'own' },
      ...{ grant_type: 'refresh_token', refresh_token: String(granted['refresh_token']) },
    })
    expect(refreshed).toMatchObject({ ok: true, token_type: 'bot' })
    expect(await control(simulator, 'expire', { clientId })).toMatchObject({ body: { expired: 1 } })
    expect(await control(simulator, 'expire', { clientId: '9.9' })).toMatchObject({ status: 400 })
  })
})

describe('the log of requests', () => {
  it('names the owner of a token also when the token has expired, is revoked, or is a refresh token', async () => {
    await using simulator = await startSimulator()
    const { bot, botId, user } = await installed(simulator)
    const owner = { bot: `bot:${botId}@T0SIM0001`, user: 'user:U0SIMDANA@T0SIM0001' }
    await post(simulator, 'auth.test', {}, bot)
    expect(await newestCall(simulator)).toMatchObject({ ok: true, owner: owner.bot })
    await control(simulator, 'expire', { clientId })
    await post(simulator, 'auth.test', {}, bot)
    expect(await newestCall(simulator)).toMatchObject({ error: 'token_expired', as: null, owner: owner.bot })
    const ended = await control(simulator, 'token', { do: 'revoke', kind: 'user', clientId })
    expect(ended.body).toMatchObject({ user: 'U0SIMDANA' })
    await post(simulator, 'auth.test', {}, String(user['access_token']))
    expect(await newestCall(simulator)).toMatchObject({ error: 'token_revoked', as: null, owner: owner.user })
    await post(simulator, 'oauth.v2.access', {
      ...{ client_id: clientId, client_secret: 'other' },
      ...{ grant_type: 'refresh_token', refresh_token: String(user['refresh_token']) },
    })
    expect(await newestCall(simulator)).toMatchObject({ error: 'bad_client_secret', owner: owner.user })
    await post(simulator, 'auth.test', {}, 'xoxb-sim-unknown')
    expect(await newestCall(simulator)).not.toHaveProperty('owner')
  })

  it('POST /_sim/token with a client id does not find a token of another app', async () => {
    await using simulator = await startSimulator()
    await installed(simulator)
    const other = await control(simulator, 'token', { do: 'revoke', kind: 'bot', clientId: '1111111111.2222222222' })
    expect(other.status).toBe(400)
  })
})

describe('POST /_sim/request-url', () => {
  it.each([
    [true, ['app_home_opened']],
    [false, 'all'],
  ])('with keep %j leaves the app the subscriptions %j', (keepsSubscriptions, bot) => {
    const manifest = { settings: { event_subscriptions: { bot_events: ['app_home_opened'] } } }
    const app = { manifest, requestUrl: 'http://localhost:9/events', keepsSubscriptions } as unknown as App
    expect(subscriptionsOf(app)).toMatchObject({ bot, eventsUrl: 'http://localhost:9/events' })
  })

  it('with `keep`, replaces only the URLs of the manifest', async () => {
    await using simulator = await startSimulator()
    const subscribed = { request_url: 'https://app.example.com/events', bot_events: ['app_home_opened'] }
    const manifest = {
      display_information: { name: 'Own' },
      features: { bot_user: { display_name: 'own' } },
      settings: { event_subscriptions: subscribed },
    }
    await control(simulator, 'manifest', { manifest })
    const url = 'http://localhost:9/slack/events'
    const open = async (keep: boolean) => {
      await control(simulator, 'request-url', { url, early: true, keep })
      const { body } = await control(simulator, '')
      return (body['app'] as Answer)['eventsUrl']
    }
    expect([await open(true), await open(false)]).toEqual([url, url])
    await control(simulator, 'request-url', { url: null })
    const { body } = await control(simulator, '')
    expect(body['app']).toMatchObject({ eventsUrl: subscribed.request_url })
  })

  it('sets the URL of the app with this client id, and returns the HTTP status of the URL and the previous URL', async () => {
    await using simulator = await startSimulator()
    await installed(simulator)
    const server = createServer((request, response) => {
      request.setEncoding('utf8').once('data', (text: string) => {
        const { challenge } = JSON.parse(text) as { challenge?: string }
        response.writeHead(request.url === '/events' ? 200 : 404).end(challenge)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const url = `http://localhost:${(server.address() as AddressInfo).port}`
    const eventsBy = async () => {
      const { body } = await control(simulator, '')
      return (body['clients'] as Answer[]).map((client) => client['eventsBy'])
    }
    const set = async (path: string | null) =>
      (await control(simulator, 'request-url', { clientId, url: path && url + path, early: true })).body
    expect(await set('/events')).toMatchObject({ verified: true, status: 200, before: null })
    expect(await eventsBy()).toEqual([null, 'http'])
    expect(await set('/other')).toMatchObject({ verified: false, status: 404, before: `${url}/events` })
    expect(await set(null)).toMatchObject({ verified: false, status: null, before: `${url}/other` })
    expect(await eventsBy()).toEqual([null, null])
    server.close()
  })
})
