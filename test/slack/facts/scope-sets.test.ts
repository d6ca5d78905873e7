import { describe, expect, it } from 'vitest'
import { methodFacts } from '../../../src/slack/facts/methods.ts'
import { type ScopeSet, scopeSets } from '../../../src/slack/facts/scope-sets.ts'
import { checkScopes, companionScopes } from '../../../src/slack/facts/scopes.ts'

/** Scopes that are in a set although no method of the set needs them, each with the reason. */
const beyondMethods: Readonly<Record<string, string>> = {
  'app_mentions:read': 'the event app_mention needs it',
  'chat:write.public': 'a bot posts in a public channel of which it is no member',
}

const sets = Object.entries<ScopeSet>(scopeSets)

describe.each(sets)('the set of scopes %s', (_name, { bot, user, methods }) => {
  it('has no scope that Slack refuses for its kind of token, and no scope twice', () => {
    expect(checkScopes(bot, user, 'v2')).toEqual([])
    expect([new Set(bot).size, new Set(user).size]).toEqual([bot.length, user.length])
    expect(bot.length + user.length).toBeGreaterThan(0)
  })

  it.each(methods)('lets each of its tokens call %s, if the method accepts that kind of token', (method) => {
    const facts = methodFacts(method)
    expect(facts).toBeDefined()
    const able = (['bot', 'user'] as const).filter((kind) => {
      const accepted = facts?.[kind]
      const listed: readonly string[] = { bot, user }[kind]
      return Array.isArray(accepted) && (accepted.length === 0 || accepted.some((scope) => listed.includes(scope)))
    })
    expect(able.length).toBeGreaterThan(0)
  })

  it('has only scopes that one of its methods accepts, or that have another reason', () => {
    for (const [kind, listed] of [
      ['bot', bot],
      ['user', user],
    ] as const) {
      const needed = methods.flatMap((method) => methodFacts(method)?.[kind] ?? [])
      const companions = listed.flatMap((scope) => companionScopes[scope] ?? [])
      const idle = listed.filter((scope) => ![...needed, ...companions].includes(scope) && !(scope in beyondMethods))
      expect(idle).toEqual([])
    }
  })
})
