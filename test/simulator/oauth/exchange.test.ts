import { describe, expect, it } from 'vitest'
import { allowedCode, exchange, postForm, redirectUri } from '../../support/consent.ts'
import { control, inSimulator } from '../../support/simulator.ts'

const bot = 'chat:write,channels:read'

describe('the exchange of an authorization code', () => {
  const cases: [string, 'oauth.v2.access' | 'oauth.access', Record<string, string>, string][] = [
    ['no code, even when the client is unknown too', 'oauth.v2.access', { code: '', client_id: 'x' }, 'invalid_code'],
    ['unknown client', 'oauth.v2.access', { client_id: '1.2' }, 'invalid_client_id'],
    ['wrong secret', 'oauth.v2.access', { client_secret: 'other' }, 'bad_client_secret'],
    ['empty secret', 'oauth.v2.access', { client_secret: '' }, 'bad_client_secret'],
    ['unknown code', 'oauth.v2.access', { code: '1.2.ab' }, 'invalid_code'],
    ['code of the other flow', 'oauth.access', {}, 'oauth_authorization_url_mismatch'],
    ['another redirect_uri', 'oauth.v2.access', { redirect_uri: `${redirectUri}/` }, 'bad_redirect_uri'],
    ['a missing redirect_uri', 'oauth.v2.access', { redirect_uri: '' }, 'bad_redirect_uri'],
    ['a verifier when the app has not opted into PKCE', 'oauth.v2.access', { code_verifier: 'v' }, 'pkce_not_allowed'],
    ['unknown grant type', 'oauth.v2.access', { grant_type: 'password' }, 'invalid_grant_type'],
    ['refresh without a token', 'oauth.v2.access', { grant_type: 'refresh_token' }, 'invalid_refresh_token'],
    [
      'refresh with a wrong secret',
      'oauth.v2.access',
      { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-x', client_secret: 'other' },
      'bad_client_secret',
    ],
    [
      'an unknown refresh token',
      'oauth.v2.access',
      { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-x' },
      'invalid_refresh_token',
    ],
  ]

  it.each(cases)('is refused for: %s', (_name, method, form, error) =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot, redirect_uri: redirectUri })
      const body = await exchange(simulator, method, { code, redirect_uri: redirectUri, ...form })
      expect(body).toEqual({ ok: false, error })
      // None of these refusals uses up the code.
      expect(await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: redirectUri })).toMatchObject({
        ok: true,
      })
    }),
  )

  it.each([
    ['v2', 'oauth.v2.access', 'invalid_code'],
    ['v1', 'oauth.access', 'code_already_used'],
  ] as const)('succeeds only once per code (flow %s)', (flow, method, error) =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { flow, scope: flow === 'v1' ? 'bot' : bot })
      expect(await exchange(simulator, method, { code })).toMatchObject({ ok: true })
      expect(await exchange(simulator, method, { code })).toEqual({ ok: false, error })
    }),
  )

  it.each([
    [10 * 60_000 - 1, true],
    [10 * 60_000, false],
  ])('is possible for ten minutes (after %i ms, ok is %s)', async (wait, ok) => {
    let time = 1_800_000_000_000
    await inSimulator({ now: () => time }, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      time += wait
      expect((await exchange(simulator, 'oauth.v2.access', { code }))['ok']).toBe(ok)
    })
  })

  it('accepts the first registered redirect_uri when the authorize request had none', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const other = await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: 'http://localhost:1/x' })
      expect(other).toEqual({ ok: false, error: 'bad_redirect_uri' })
      expect(await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: redirectUri })).toMatchObject({
        ok: true,
      })
    }))
})

describe('a code that was ended before the exchange', () => {
  it.each([
    ['expire', 'v2', 'invalid_code'],
    ['use', 'v2', 'invalid_code'],
    ['use', 'v1', 'code_already_used'],
  ] as const)('is refused after %s in the flow %s with %s, and a later code is accepted', (how, flow, error) =>
    inSimulator({}, async (simulator) => {
      const method = flow === 'v1' ? 'oauth.access' : 'oauth.v2.access'
      const allowed = () => allowedCode(simulator, { flow, scope: flow === 'v1' ? 'bot' : bot })
      const code = await allowed()
      expect(await control(simulator, 'code', { do: how, code })).toMatchObject({ status: 200, body: { do: how } })
      expect(await exchange(simulator, method, { code })).toEqual({ ok: false, error })
      expect(await exchange(simulator, method, { code: await allowed() })).toMatchObject({ ok: true })
    }),
  )

  it.each([
    { do: 'expire', code: 'none' },
    { do: 'revoke', code: 'none' },
  ])('must exist, and the action too: %j is refused', (body) =>
    inSimulator({}, async (simulator) => {
      expect(await control(simulator, 'code', body)).toMatchObject({ status: 400 })
    }),
  )
})

describe('the client credentials', () => {
  const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })

  it('are accepted in a Basic header', () =>
    inSimulator({}, async (simulator) => {
      const { clientId, clientSecret } = simulator.app
      const code = await allowedCode(simulator, { scope: bot })
      const header = basic(`${clientId}:${clientSecret}`)
      expect(await postForm(simulator, 'oauth.v2.access', { code }, header)).toMatchObject({ ok: true })
    }))

  it('are refused with bad_client_secret in a Basic header with a wrong secret', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const header = basic(`${simulator.app.clientId}:other`)
      expect(await postForm(simulator, 'oauth.v2.access', { code }, header)).toEqual({
        ok: false,
        error: 'bad_client_secret',
      })
    }))

  it('are required for the exchange; without them, the exchange returns invalid_client_id', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      expect(await postForm(simulator, 'oauth.v2.access', { code })).toEqual({ ok: false, error: 'invalid_client_id' })
    }))

  it('are accepted in a multipart form, as curl -F sends it', () =>
    inSimulator({}, async (simulator) => {
      const form = new FormData()
      form.set('code', await allowedCode(simulator, { scope: bot }))
      form.set('client_id', simulator.app.clientId)
      form.set('client_secret', simulator.app.clientSecret)
      const response = await fetch(`${simulator.apiUrl}oauth.v2.access`, { method: 'POST', body: form })
      expect(await response.json()).toMatchObject({ ok: true })
    }))
})
