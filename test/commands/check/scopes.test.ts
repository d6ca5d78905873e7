import { describe, expect, it } from 'vitest'
import { checkScopes, scopeList, scopes } from '../../../src/slack/facts/scopes.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the check of requested scopes', () => {
  const check = (bot: string, user = '', flow: 'v1' | 'v2' = 'v2') => checkScopes(scopeList(bot), scopeList(user), flow)
  const found = (bot: string, user = '', flow: 'v1' | 'v2' = 'v2') =>
    check(bot, user, flow).map(({ scope, kind }) => `${scope} ${kind}`)

  it.each([
    ['chat:write,channels:read,users:read,incoming-webhook', 'chat:write,search:read', 'v2'],
    ['', 'identity.basic,identity.email', 'v2'],
    ['bot,commands,incoming-webhook,identify', 'chat:write:user', 'v1'],
    ['', 'client', 'v1'],
    ['', '', 'v2'],
  ] as const)('accepts the bot scopes %j and the user scopes %j of the flow %s', (bot, user, flow) =>
    expect(check(bot, user, flow)).toEqual([]),
  )

  it.each([
    ['chat:writ', '', 'v2', ['chat:writ unknown']],
    ['channels:write', '', 'v2', ['channels:write wrongToken']],
    ['search:read', '', 'v2', ['search:read wrongToken']],
    ['', 'channels:manage', 'v2', ['channels:manage wrongToken']],
    ['', 'incoming-webhook,chat:write', 'v2', ['incoming-webhook wrongToken']],
    ['bot', '', 'v2', ['bot classic']],
    ['', 'chat:write:user,chat:write', 'v2', ['chat:write:user classic']],
    ['connections:write', '', 'v2', ['connections:write notInstallable']],
    ['rtm:stream', '', 'v1', ['rtm:stream notInstallable']],
    ['chat:write', 'identity.basic', 'v2', ['identity.basic mixed']],
    ['', 'openid,search:read', 'v2', ['openid mixed']],
    ['bot,client', '', 'v1', ['client mixed']],
    ['channels:manage', '', 'v1', ['channels:manage wrongToken']],
    ['nope', 'nope', 'v2', ['nope unknown']],
    ['chat:write,nope,bot', 'channels:join', 'v2', ['nope unknown', 'bot classic', 'channels:join wrongToken']],
  ] as const)(
    'finds in the bot scopes %j and the user scopes %j of the flow %s the problems %j',
    (bot, user, flow, expected) => expect(found(bot, user, flow)).toEqual(expected),
  )

  it.each([
    ['channels:write', '', /channels:manage/],
    ['', 'channels:join', /channels:write/],
    ['chanels:read', '', /^Did you mean channels:read/],
    ['search:read', '', /--user-scopes/],
    ['', 'chat:write.public', /--scopes/],
    ['files:write:user', '', /files:write instead/],
    ['qqqqqqqq', '', /docs\.slack\.dev/],
  ])('suggests a replacement for the bot scopes %j and the user scopes %j', (bot, user, suggestion) =>
    expect(check(bot, user)[0]?.suggestion).toMatch(suggestion),
  )

  it('throws no error, names only requested scopes, and ends no problem with a full stop', () => {
    const scope = fc.oneof(fc.constantFrom(...Object.keys(scopes)), fc.string({ maxLength: 20 }))
    const lists = fc.array(scope, { maxLength: 8 })
    assertProperty(
      fc.property(lists, lists, fc.constantFrom('v1', 'v2'), (bot, user, flow) => {
        for (const { scope: named, problem } of checkScopes(bot, user, flow)) {
          expect([...bot, ...user]).toContain(named)
          expect(problem).not.toMatch(/\.$/)
        }
      }),
    )
  })
})
