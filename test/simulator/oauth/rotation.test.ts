import { describe, expect, it } from 'vitest'
import { allowedCode, exchange, postForm } from '../../support/consent.ts'
import { call, convert, install, refresh, startAt } from '../../support/rotating.ts'

describe('token rotation', () => {
  it('returns an access token and a refresh token for the bot and for the person at the install', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot, user } = await install(simulator)
    for (const [pair, prefix] of [
      [bot, 'xoxe.xoxb-sim-'],
      [user, 'xoxe.xoxp-sim-'],
    ] as const) {
      expect(pair).toMatchObject({ expires_in: 60, refresh_token: expect.stringMatching(/^xoxe-sim-/) })
      expect(String(pair['access_token']).startsWith(prefix)).toBe(true)
      expect(await call(simulator, pair['access_token'])).toMatchObject({ ok: true, expires_in: 60 })
    }
  })

  it('expires an access token exactly after 60 seconds; the refresh token then returns a new access token', async () => {
    const { simulator, passes } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator)
    passes(59)
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true, expires_in: 1 })
    passes(1)
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: false, error: 'token_expired' })
    const next = await refresh(simulator, bot['refresh_token'])
    expect(next).toMatchObject({
      ok: true,
      token_type: 'bot',
      scope: 'chat:write',
      expires_in: 60,
      bot_user_id: bot['bot_user_id'],
      team: { id: 'T0SIM0001' },
      enterprise: null,
      is_enterprise_install: false,
    })
    expect(next).not.toHaveProperty('authed_user')
    expect(await call(simulator, next['access_token'])).toMatchObject({ ok: true })
  })

  it("returns the user token at the top level when a person's token is refreshed", async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { user } = await install(simulator)
    expect(await refresh(simulator, user['refresh_token'])).toMatchObject({ token_type: 'user', user_id: 'U0SIMDANA' })
  })

  it('accepts each refresh token once, and then returns invalid_refresh_token', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator)
    expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({ ok: true })
    expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({ ok: false, error: 'invalid_refresh_token' })
    expect(await refresh(simulator, 'xoxe-sim-nobody')).toMatchObject({ ok: false, error: 'invalid_refresh_token' })
  })

  it.each([
    ['two-pairs', true],
    ['one-dead', false],
  ] as const)(
    'returns new tokens for a second use of a refresh token within refreshGrace (refreshReuse %s, first access token still valid: %s)',
    async (refreshReuse, firstLives) => {
      const { simulator, passes } = await startAt({ app: { refreshGrace: 10, refreshReuse } })
      await using _ = simulator
      const { bot } = await install(simulator)
      const first = await refresh(simulator, bot['refresh_token'])
      const second = await refresh(simulator, bot['refresh_token'])
      expect(await call(simulator, second['access_token'])).toMatchObject({ ok: true })
      expect(await call(simulator, first['access_token'])).toMatchObject({ ok: firstLives })
      passes(10)
      expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({
        ok: false,
        error: 'invalid_refresh_token',
      })
    },
  )

  it('allows two valid access tokens per owner, and revokes the oldest token when a third is issued', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot, user } = await install(simulator)
    const second = await refresh(simulator, bot['refresh_token'])
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
    const third = await refresh(simulator, second['refresh_token'])
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: false, error: 'account_inactive' })
    for (const one of [second, third, user])
      expect(await call(simulator, one['access_token'])).toMatchObject({ ok: true })
  })

  it('stores at most 55 tokens after 60 refreshes', async () => {
    const { simulator, passes } = await startAt()
    await using _ = simulator
    let pair = (await install(simulator)).bot
    for (let turn = 0; turn < 60; turn += 1) {
      passes(61)
      pair = await refresh(simulator, pair['refresh_token'])
    }
    const { tokens, refreshTokens } = simulator.world.state
    expect(tokens.length).toBeLessThan(56)
    expect(refreshTokens).toHaveLength(tokens.length)
    expect(await call(simulator, pair['access_token'])).toMatchObject({ ok: true })
  })

  it('refuses a refresh with a wrong client secret (bad_client_secret)', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator)
    const form = { grant_type: 'refresh_token', refresh_token: String(bot['refresh_token']) }
    expect(await exchange(simulator, 'oauth.v2.access', { ...form, client_secret: 'wrong' })).toEqual({
      ok: false,
      error: 'bad_client_secret',
    })
    expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({ ok: true })
  })

  it('lets a public client refresh without a secret, for thirty days', async () => {
    const { simulator, passes } = await startAt({ app: { pkce: true } })
    await using _ = simulator
    const verifier = 'v'.repeat(43)
    const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))).toString(
      'base64url',
    )
    const requested = { user_scope: 'search:read', code_challenge: challenge, code_challenge_method: 'S256' }
    const code = await allowedCode(simulator, requested)
    const { clientId: client_id } = simulator.app
    const answer = await postForm(simulator, 'oauth.v2.access', { client_id, code, code_verifier: verifier })
    const { refresh_token } = answer['authed_user'] as { refresh_token: string }
    const form = { client_id, grant_type: 'refresh_token' }
    const next = await postForm(simulator, 'oauth.v2.access', { ...form, refresh_token })
    expect(next).toMatchObject({ ok: true, token_type: 'user' })
    passes(30 * 24 * 3600)
    const late = { ...form, refresh_token: String(next['refresh_token']) }
    expect(await postForm(simulator, 'oauth.v2.access', late)).toMatchObject({
      ok: false,
      error: 'invalid_refresh_token',
    })
  })
})

describe('oauth.v2.exchange', () => {
  async function longLived() {
    const { simulator, passes } = await startAt({ app: { rotation: false } })
    const { bot, user } = await install(simulator)
    return { simulator, passes, bot, user }
  }

  it('replaces a long-lived token by a rotating token, and the old token stays valid', async () => {
    const { simulator, bot } = await longLived()
    await using _ = simulator
    expect(await convert(simulator, bot['access_token'])).toMatchObject({
      ok: false,
      error: 'token_rotation_not_enabled',
    })
    simulator.app.rotation = true
    const pair = await convert(simulator, bot['access_token'])
    expect(pair).toMatchObject({ ok: true, token_type: 'bot', scope: 'chat:write', expires_in: 60 })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
    expect(await convert(simulator, bot['access_token'])).toMatchObject({ ok: false, error: 'token_already_exchanged' })
    expect(await refresh(simulator, pair['refresh_token'])).toMatchObject({ ok: true })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: false, error: 'token_expired' })
  })

  it('refuses rotating, unknown and revoked tokens, and a wrong client secret', async () => {
    const { simulator, bot, user } = await longLived()
    await using _ = simulator
    simulator.app.rotation = true
    const pair = await convert(simulator, bot['access_token'])
    expect(await convert(simulator, pair['access_token'])).toMatchObject({ error: 'invalid_token' })
    expect(await convert(simulator, 'xoxb-sim-nobody')).toMatchObject({ error: 'invalid_token' })
    expect(await convert(simulator, user['access_token'], { client_secret: 'no' })).toMatchObject({
      error: 'bad_client_secret',
    })
    await call(simulator, user['access_token'], 'auth.revoke')
    expect(await convert(simulator, user['access_token'])).toMatchObject({ error: 'authorization_not_found' })
  })
})
