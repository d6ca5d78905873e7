import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type SimulatorServer, startSimulator } from '../../../src/simulator/http/simulator.ts'
import { allowedCode, exchange, postForm, redirectUri, toldProgram } from '../../support/consent.ts'

const verifier = 'a-verifier-of-forty-three-characters-exactly'.slice(0, 43)
const hashed = (text: string) => createHash('sha256').update(text).digest('base64url')
const proof = { code_challenge: hashed(verifier), code_challenge_method: 'S256' }
const publicUrl = 'https://app.example/slack/callback'
const localhostByTls = 'https://localhost:8443/slack/callback'

async function withApp(use: (simulator: SimulatorServer) => Promise<void>, pkce = true): Promise<void> {
  await using simulator = await startSimulator({ app: { pkce }, redirectUrls: [publicUrl, 'simapp://back'] })
  await use(simulator)
}

/** Exchanges a code or refresh token as a public client, which sends no secret. */
const asPublic = (simulator: SimulatorServer, form: Record<string, string>, method = 'oauth.v2.access') =>
  postForm(simulator, method, { client_id: simulator.app.clientId, ...form })

describe('an app that has opted into PKCE', () => {
  it('exchanges a code with the code verifier and without a client secret', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof })
      expect(await asPublic(simulator, { code, code_verifier: verifier })).toMatchObject({
        ok: true,
        authed_user: { scope: 'search:read', token_type: 'user' },
      })
    }))

  it('accepts a verifier of 128 characters', () =>
    withApp(async (simulator) => {
      const long = 'v~._-'.padEnd(128, 'x')
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof, code_challenge: hashed(long) })
      expect(await asPublic(simulator, { code, code_verifier: long })).toMatchObject({ ok: true })
    }))

  it('accepts the verifier together with the client secret', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof })
      const both = { code, code_verifier: verifier, client_secret: simulator.app.clientSecret ?? '' }
      expect(await asPublic(simulator, both)).toMatchObject({ ok: true })
    }))

  it('gets a bot token by a redirect to localhost only when pkceLocalhost is web', () =>
    withApp(async (simulator) => {
      const query = { scope: 'chat:write', redirect_uri: redirectUri, ...proof }
      expect(await toldProgram(simulator, query)).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
      simulator.app.pkceLocalhost = 'web'
      const code = await allowedCode(simulator, { scope: 'chat:write', ...proof })
      expect(await asPublic(simulator, { code, code_verifier: verifier })).toMatchObject({
        ok: true,
        token_type: 'bot',
      })
    }))

  const short = verifier.slice(1)
  const tooLong = 'x'.repeat(129)
  const plus = `${verifier}+`
  it.each([
    ['another verifier', proof.code_challenge, { code_verifier: verifier.replace('a', 'b') }, 'invalid_code_verifier'],
    ['no verifier and no secret', proof.code_challenge, {}, 'invalid_code_verifier'],
    ['a verifier that is too short', hashed(short), { code_verifier: short }, 'invalid_code_verifier'],
    ['a verifier that is too long', hashed(tooLong), { code_verifier: tooLong }, 'invalid_code_verifier'],
    ['a verifier with a character it can’t have', hashed(plus), { code_verifier: plus }, 'invalid_code_verifier'],
    ['the secret instead of the verifier', proof.code_challenge, { client_secret: '' }, 'invalid_code_verifier'],
    ['a wrong secret', proof.code_challenge, { client_secret: 'x', code_verifier: verifier }, 'bad_client_secret'],
    ['another client', proof.code_challenge, { client_id: '1.2', code_verifier: verifier }, 'invalid_client_id'],
  ])('cannot exchange a code with %s', (_name, code_challenge, form: Record<string, string>, error) =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof, code_challenge })
      const { clientSecret } = simulator.app
      const filled = form['client_secret'] === '' ? { ...form, client_secret: clientSecret } : form
      expect(await asPublic(simulator, { code, ...filled })).toEqual({ ok: false, error })
      expect(simulator.world.state.tokens).toEqual([])
    }),
  )

  it('needs the client secret, and no code verifier, for a code that was requested without a code challenge', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read' })
      expect(await asPublic(simulator, { code })).toEqual({ ok: false, error: 'bad_client_secret' })
      const error = await asPublic(simulator, { code, code_verifier: verifier })
      expect(error).toEqual({ ok: false, error: 'invalid_code_verifier' })
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toMatchObject({ ok: true })
    }))

  it('needs no client secret for a refresh: an unknown token gets invalid_refresh_token', () =>
    withApp(async (simulator) => {
      const form = { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-none' }
      expect(await asPublic(simulator, form)).toEqual({ ok: false, error: 'invalid_refresh_token' })
    }))
})

