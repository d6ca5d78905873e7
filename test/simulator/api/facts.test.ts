import { describe, expect, it } from 'vitest'
import { handlers, openHandlers } from '../../../src/simulator/api/registry.ts'
import type { Token } from '../../../src/simulator/state/app-types.ts'
import { type MethodFacts, methodFacts, methods } from '../../../src/slack/facts/methods.ts'
import { bot, callMethod, dana, installedWorld } from '../../support/installed-world.ts'
import { assertProperty, fc } from '../../support/property.ts'
import { stagedWorld } from '../../support/staged-world.ts'

/**
 * Returns the error that the facts predict for a call without arguments; `past` when the call must reach the handler.
 */
function foreseen(facts: MethodFacts, kind: Token['kind'] | undefined, granted: boolean): string {
  if (facts.retired) return 'method_deprecated'
  if (facts.auth === 'none') return 'past'
  if (facts.auth === 'refresh_token') return 'a missing argument'
  if (facts.auth) return 'not_simulated'
  if (!kind) return 'not_authed'
  const accepted = facts[kind]
  if (accepted === null) return 'not_allowed_token_type'
  if (accepted !== 'unknown' && accepted.length > 0 && !granted) return 'missing_scope'
  return facts.required.length > 0 ? 'a missing argument' : 'past'
}

const atTheGate = ['unknown_method', 'not_authed', 'invalid_auth', 'not_allowed_token_type', 'missing_scope']
const argumentCodes = ['invalid_arguments', 'no_query']

/**
 * Calls one method without arguments. Returns how the answer differs from `expected`; undefined when it does not
 * differ.
 */
function surprise(method: string, kind: Token['kind'] | undefined, scopes: readonly string[], expected: string) {
  const installed = installedWorld(kind ? { [kind]: [...scopes] } : {})
  const { status, body } = callMethod(installed.world, method, kind && installed[kind])
  const error = String(body['error'])
  const got = argumentCodes.includes(error) ? 'a missing argument' : error
  const fits = expected === 'past' ? !atTheGate.includes(got) : got === expected
  return fits && status === 200 ? undefined : { method, scopes, status, expected, error }
}

function acceptedScopes(facts: MethodFacts, kind: Token['kind']): readonly string[] {
  const accepted = facts[kind]
  return accepted === null || accepted === 'unknown' ? [] : accepted
}

const table: [string, MethodFacts][] = Object.keys(methods).map((method) => [
  method,
  methodFacts(method) as MethodFacts,
])

describe('every documented method', () => {
  it('is one of more than 300 methods in the table of facts', () => {
    expect(table.length).toBeGreaterThan(300)
  })

  it.each(['bot', 'user', undefined] as const)(
    'returns the error that the table of facts predicts, for a token without scopes (kind of token: %s)',
    (kind) => {
      const surprises = table.map(([method, facts]) => surprise(method, kind, [], foreseen(facts, kind, false)))
      expect(surprises.filter(Boolean)).toEqual([])
    },
  )

  it.each(['bot', 'user'] as const)(
    'accepts a %s token that has all scopes of the method in the table of facts',
    (kind) => {
      const surprises = table.map(([method, facts]) => {
        const accepted = acceptedScopes(facts, kind)
        return surprise(method, kind, accepted, foreseen(facts, kind, accepted.length > 0))
      })
      expect(surprises.filter(Boolean)).toEqual([])
    },
  )

  it.each(['bot', 'user'] as const)(
    'returns in `needed` only scopes that are sufficient, when the method refuses a %s token',
    (kind) => {
      const refused = table.filter(([, facts]) => !facts.retired && acceptedScopes(facts, kind).length > 0)
      const astray = refused.filter(([method, facts]) => {
        const installed = installedWorld()
        const needed = String(callMethod(installed.world, method, installed[kind]).body['needed']).split(',')
        return !needed.every((scope) => acceptedScopes(facts, kind).includes(scope))
      })
      expect(refused.length).toBeGreaterThan(100)
      expect(astray).toEqual([])
    },
  )

  it('has a handler in the simulator or returns not_simulated', () => {
    const reachable = table.filter(
      ([, { auth, bot, user, retired }]) =>
        !retired && (auth === 'none' || auth === 'refresh_token' || (!auth && (bot !== null || user !== null))),
    )
    const simulated = reachable.filter(([method, facts]) => {
      const kind = facts.bot === null ? 'user' : 'bot'
      const installed = installedWorld({ [kind]: [...acceptedScopes(facts, kind)] })
      const args = Object.fromEntries(facts.required.map((name) => [name, 'x']))
      return callMethod(installed.world, method, installed[kind], args).body['error'] !== 'not_simulated'
    })
    const named = [...Object.keys(handlers), ...Object.keys(openHandlers)]
    expect(simulated.map(([method]) => method).sort()).toEqual(named.sort())
  })
})

describe('every simulated method', () => {
  const names = [
    'channel',
    'text',
    'blocks',
    'attachments',
    'users',
    'user',
    'limit',
    'cursor',
    'types',
    'query',
    'count',
  ]
  const newer = [
    'ts',
    'timestamp',
    'message_ts',
    'name',
    'post_at',
    'scheduled_message_id',
    'reply_broadcast',
    'unfurls',
    'topic',
    'force',
    'is_private',
    'profile',
    'value',
    'email',
    'presence',
    'trigger_id',
    'view',
    'view_id',
    'external_id',
    'hash',
    'user_id',
    'files',
    'channel_id',
    'length',
    'filename',
  ]
  const more = ['page', 'oldest', 'latest', 'thread_ts', 'bot', 'team', 'return_im', 'include_num_members', '__proto__']
  const likely = [
    'C0SIMGENL',
    'C0SIMSECR',
    dana,
    bot.user,
    '#general',
    '1',
    '0',
    '-1',
    'true',
    'NaN',
    '[{}]',
    '{}',
    ',',
    '*',
    '"',
    '1767614400.000000',
    '[{"type":"section","text":null}]',
    '{"type":"home","blocks":[null]}',
    '{"type":"modal","title":{},"blocks":[{"type":"input"}]}',
    '{"status_text":1,"constructor":"x"}',
    'general',
    '9999999999',
  ]
  const value = fc.oneof(fc.constantFrom(...likely), fc.string({ unit: 'grapheme', maxLength: 40 }))
  const args = fc.dictionary(fc.constantFrom(...names, ...newer, ...more), value)

  it('returns only values that JSON can represent, for any arguments', () => {
    const method = fc.constantFrom(...Object.keys(handlers), ...Object.keys(openHandlers))
    const who = fc.constantFrom('bot' as const, 'user' as const)
    assertProperty(
      fc.property(fc.array(fc.tuple(method, who, args), { maxLength: 8 }), (calls) => {
        const installed = stagedWorld()
        for (const [name, kind, sent] of calls) {
          // With the required arguments, more calls reach the handler.
          const required = Object.fromEntries((methodFacts(name)?.required ?? []).map((one) => [one, 'C0SIMGENL']))
          const { body } = callMethod(installed.world, name, installed[kind], { ...required, ...sent })
          expect(JSON.parse(JSON.stringify(body))).toEqual(body)
          expect(typeof body['error']).toBe(body.ok ? 'undefined' : 'string')
        }
      }),
      { numRuns: 500 },
    )
  })
})
