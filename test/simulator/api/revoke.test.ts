import { describe, expect, it } from 'vitest'
import { allowedCode, exchange } from '../../support/consent.ts'
import { call, convert, install, refresh, startAt } from '../../support/rotating.ts'
import { control } from '../../support/simulator.ts'

const withWebhook = { scope: 'chat:write,incoming-webhook', user_scope: 'search:read' }

async function longLived(requested: Readonly<Record<string, string>> = withWebhook) {
  const { simulator } = await startAt({ app: { rotation: false } })
  return { simulator, ...(await install(simulator, requested)) }
}

describe('auth.revoke of a long-lived token', () => {
  it('revokes nothing with test=true', async () => {
    const { simulator, bot } = await longLived()
    await using _ = simulator
    const tried = await call(simulator, bot['access_token'], 'auth.revoke', { test: 'true' })
    expect(tried).toMatchObject({ ok: true, revoked: false })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
  })

  it('deactivates the bot, removes it from its channels and disables its webhook, but leaves the user token valid', async () => {
    const { simulator, bot, user } = await longLived()
    await using _ = simulator
    expect(await call(simulator, bot['access_token'], 'auth.revoke')).toMatchObject({ ok: true, revoked: true })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: false, error: 'account_inactive' })
    expect(await call(simulator, user['access_token'])).toMatchObject({ ok: true })
    const { people, channels, webhooks, installs } = simulator.world.state
    expect(people.find(({ id }) => id === bot['bot_user_id'])).toMatchObject({ deleted: true })
    expect(channels.filter(({ members }) => members.includes(String(bot['bot_user_id'])))).toEqual([])
    expect(webhooks).toMatchObject([{ dead: true }])
    expect(installs).toHaveLength(1)
  })

  it('revokes only the given user token, and the next install returns another token', async () => {
    const { simulator, bot, user } = await longLived()
    await using _ = simulator
    await call(simulator, user['access_token'], 'auth.revoke')
    expect(await call(simulator, user['access_token'])).toMatchObject({ error: 'token_revoked' })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
    const again = await install(simulator, withWebhook)
    expect(again.bot['access_token']).toBe(bot['access_token'])
    expect(again.user['access_token']).not.toBe(user['access_token'])
  })

  it('also revokes the rotating tokens that replaced the long-lived token', async () => {
    const { simulator, bot } = await longLived()
    await using _ = simulator
    simulator.app.rotation = true
    const pair = await convert(simulator, bot['access_token'])
    await call(simulator, bot['access_token'], 'auth.revoke')
    expect(await call(simulator, pair['access_token'])).toMatchObject({ error: 'account_inactive' })
    expect(await refresh(simulator, pair['refresh_token'])).toMatchObject({ error: 'invalid_refresh_token' })
  })

  it('removes a classic app from the workspace when its last token is revoked', async () => {
    const { simulator } = await startAt({ app: { rotation: false } })
    await using _ = simulator
    const code = await allowedCode(simulator, { flow: 'v1', scope: 'incoming-webhook' })
    const answer = await exchange(simulator, 'oauth.access', { code })
    await call(simulator, answer['access_token'], 'auth.revoke')
    expect(simulator.world.state.webhooks).toMatchObject([{ dead: true }])
  })
})

describe('auth.revoke of a rotating token', () => {
  it('revokes only the access token; the refresh token stays valid and the webhook stays enabled', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator, withWebhook)
    expect(await call(simulator, bot['access_token'], 'auth.revoke')).toMatchObject({ revoked: true })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ error: 'account_inactive' })
    expect(simulator.world.state.webhooks[0]).not.toHaveProperty('dead')
    const next = await refresh(simulator, bot['refresh_token'])
    expect(await call(simulator, next['access_token'])).toMatchObject({ ok: true })
  })

  it('revokes only the refresh token when a refresh token is sent, although auth.test refuses refresh tokens', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator)
    expect(await call(simulator, bot['refresh_token'])).toMatchObject({ error: 'invalid_auth' })
    expect(await call(simulator, bot['refresh_token'], 'auth.revoke')).toMatchObject({ revoked: true })
    expect(await refresh(simulator, bot['refresh_token'])).toMatchObject({ error: 'invalid_refresh_token' })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
  })
})

describe('a revocation by Slack, a person or a test', () => {
  it('revokes only the token that Slack found in a public place', async () => {
    const { simulator, bot, user } = await longLived()
    await using _ = simulator
    await control(simulator, 'token', { token: bot['access_token'], do: 'leak' })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ error: 'account_inactive' })
    expect(simulator.world.state.people.some(({ deleted }) => deleted)).toBe(false)
    await control(simulator, 'token', { kind: 'user', user: 'U0SIMDANA', do: 'leak' })
    expect(await call(simulator, user['access_token'])).toMatchObject({ error: 'token_revoked' })
  })

  it('can be requested by a test for a token that the test names by value or by kind', async () => {
    const { simulator } = await startAt()
    await using _ = simulator
    const { bot } = await install(simulator)
    expect(await control(simulator, 'token', { kind: 'bot', do: 'expire' })).toMatchObject({
      status: 200,
      body: { ok: true, kind: 'bot', do: 'expire' },
    })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ error: 'token_expired' })
    await control(simulator, 'token', { kind: 'refresh', do: 'revoke' })
    expect(simulator.world.state.refreshTokens.filter(({ revoked }) => revoked)).toHaveLength(1)
    for (const wrong of [{ kind: 'bot' }, { kind: 'cat', do: 'expire' }, { token: 'xoxb-sim-no', do: 'leak' }]) {
      expect(await control(simulator, 'token', wrong)).toMatchObject({ status: 400, body: { ok: false } })
    }
  })

  it.each([
    ['bot-stays', true],
    ['uninstalled', false],
  ] as const)(
    'revokes the user token of a deactivated installer (with the app setting installerLeaves=%s, the bot token stays valid: %s)',
    async (installerLeaves, botLives) => {
      const { simulator, bot, user } = await longLived()
      await using _ = simulator
      simulator.app.installerLeaves = installerLeaves
      await control(simulator, 'person', { id: 'U0SIMDANA', deactivated: true })
      expect(await call(simulator, user['access_token'])).toMatchObject({ error: 'token_revoked' })
      expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: botLives })
      expect((await control(simulator, 'person', { id: 'U0SIMNOBODY', deactivated: true })).status).toBe(400)
    },
  )

  it('does not revoke a bot token whose only scope is incoming-webhook when the installer is deactivated', async () => {
    const { simulator, bot } = await longLived({ scope: 'incoming-webhook' })
    await using _ = simulator
    simulator.app.installerLeaves = 'uninstalled'
    await control(simulator, 'person', { id: 'U0SIMDANA', deactivated: true })
    expect(await call(simulator, bot['access_token'])).toMatchObject({ ok: true })
    await control(simulator, 'person', { id: 'U0SIMDANA', deactivated: false })
    expect(simulator.world.state.people.find(({ id }) => id === 'U0SIMDANA')).not.toHaveProperty('deleted')
  })
})
