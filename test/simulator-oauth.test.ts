import { describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/simulator/server.ts'
import { allowedCode, answerConsent, askForConsent, exchange, postForm, redirectUri } from './support/consent.ts'

const bot = 'chat:write,channels:read'

async function inSimulator(use: (simulator: Simulator) => Promise<void>, now = () => Date.now()): Promise<void> {
  await using simulator = await startSimulator({ now })
  await use(simulator)
}

describe('the token response of v2', () => {
  it('bot only: the token at the top, the installer by id alone', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toEqual({
        ok: true,
        app_id: simulator.app.id,
        authed_user: { id: 'U0SIMDANA' },
        scope: bot,
        token_type: 'bot',
        access_token: expect.stringMatching(/^xoxb-sim-/),
        bot_user_id: expect.stringMatching(/^U/),
        team: { id: 'T0SIM0001', name: 'Sandbox Inc' },
        enterprise: null,
        is_enterprise_install: false,
      })
    }))

  it('user only: nothing at the top, the token inside authed_user', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read' }, { user: 'U0SIMLEE' })
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toEqual({
        ok: true,
        app_id: simulator.app.id,
        authed_user: {
          id: 'U0SIMLEE',
          scope: 'search:read',
          access_token: expect.stringMatching(/^xoxp-sim-/),
          token_type: 'user',
        },
        team: { id: 'T0SIM0001', name: 'Sandbox Inc' },
        enterprise: null,
        is_enterprise_install: false,
      })
    }))

  it('both, and each token acts as its own', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot, user_scope: 'chat:write' })
      const body = await exchange(simulator, 'oauth.v2.access', { code })
      const { access_token: person } = body['authed_user'] as Record<string, string>
      const whoIs = async (token: unknown) =>
        (await postForm(simulator, 'auth.test', {}, { authorization: `Bearer ${String(token)}` }))['user_id']
      expect(await whoIs(body['access_token'])).toBe(body['bot_user_id'])
      expect(await whoIs(person)).toBe('U0SIMDANA')
    }))

  it('with a webhook in the chosen channel, which works', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'incoming-webhook' }, { channel: 'C0SIMRAND' })
      const body = await exchange(simulator, 'oauth.v2.access', { code })
      const hook = body['incoming_webhook'] as Record<string, string>
      expect(hook).toMatchObject({ channel: '#random', channel_id: 'C0SIMRAND' })
      expect(hook['url']).toMatch(/^http:\/\/localhost:\d+\/services\/T0SIM0001\/B\w+\/sim\w{21}$/)
      const posted = await fetch(hook['url'] ?? '', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"text":"from the webhook"}',
      })
      expect([posted.status, await posted.text()]).toEqual([200, 'ok'])
      const random = simulator.world.state.channels.find(({ id }) => id === 'C0SIMRAND')
      expect(random?.messages.map(({ text }) => text)).toEqual(['from the webhook'])
    }))

  it('a reinstall adds scopes to the same token and keeps the bot user', () =>
    inSimulator(async (simulator) => {
      const first = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, { scope: bot }) })
      const code = await allowedCode(simulator, { scope: 'users:read' })
      const second = await exchange(simulator, 'oauth.v2.access', { code })
      expect(second['access_token']).toBe(first['access_token'])
      expect(second['bot_user_id']).toBe(first['bot_user_id'])
      expect(second['scope']).toBe(`${bot},users:read`)
    }))

  it('the bot user is in #general from its first install on', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const { bot_user_id: id } = await exchange(simulator, 'oauth.v2.access', { code })
      expect(simulator.world.state.channels.find(({ name }) => name === 'general')?.members).toContain(id)
    }))
})

