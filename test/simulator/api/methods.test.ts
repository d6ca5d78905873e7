import { describe, expect, it } from 'vitest'
import { bot, callMethod, dana, everyScope, installedWorld } from '../../support/installed-world.ts'

describe('api and auth methods', () => {
  it('return the sent arguments in api.test', () => {
    const { world } = installedWorld()
    expect(callMethod(world, 'api.test', undefined).body).toEqual({ ok: true })
    expect(callMethod(world, 'api.test', undefined, { a: '1' }).body).toEqual({ ok: true, args: { a: '1' } })
    const failed = { ok: false, error: 'odd', args: { error: 'odd' } }
    expect(callMethod(world, 'api.test', undefined, { error: 'odd' }).body).toEqual(failed)
  })

  it('return in auth.test the bot or the person as whom each token acts', () => {
    const { world, bot: botToken, user } = installedWorld()
    const place = {
      url: 'http://localhost:4717/',
      team: 'Sandbox Inc',
      team_id: 'T0SIM0001',
      is_enterprise_install: false,
    }
    expect(callMethod(world, 'auth.test', botToken).body).toEqual({
      ok: true,
      ...place,
      user: 'sim-app',
      user_id: bot.user,
      bot_id: bot.id,
    })
    expect(callMethod(world, 'auth.test', user).body).toEqual({ ok: true, ...place, user: 'dana', user_id: dana })
  })

  it('revoke nothing in auth.revoke with test=true', () => {
    const { world, user, changes } = installedWorld()
    expect(callMethod(world, 'auth.revoke', user, { test: '1' }).body).toEqual({ ok: true, revoked: false })
    expect(callMethod(world, 'auth.test', user).body.ok).toBe(true)
    expect(changes()).toBe(0)
  })

  it('revoke only the given user token in auth.revoke', () => {
    const { world, bot: botToken, user, changes } = installedWorld()
    expect(callMethod(world, 'auth.revoke', user).body).toEqual({ ok: true, revoked: true })
    expect(callMethod(world, 'auth.test', user).body['error']).toBe('token_revoked')
    expect(callMethod(world, 'auth.test', botToken).body.ok).toBe(true)
    expect(world.state.webhooks[0]?.dead).toBeUndefined()
    expect(changes()).toBe(1)
  })

  it('remove the bot, its memberships and its webhooks when auth.revoke revokes a bot token', () => {
    const { world, bot: botToken, user } = installedWorld({ bot: ['chat:write'], user: ['users:read'] })
    callMethod(world, 'chat.postMessage', botToken, { channel: dana, text: 'hello' })
    callMethod(world, 'auth.revoke', botToken)
    expect(callMethod(world, 'auth.test', botToken).body['error']).toBe('account_inactive')
    expect(callMethod(world, 'users.info', user, { user: bot.user }).body).toMatchObject({ user: { deleted: true } })
    const memberships = world.state.channels.filter(({ members }) => members.includes(bot.user))
    expect(memberships.map(({ kind }) => kind)).toEqual(['im'])
    expect(world.state.webhooks[0]?.dead).toBe(true)
    expect(world.state.installs).toHaveLength(1)
  })
})

describe('users, team and bots methods', () => {
  it('return an email address only with the scope users:read.email', () => {
    const email = (scopes: string[]) => {
      const { world, bot: token } = installedWorld({ bot: scopes })
      const { user } = callMethod(world, 'users.info', token, { user: dana }).body
      return (user as { profile: { email?: string } }).profile.email
    }
    expect(email(['users:read'])).toBeUndefined()
    expect(email(['users:read', 'users:read.email'])).toBe('dana@sandbox.example')
  })

  it('return people and bots in users.list, in pages', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const whole = callMethod(world, 'users.list', token).body
    expect(whole['members']).toHaveLength(4)
    expect(whole).toMatchObject({ cache_ts: 1767614400, response_metadata: { next_cursor: '' } })
    const page = callMethod(world, 'users.list', token, { limit: '3' }).body
    const cursor = (page['response_metadata'] as { next_cursor: string }).next_cursor
    const rest = callMethod(world, 'users.list', token, { limit: '3', cursor }).body
    expect(rest['members']).toMatchObject([{ id: bot.user, is_bot: true, profile: { bot_id: bot.id } }])
    expect(callMethod(world, 'users.info', token, { user: 'U0NOBODY' }).body['error']).toBe('user_not_found')
  })

  it('return the workspace in team.info and the bot in bots.info', () => {
    const { world, bot: token } = installedWorld(everyScope)
    const team = { id: 'T0SIM0001', name: 'Sandbox Inc', domain: 'sandbox-inc', url: 'http://localhost:4717/' }
    expect(callMethod(world, 'team.info', token).body).toMatchObject({ team })
    expect(callMethod(world, 'team.info', token, { team: 'T0OTHER' }).body['error']).toBe('team_not_found')
    const named = { name: 'Sim App', app_id: 'A0SIMAPP1' }
    expect(callMethod(world, 'bots.info', token, { bot: bot.id }).body).toMatchObject({
      bot: { ...named, user_id: bot.user },
    })
    expect(callMethod(world, 'bots.info', token, { bot: 'B0SIMHOOK' }).body).toMatchObject({ bot: named })
    expect(callMethod(world, 'bots.info', token, { bot: 'B0NONE' }).body['error']).toBe('bot_not_found')
  })
})
