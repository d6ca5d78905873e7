import { describe, expect, it } from 'vitest'
import { answerMethod } from '../../../src/simulator/api/dispatch.ts'
import type { ApiRequest } from '../../../src/simulator/api/method.ts'
import type { Token } from '../../../src/simulator/state/app-types.ts'
import { callMethod, dana, everyScope, installedWorld } from '../../support/installed-world.ts'

const request: ApiRequest = {
  method: 'auth.test',
  token: 'xoxb-sim-1',
  tokenInQuery: false,
  args: {},
  url: 'http://localhost:4717',
  contentType: undefined,
}

describe('the simulator’s check of an API call', () => {
  const cases: [name: string, change: Partial<ApiRequest>, body: Record<string, unknown>][] = [
    ['unknown method', { method: 'chat.shout' }, { error: 'unknown_method', req_method: 'chat.shout' }],
    [
      'a method named like a member of Object',
      { method: 'constructor' },
      { error: 'unknown_method', req_method: 'constructor' },
    ],
    ['no token', { token: undefined }, { error: 'not_authed' }],
    ['a token in the query only', { token: undefined, tokenInQuery: true }, { error: 'not_authed' }],
    ['a body that cannot be parsed', { invalid: 'invalid_json' }, { error: 'invalid_json' }],
    [
      'no token, although the body is invalid too',
      { token: undefined, invalid: 'invalid_json' },
      { error: 'not_authed' },
    ],
    [
      'an invalid body, although the token is unknown too',
      { token: 'xoxb-sim-none', invalid: 'json_not_object' },
      { error: 'json_not_object' },
    ],
    ['an unknown token', { token: 'xoxb-sim-none' }, { error: 'invalid_auth' }],
    ['a token without a known prefix', { token: 'hello' }, { error: 'invalid_auth' }],
    ['a token that looks real', { token: 'xoxb-0000-not-a-token' }, { error: 'invalid_auth' }],
    [
      'a token that looks real, for a method that needs none',
      { method: 'api.test', token: 'xoxp-0000-fake' },
      { error: 'invalid_auth' },
    ],
    ['a token of the wrong kind', { method: 'search.messages' }, { error: 'not_allowed_token_type' }],
    [
      'a token of the wrong kind, although arguments are missing too',
      { method: 'admin.apps.approve' },
      { error: 'not_allowed_token_type' },
    ],
    ['a method for app-level tokens', { method: 'apps.connections.open' }, { error: 'not_allowed_token_type' }],
    ['a method for configuration tokens', { method: 'apps.manifest.export' }, { error: 'not_allowed_token_type' }],
    [
      'a missing scope',
      { method: 'chat.postMessage' },
      { error: 'missing_scope', needed: 'chat:write', provided: 'team:read' },
    ],
    ['a retired method', { method: 'files.upload' }, { error: 'method_deprecated' }],
    ['a retired family', { method: 'channels.list' }, { error: 'method_deprecated' }],
    ['a retired method without a token', { method: 'im.open', token: undefined }, { error: 'method_deprecated' }],
    ['a documented method without a handler', { method: 'team.externalTeams.list' }, { error: 'not_simulated' }],
    [
      'an exchange that is not simulated',
      { method: 'openid.connect.token', token: undefined },
      { error: 'not_simulated' },
    ],
  ]
  it.each(cases)("returns Slack's error for %s", (_name, change, body) => {
    const answer = answerMethod(installedWorld({ bot: ['team:read'] }).world, { ...request, ...change })
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ ok: false, ...body })
  })

  it('names the missing argument in response_metadata', () => {
    const { world, bot } = installedWorld(everyScope)
    expect(callMethod(world, 'chat.postMessage', bot).body).toEqual({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    })
    expect(callMethod(world, 'search.messages', 'xoxp-sim-2').body).toEqual({ ok: false, error: 'no_query' })
  })

  it('returns account_inactive for a revoked bot token and token_revoked for a revoked user token', () => {
    const { world, bot, user } = installedWorld()
    bot.revoked = true
    user.revoked = true
    expect(callMethod(world, 'auth.test', bot)).toMatchObject({ body: { error: 'account_inactive' }, as: null })
    expect(callMethod(world, 'auth.test', user)).toMatchObject({ body: { error: 'token_revoked' }, as: null })
  })

  it('returns account_inactive for the bot token and token_revoked for the user token when the installer is deactivated', () => {
    const { world, bot, user } = installedWorld()
    for (const person of world.state.people) person.deleted = true
    expect(callMethod(world, 'auth.test', bot).body['error']).toBe('account_inactive')
    expect(callMethod(world, 'auth.test', user).body['error']).toBe('token_revoked')
  })

  it('returns the granted and the accepted scopes in headers, and names the caller', () => {
    const { world, bot } = installedWorld({ bot: ['chat:write', 'users:read'] })
    const answer = callMethod(world, 'users.info', bot, { user: dana })
    expect(answer.as).toBe('bot:U0SIMBOT1')
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-oauth-scopes': 'chat:write,users:read',
      'x-accepted-oauth-scopes': 'users:read',
    })
    expect(answer.headers['x-slack-req-id']).toMatch(/^[0-9a-f]{32}$/)
    expect(callMethod(world, 'auth.test', undefined).headers['x-oauth-scopes']).toBeUndefined()
  })

  it('adds a warning header when a token looks real or is sent in the query string', () => {
    const { world } = installedWorld()
    const warningOf = (change: Partial<ApiRequest>) =>
      answerMethod(world, { ...request, ...change }).headers['x-slack-tokens-warning']
    expect(warningOf({ token: 'xoxb-0000-not-a-token' })).toContain('looks real')
    expect(warningOf({ token: undefined, tokenInQuery: true })).toContain('query string')
    expect(warningOf({})).toBeUndefined()
  })

  const charsets: [type: string, warning: string | undefined][] = [
    ['application/json', 'missing_charset'],
    ['application/json; charset=utf-8', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/x-www-form-urlencoded;charset=UTF-8', 'superfluous_charset'],
    ['multipart/form-data; boundary=x', undefined],
  ]
  it.each(charsets)(
    'warns when a JSON request has no charset and when a form has one (content type %s, warning %s)',
    (contentType, warning) => {
      const { body } = answerMethod(installedWorld().world, { ...request, contentType })
      expect(body['warning']).toBe(warning)
      expect(body['response_metadata']).toEqual(warning ? { warnings: [warning] } : undefined)
    },
  )

  it('returns warnings together with the error messages when a call fails', () => {
    const { world } = installedWorld(everyScope)
    const { body } = answerMethod(world, { ...request, method: 'chat.postMessage', contentType: 'application/json' })
    expect(body).toMatchObject({
      error: 'invalid_arguments',
      warning: 'missing_charset',
      response_metadata: { messages: [expect.any(String)], warnings: ['missing_charset'] },
    })
  })
})