describe('an authorize request of an app with or without PKCE', () => {
  it.each([
    ['http localhost', redirectUri],
    ['https localhost', localhostByTls],
    ['a custom scheme', 'simapp://back'],
  ])('is refused with bot scopes for a redirect URL on the person’s computer (%s)', (_name, redirect_uri) =>
    withApp(async (simulator) => {
      expect(await toldProgram(simulator, { scope: 'chat:write', redirect_uri, ...proof })).toEqual({
        status: 400,
        body: { ok: false, error: 'invalid_scope', message: expect.stringContaining(redirect_uri) },
      })
      expect((await toldProgram(simulator, { user_scope: 'chat:write', redirect_uri, ...proof })).status).toBe(200)
    }),
  )

  it('is accepted with bot scopes for an ordinary https URL, with or without a challenge', () =>
    withApp(async (simulator) => {
      const requested = { scope: 'chat:write', redirect_uri: publicUrl }
      expect((await toldProgram(simulator, { ...requested, ...proof })).status).toBe(200)
      expect((await toldProgram(simulator, requested)).status).toBe(200)
    }))

  it('is accepted with bot scopes for localhost when the app has not opted into PKCE', () =>
    withApp(async (simulator) => {
      expect((await toldProgram(simulator, { scope: 'chat:write', redirect_uri: localhostByTls })).status).toBe(200)
    }, false))

  it('leads to a bot token with an ordinary https URL when the exchange sends the client secret', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { scope: 'chat:write', redirect_uri: publicUrl })
      const body = await exchange(simulator, 'oauth.v2.access', { code, redirect_uri: publicUrl })
      expect(body).toMatchObject({ ok: true, token_type: 'bot' })
    }))

  it('is refused for a redirect URL with a custom scheme and no code challenge, and accepted with a code challenge', () =>
    withApp(async (simulator) => {
      const asked = { user_scope: 'search:read', redirect_uri: 'simapp://back' }
      expect(await toldProgram(simulator, asked)).toMatchObject({ status: 400, body: { error: 'pkce_required' } })
      const code = await allowedCode(simulator, { ...asked, ...proof })
      const form = { code, redirect_uri: 'simapp://back', code_verifier: verifier }
      expect(await asPublic(simulator, form)).toMatchObject({ ok: true })
    }))
})

describe('an authorize request with an invalid code challenge', () => {
  it.each([
    ['plain', { code_challenge: verifier, code_challenge_method: 'plain' }, 'invalid_code_challenge_method'],
    ['no method', { code_challenge: proof.code_challenge }, 'invalid_code_challenge_method'],
    ['no challenge', { code_challenge_method: 'S256' }, 'invalid_code_challenge'],
    ['padded', { ...proof, code_challenge: `${proof.code_challenge}=` }, 'invalid_code_challenge'],
    ['hexadecimal', { ...proof, code_challenge: 'ab'.repeat(32) }, 'invalid_code_challenge'],
  ])('is refused for: %s (%j, error %s)', (_name, asked, error) =>
    withApp(async (simulator) => {
      const { status, body } = await toldProgram(simulator, { user_scope: 'search:read', ...asked })
      expect([status, body['error']]).toEqual([400, error])
    }),
  )
})

describe('an app that has not opted into PKCE', () => {
  it.each([
    ['with the secret, as a careful client does', (secret: string) => ({ client_secret: secret })],
    ['without the secret', () => ({})],
  ])('gets pkce_not_allowed for a code verifier %s', (_name, more) =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof })
      const form: Record<string, string> = { code, code_verifier: verifier, ...more(simulator.app.clientSecret) }
      expect(await asPublic(simulator, form)).toEqual({ ok: false, error: 'pkce_not_allowed' })
    }, false),
  )

  it('gets pkce_not_allowed for a code with a challenge, even with the secret', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof })
      expect(await exchange(simulator, 'oauth.v2.access', { code })).toEqual({ ok: false, error: 'pkce_not_allowed' })
    }, false))

  it('needs its client secret to refresh a token', () =>
    withApp(async (simulator) => {
      const form = { grant_type: 'refresh_token', refresh_token: 'xoxe-1-sim-none' }
      expect(await asPublic(simulator, form)).toEqual({ ok: false, error: 'bad_client_secret' })
    }, false))

  it('exchanges a code of the classic flow as if it had no code challenge', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { flow: 'v1', scope: 'bot', ...proof })
      const form = { code, code_verifier: verifier }
      expect(await asPublic(simulator, form, 'oauth.access')).toEqual({ ok: false, error: 'bad_client_secret' })
      expect(await exchange(simulator, 'oauth.access', form)).toMatchObject({ ok: true })
    }, false))

  it('gets bad_client_secret when it sends neither secret nor verifier', () =>
    withApp(async (simulator) => {
      const code = await allowedCode(simulator, { user_scope: 'search:read' })
      expect(await asPublic(simulator, { code })).toEqual({ ok: false, error: 'bad_client_secret' })
    }, false))
})

it('the log of requests contains no readable code and no readable code verifier', () =>
  withApp(async (simulator) => {
    const code = await allowedCode(simulator, { user_scope: 'search:read', ...proof })
    await asPublic(simulator, { code, code_verifier: verifier })
    const text = JSON.stringify(simulator.log())
    expect(text).toContain('code_verifier')
    expect(text).not.toContain(verifier)
    expect(text).not.toContain(code)
  }))
