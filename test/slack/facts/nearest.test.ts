import { describe, expect, it } from 'vitest'
import { errorCodes } from '../../../src/slack/facts/errors.ts'
import { methods } from '../../../src/slack/facts/methods.ts'
import { nearest } from '../../../src/slack/facts/nearest.ts'
import { meantScopes, scopes } from '../../../src/slack/facts/scopes.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the search for the nearest name', () => {
  const scopeNames = Object.keys(scopes)
  it.each([
    ['chat:writ', 'chat:write'],
    ['chat.write', 'chat:write'],
    ['CHAT:WRITE', 'chat:write'],
    ['chanels:read', 'channels:read'],
    ['channel:read', 'channels:read'],
    ['cahnnels:read', 'channels:read'],
    ['user:read', 'users:read'],
    ['incoming_webhook', 'incoming-webhook'],
    ['im:histroy', 'im:history'],
  ])('finds, for the mistyped scope %s, the scope %s', (word, name) => expect(nearest(word, scopeNames)[0]).toBe(name))

  it.each([
    ['chat.postmessage', 'chat.postMessage'],
    ['chat.post', undefined],
    ['conversation.list', 'conversations.list'],
    ['user.list', 'users.list'],
    ['auth.tset', 'auth.test'],
  ])('finds, for the mistyped method %s, the method %s', (word, name) =>
    expect(nearest(word, Object.keys(methods))[0]).toBe(name),
  )

  it.each([
    ['channel_notfound', 'channel_not_found'],
    ['not_in_chanel', 'not_in_channel'],
    ['missing-scope', 'missing_scope'],
  ])('finds, for the mistyped error code %s, the code %s', (word, code) =>
    expect(nearest(word, errorCodes())[0]).toBe(code),
  )

  it.each(['', ' ', 'x', 'qqqqqqqqqqqq', 'a'.repeat(100_000)])('finds nothing for %j', (word) =>
    expect(nearest(word, scopeNames)).toEqual([]),
  )

  it.each(['chat:read', 'mail:write', 'foo:history'])(
    'finds nothing for %s, because none of its parts is mistyped',
    (word) => expect(nearest(word, scopeNames)).toEqual([]),
  )

  it.each([
    ['conversations:read', 'channels:read groups:read im:read mpim:read'],
    ['conversation:history', 'channels:history groups:history im:history mpim:history'],
    ['conversations.write', 'channels:write groups:write im:write mpim:write'],
    ['chat:wirte', 'chat:write'],
    ['chat:read', ''],
    ['conversations:fly', ''],
  ])('understands the wrong scope %s as %j', (word, meant) => expect(meantScopes(word).join(' ')).toBe(meant))

  it('returns as many names as requested, nearest first', () => {
    expect(nearest('cat', ['cart', 'cat', 'dog', 'bat', 'ca'], 3)).toEqual(['cat', 'cart', 'bat'])
    expect(nearest('cat', ['cart', 'cat'], 1)).toEqual(['cat'])
    expect(nearest('ab', ['ba', 'zz'])).toEqual(['ba'])
  })

  it('treats all punctuation as equal', () => {
    expect(nearest('a_b-c_d', ['a.b:c.d'])).toEqual(['a.b:c.d'])
  })

  it('finds a scope when any one letter is missing', () => {
    const name = fc.constantFrom(...scopeNames.filter((scope) => scope.length > 3))
    assertProperty(
      fc.property(name, fc.nat(), (scope, at) => {
        const typo = scope.slice(0, at % scope.length) + scope.slice((at % scope.length) + 1)
        expect(nearest(typo, scopeNames, scopeNames.length)).toContain(scope)
      }),
    )
  })

  it('finds each scope of the table by its own name', () => {
    for (const name of scopeNames) expect(nearest(name, scopeNames)[0]).toBe(name)
  })
})