describe('the token response of v1', () => {
  it('has the form of the classic flow, keys in its order', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { flow: 'v1', scope: 'incoming-webhook,commands,bot' })
      const body = await exchange(simulator, 'oauth.access', { code })
      expect(Object.keys(body)).toEqual([
        'ok',
        'access_token',
        'scope',
        'user_id',
        'team_name',
        'team_id',
        'enterprise_id',
        'incoming_webhook',
        'bot',
      ])
      expect(body).toMatchObject({
        access_token: expect.stringMatching(/^xoxp-sim-/),
        scope: 'identify,incoming-webhook,commands,bot',
        user_id: 'U0SIMDANA',
        enterprise_id: null,
        incoming_webhook: { channel: '#general', channel_id: 'C0SIMGENL' },
        bot: { bot_user_id: expect.stringMatching(/^U/), bot_access_token: expect.stringMatching(/^xoxb-sim-/) },
      })
    }))

  it('takes scopes separated by spaces; without bot there is no bot part', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { flow: 'v1', scope: 'chat:write:user files:write:user' })
      const body = await exchange(simulator, 'oauth.access', { code })
      expect(body).toMatchObject({ ok: true, scope: 'identify,chat:write:user,files:write:user' })
      expect(body).not.toHaveProperty('bot')
    }))

  it('classic and granular grants of one app keep tokens of their own', () =>
    inSimulator(async (simulator) => {
      const classic = await allowedCode(simulator, { flow: 'v1', scope: 'bot' })
      const granular = await allowedCode(simulator, { scope: bot })
      const one = await exchange(simulator, 'oauth.access', { code: classic })
      const other = await exchange(simulator, 'oauth.v2.access', { code: granular })
      expect(other['access_token']).not.toBe((one['bot'] as Record<string, string>)['bot_access_token'])
      expect(other['scope']).toBe(bot)
    }))
})

describe('what comes back to the redirect URL', () => {
  const asked = { scope: bot, state: 'a b&c=d<script>' }

  it('Allow: code in three parts, and the state', () =>
    inSimulator(async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      const { status, callback } = await answerConsent(simulator, { request, decision: 'allow' })
      expect(status).toBe(302)
      expect(`${callback?.origin}${callback?.pathname}`).toBe(redirectUri)
      expect(callback?.searchParams.get('code')).toMatch(/^\d+\.\d+\.[0-9a-f]+$/)
      expect(callback?.searchParams.get('state')).toBe(asked.state)
    }))

  it('Cancel: access_denied and the state, no code', () =>
    inSimulator(async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      const { callback } = await answerConsent(simulator, { request, decision: 'cancel' })
      expect(Object.fromEntries(callback?.searchParams ?? [])).toEqual({ error: 'access_denied', state: asked.state })
    }))

  it('a query of the redirect URL stays as it was', () =>
    inSimulator(async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: bot, redirect_uri: `${redirectUri}?a=1%202` })
      const { callback } = await answerConsent(simulator, { request, decision: 'allow' })
      expect(callback?.search).toMatch(/^\?a=1%202&code=[\d.a-f]+$/)
    }))

  it('a page is answered once', () =>
    inSimulator(async (simulator) => {
      const { request } = await askForConsent(simulator, asked)
      await answerConsent(simulator, { request, decision: 'allow' })
      const second = await answerConsent(simulator, { request, decision: 'allow' })
      expect([second.status, second.callback]).toEqual([410, null])
      expect(simulator.world.state.codes).toHaveLength(1)
    }))

  it('a page is good for ten minutes', async () => {
    let time = 1_800_000_000_000
    await inSimulator(
      async (simulator) => {
        const { request } = await askForConsent(simulator, asked)
        time += 10 * 60_000
        expect((await answerConsent(simulator, { request, decision: 'allow' })).status).toBe(410)
      },
      () => time,
    )
  })

  it('an invented page is refused', () =>
    inSimulator(async (simulator) => {
      expect((await answerConsent(simulator, { request: 'made-up', decision: 'allow' })).status).toBe(410)
    }))

  it.each([
    ['a person who is not there', { user: 'U0NOBODY' }],
    ['a bot', { user: 'bot' }],
    ['a channel that the person is not in', { user: 'U0SIMDANA', channel: 'C0SIMDSGN' }],
  ])('%s: the page says so and can be answered again', (_name, choice) =>
    inSimulator(async (simulator) => {
      const { request } = await askForConsent(simulator, { scope: 'incoming-webhook' })
      const wrong = await answerConsent(simulator, { request, decision: 'allow', ...choice })
      expect([wrong.status, wrong.callback]).toEqual([400, null])
      expect((await answerConsent(simulator, { request, decision: 'allow' })).status).toBe(302)
    }),
  )

  it('the channel that the page itself sends for the chosen person counts', () =>
    inSimulator(async (simulator) => {
      const choice = { user: 'U0SIMLEE', 'channel:U0SIMDANA': 'C0SIMSECR', 'channel:U0SIMLEE': 'C0SIMDSGN' }
      const code = await allowedCode(simulator, { scope: 'incoming-webhook' }, choice)
      const body = await exchange(simulator, 'oauth.v2.access', { code })
      expect(body['incoming_webhook']).toMatchObject({ channel_id: 'C0SIMDSGN' })
    }))
})