describe('the scope in `needed` of a conversations method', () => {
  const cases: [method: string, args: Record<string, string>, held: string, needed: string | undefined][] = [
    ['conversations.list', {}, 'channels:read', undefined],
    ['conversations.list', {}, 'groups:read', 'channels:read'],
    ['conversations.list', { types: 'private_channel' }, 'channels:read', 'groups:read'],
    ['conversations.list', { types: 'public_channel,im,mpim' }, 'channels:read', 'im:read,mpim:read'],
    ['users.conversations', { types: 'im' }, 'channels:read', 'im:read'],
    ['conversations.info', { channel: 'C0SIMGENL' }, 'groups:read', 'channels:read'],
    ['conversations.info', { channel: 'C0SIMSECR' }, 'groups:read', undefined],
    ['conversations.info', { channel: 'C0SIMSECR' }, 'channels:read', 'groups:read'],
    ['conversations.info', { channel: 'C0NOWHERE' }, 'mpim:read', undefined],
    ['conversations.open', { users: 'U0SIMLEE' }, 'mpim:write', 'im:write'],
    ['conversations.open', { users: 'U0SIMLEE,U0SIMSAM' }, 'im:write', 'mpim:write'],
    ['conversations.join', { channel: 'C0SIMSECR' }, 'groups:write', 'channels:write'],
    ['conversations.archive', { channel: 'C0SIMGENL' }, 'groups:write', 'channels:write'],
  ]
  it.each(cases)(
    'depends on the kind of conversation (method %s, arguments %j, token with %s, needed: %s)',
    (method, args, held, needed) => {
      const { world, user } = installedWorld({ user: [held] })
      expect(callMethod(world, method, user, args).body['needed']).toBe(needed)
    },
  )

  it('is not returned for a private channel that the bot is not in; the error is channel_not_found', () => {
    const { world, bot } = installedWorld({ bot: ['channels:read'] })
    expect(callMethod(world, 'conversations.info', bot, { channel: 'C0SIMSECR' }).body['error']).toBe(
      'channel_not_found',
    )
  })
})

describe('classic scopes', () => {
  const cases: [kind: Token['kind'], held: string, method: string, passes: boolean][] = [
    ['bot', 'bot', 'chat.postMessage', true],
    ['bot', 'bot', 'conversations.list', true],
    ['bot', 'bot', 'conversations.join', false],
    ['user', 'bot', 'chat.postMessage', false],
    ['user', 'identify', 'auth.test', true],
    ['user', 'identify', 'users.list', false],
    ['user', 'read', 'search.messages', true],
    ['user', 'read', 'chat.postMessage', false],
    ['user', 'post', 'chat.postMessage', true],
    ['user', 'client', 'conversations.join', true],
    ['user', 'chat:write:user', 'chat.postMessage', true],
    ['user', 'files:write:user', 'files.getUploadURLExternal', true],
    ['user', 'admin', 'team.accessLogs', true],
    ['user', 'constructor', 'users.list', false],
  ]
  it.each(cases)(
    'decide which methods a token may call (%s token with %s, method %s, allowed: %s)',
    (kind, held, method, passes) => {
      const installed = installedWorld({ [kind]: [held] })
      const { error } = callMethod(installed.world, method, installed[kind]).body
      expect(error === 'missing_scope').toBe(!passes)
      expect(error).not.toBe('not_allowed_token_type')
    },
  )
})
