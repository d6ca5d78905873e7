import { describe, expect, it } from 'vitest'
import { classifyPage } from '../../../src/slack/facts/page-errors.ts'
import { allowedCode, askForConsent, exchange, loadPage, postForm, toldProgram } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

describe('the flow that returns only a user token', () => {
  const user = { flow: 'v2_user', scope: 'search:read,chat:write' } as const
  const wanted = { access_token: expect.stringMatching(/^xoxp-sim-/), token_type: 'user' }
  const place = { team: { id: 'T0SIM0001', name: 'Sandbox Inc' }, enterprise: null, is_enterprise_install: false }
  const scope = user.scope

  it.each([
    ['flat', { ok: true, ...wanted, user_id: 'U0SIMLEE', app_id: 'A0SIMAPP1', scope, ...place }],
    ['nested', { ok: true, ...wanted, scope: '', authed_user: { id: 'U0SIMLEE', scope }, team: { id: 'T0SIM0001' } }],
    ['authed', { ok: true, app_id: 'A0SIMAPP1', authed_user: { id: 'U0SIMLEE', scope, ...wanted }, ...place }],
  ] as const)(
    'returns the answer in the form %s when the app setting userAnswer has this value',
    (userAnswer, answer) =>
      inSimulator({ app: { userAnswer } }, async (simulator) => {
        const code = await allowedCode(simulator, user, { user: 'U0SIMLEE' })
        const body = await exchange(simulator, 'oauth.v2.user.access', { code })
        expect(body).toEqual(answer)
      }),
  )

  it('returns a token that acts as the person', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, user, { user: 'U0SIMLEE' })
      const { access_token } = await exchange(simulator, 'oauth.v2.user.access', { code })
      const who = await postForm(simulator, 'auth.test', {}, { authorization: `Bearer ${String(access_token)}` })
      expect(who).toMatchObject({ ok: true, user: 'lee' })
    }))

  it('reads `scope` as user scopes, refuses bot scopes, and ignores `user_scope`', () =>
    inSimulator({}, async (simulator) => {
      expect(await toldProgram(simulator, { flow: 'v2_user', scope: 'commands' })).toMatchObject({
        status: 400,
        body: { error: 'invalid_scope', message: 'Invalid permissions requested. Invalid scope: commands' },
      })
      const requested = { flow: 'v2_user', user_scope: 'search:read' } as const
      const message = 'No scopes requested'
      expect((await toldProgram(simulator, requested)).body).toEqual({ ok: false, error: 'no_user_scopes', message })
      expect(classifyPage((await loadPage(simulator, requested)).text)?.code).toBe('blank_scope')
      expect((await askForConsent(simulator, user)).userScopes).toEqual(['search:read', 'chat:write'])
    }))

  it.each([
    ['v2_user', 'oauth.v2.access'],
    ['v2_user', 'oauth.access'],
    ['v2', 'oauth.v2.user.access'],
    ['v1', 'oauth.v2.user.access'],
  ] as const)('causes oauth_authorization_url_mismatch when a code of the flow %s is exchanged at %s', (flow, method) =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { flow, scope: flow === 'v1' ? 'bot' : 'chat:write' })
      expect(await exchange(simulator, method, { code })).toEqual({
        ok: false,
        error: 'oauth_authorization_url_mismatch',
      })
    }),
  )

  it('returns the same user token as the v2 flow, with the new scopes added', () =>
    inSimulator({}, async (simulator) => {
      const first = await allowedCode(simulator, { user_scope: 'users:read' })
      const ordinary = await exchange(simulator, 'oauth.v2.access', { code: first })
      const second = await exchange(simulator, 'oauth.v2.user.access', { code: await allowedCode(simulator, user) })
      expect(second['access_token']).toBe((ordinary['authed_user'] as Record<string, string>)['access_token'])
      expect(second['scope']).toBe(`users:read,${scope}`)
    }))

  it('exchanges a code with PKCE and without a client secret', () =>
    inSimulator({ app: { pkce: true } }, async (simulator) => {
      // The sample values in RFC 7636, appendix B.
      const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
      const proof = { code_challenge: challenge, code_challenge_method: 'S256' }
      const code = await allowedCode(simulator, { ...user, ...proof })
      const form = { code, client_id: simulator.app.clientId }
      const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
      expect(await postForm(simulator, 'oauth.v2.user.access', form)).toMatchObject({ error: 'invalid_code_verifier' })
      const body = await postForm(simulator, 'oauth.v2.user.access', { ...form, code_verifier: verifier })
      expect(body).toMatchObject({ ok: true, token_type: 'user' })
    }))
})