describe('errors of the exchange', () => {
  const cases: [string, 'oauth.v2.access' | 'oauth.access', Record<string, string>, string][] = [
    ['no code, before the client is looked at', 'oauth.v2.access', { code: '', client_id: 'x' }, 'invalid_code'],
    ['unknown client', 'oauth.v2.access', { client_id: '1.2' }, 'invalid_client_id'],
    ['wrong secret', 'oauth.v2.access', { client_secret: 'other' }, 'bad_client_secret'],
    ['empty secret', 'oauth.v2.access', { client_secret: '' }, 'bad_client_secret'],
    ['unknown code', 'oauth.v2.access', { code: '1.2.ab' }, 'invalid_code'],
    ['code of the other flow', 'oauth.access', {}, 'oauth_authorization_url_mismatch'],
    ['another redirect_uri', 'oauth.v2.access', { redirect_uri: `${redirectUri}/` }, 'bad_redirect_uri'],
    ['redirect_uri left out', 'oauth.v2.access', { redirect_uri: '' }, 'bad_redirect_uri'],
    ['PKCE without opting in', 'oauth.v2.access', { code_verifier: 'v' }, 'pkce_not_allowed'],
    ['unknown grant type', 'oauth.v2.access', { grant_type: 'password' }, 'invalid_grant_type'],
    ['refresh without a token', 'oauth.v2.access', { grant_type: 'refresh_token' }, 'invalid_refresh_token'],
    [
      'refresh with a wrong secret',
      'oauth.v2.access',
      { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-x', client_secret: 'other' },
      'bad_client_secret',
    ],
    [
      'refresh token of nobody',
      'oauth.v2.access',
      { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-x' },
      'invalid_refresh_token',
    ],
  ]

  it.each(cases)('%s', (_name, method, form, error) =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot, redirect_uri: redirectUri })
      const body = await exchange(simulator, method, { code, redirect_uri: redirectUri, ...form })
      expect(body).toEqual({ ok: false, error })
      // None of them spends the code.
      expect(await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: redirectUri })).toMatchObject({
        ok: true,
      })
    }),
  )

  it.each([
    ['v2', 'oauth.v2.access', 'invalid_code'],
    ['v1', 'oauth.access', 'code_already_used'],
  ] as const)('a code works once (%s)', (flow, method, error) =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { flow, scope: flow === 'v1' ? 'bot' : bot })
      expect(await exchange(simulator, method, { code })).toMatchObject({ ok: true })
      expect(await exchange(simulator, method, { code })).toEqual({ ok: false, error })
    }),
  )

  it.each([
    [10 * 60_000 - 1, true],
    [10 * 60_000, false],
  ])('a code after %i ms', async (wait, ok) => {
    let time = 1_800_000_000_000
    await inSimulator(
      async (simulator) => {
        const code = await allowedCode(simulator, { scope: bot })
        time += wait
        expect((await exchange(simulator, 'oauth.v2.access', { code }))['ok']).toBe(ok)
      },
      () => time,
    )
  })

  it('a redirect_uri that was not sent to authorize may be the first registered one', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const other = await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: 'http://localhost:1/x' })
      expect(other).toEqual({ ok: false, error: 'bad_redirect_uri' })
      expect(await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: redirectUri })).toMatchObject({
        ok: true,
      })
    }))
})

describe('how the client shows who it is', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

  it('Basic', () =>
    inSimulator(async (simulator) => {
      const { clientId, clientSecret } = simulator.app
      const code = await allowedCode(simulator, { scope: bot })
      const header = basic(`${clientId}:${clientSecret}`)
      expect(await postForm(simulator, 'oauth.v2.access', { code }, header)).toMatchObject({ ok: true })
    }))

  it('a wrong Basic secret', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const header = basic(`${simulator.app.clientId}:other`)
      expect(await postForm(simulator, 'oauth.v2.access', { code }, header)).toEqual({
        ok: false,
        error: 'bad_client_secret',
      })
    }))

  it('not at all', () =>
    inSimulator(async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      expect(await postForm(simulator, 'oauth.v2.access', { code })).toEqual({ ok: false, error: 'invalid_client_id' })
    }))

  it('multipart, as curl -F sends it', () =>
    inSimulator(async (simulator) => {
      const form = new FormData()
      form.set('code', await allowedCode(simulator, { scope: bot }))
      form.set('client_id', simulator.app.clientId)
      form.set('client_secret', simulator.app.clientSecret)
      const response = await fetch(`${simulator.apiUrl}oauth.v2.access`, { method: 'POST', body: form })
      expect(await response.json()).toMatchObject({ ok: true })
    }))
})
