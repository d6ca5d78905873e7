import { describe, expect, it } from 'vitest'
import { allowedCode, exchange, postForm } from '../../support/consent.ts'
import { inSimulator } from '../../support/simulator.ts'

const bot = 'chat:write,channels:read'

describe('the token response of v2', () => {
  it('has a bot token at the top level, and only the id of the installer, when no user scopes are requested', () =>
    inSimulator({}, async (simulator) => {
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

  it('has only a user token, in authed_user, when no bot scopes are requested', () =>
    inSimulator({}, async (simulator) => {
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

  it('has a bot token that acts as the bot, and a user token that acts as the person', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot, user_scope: 'chat:write' })
      const body = await exchange(simulator, 'oauth.v2.access', { code })
      const { access_token: person } = body['authed_user'] as Record<string, string>
      const whoIs = async (token: unknown) =>
        (await postForm(simulator, 'auth.test', {}, { authorization: `Bearer ${String(token)}` }))['user_id']
      expect(await whoIs(body['access_token'])).toBe(body['bot_user_id'])
      expect(await whoIs(person)).toBe('U0SIMDANA')
    }))

  it('has a working webhook in the chosen channel', () =>
    inSimulator({}, async (simulator) => {
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

  it('has the same token, now with more scopes, and the same bot user after a second install', () =>
    inSimulator({}, async (simulator) => {
      const first = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, { scope: bot }) })
      const code = await allowedCode(simulator, { scope: 'users:read' })
      const second = await exchange(simulator, 'oauth.v2.access', { code })
      expect(second['access_token']).toBe(first['access_token'])
      expect(second['bot_user_id']).toBe(first['bot_user_id'])
      expect(second['scope']).toBe(`${bot},users:read`)
    }))

  it('names a bot user that is in #general after the first install', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { scope: bot })
      const { bot_user_id: id } = await exchange(simulator, 'oauth.v2.access', { code })
      expect(simulator.world.state.channels.find(({ name }) => name === 'general')?.members).toContain(id)
    }))
})

describe('the token response of v1', () => {
  it('has the fields of the classic flow, in Slack’s order', () =>
    inSimulator({}, async (simulator) => {
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

  it('lists scopes that were requested with spaces between them, and has no `bot` object without the scope bot', () =>
    inSimulator({}, async (simulator) => {
      const code = await allowedCode(simulator, { flow: 'v1', scope: 'chat:write:user files:write:user' })
      const body = await exchange(simulator, 'oauth.access', { code })
      expect(body).toMatchObject({ ok: true, scope: 'identify,chat:write:user,files:write:user' })
      expect(body).not.toHaveProperty('bot')
    }))

  it('has a different bot token than the v2 response for the same app', () =>
    inSimulator({}, async (simulator) => {
      const classic = await allowedCode(simulator, { flow: 'v1', scope: 'bot' })
      const granular = await allowedCode(simulator, { scope: bot })
      const one = await exchange(simulator, 'oauth.access', { code: classic })
      const other = await exchange(simulator, 'oauth.v2.access', { code: granular })
      expect(other['access_token']).not.toBe((one['bot'] as Record<string, string>)['bot_access_token'])
      expect(other['scope']).toBe(bot)
    }))
})
