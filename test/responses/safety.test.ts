import { describe, expect, it } from 'vitest'
import { readGrants } from '../../src/responses/grant.ts'
import { readAllParsed } from '../../src/responses/read.ts'
import type { ResponseToken } from '../../src/responses/types.ts'
import { tokenKind } from '../../src/slack/facts/token-kinds.ts'
import { samples } from '../support/corpus.ts'
import { assertProperty, fc } from '../support/property.ts'

const keys = fc.constantFrom(
  ...['ok', 'error', 'access_token', 'token_type', 'scope', 'authed_user', 'bot', 'bot_access_token', 'team', 'id'],
  ...['team_id', 'refresh_token', 'expires_in', 'incoming_webhook', 'url', 'enterprise', 'app_id', 'user_id', 'data'],
  ...['id_token', 'iat', 'exp', 'token', 'user', 'users', 'userId', 'scopes', 'bot_token', 'userToken', 'credentials'],
  ...['SLACK_BOT_TOKEN', 'flow', 'webhooks', 'responses', 'apiUrl', 'installedAt', 'expiresAt', 'teamId'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
)
const texts = fc.constantFrom(
  ...['xoxb-sim-a1b2c3', 'xoxp-sim-a1b2c3', 'xoxe-1-sim-a1b2', 'xoxe.xoxb-1-sim', 'xoxe.xoxp-1-sim', 'xapp-1-sim'],
  ...['xoxa-sim', 'xoxc-sim', 'xwfp-sim', '***', '[REDACTED]', 'bot', 'user', 'chat:write', 'v2', '', '1790000000'],
  'https://hooks.slack.com/services/T0/B0/sim',
)
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 3 }),
    // The test writes objects as text, so that `__proto__` is an ordinary key, as in a file.
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 8 }).map((pairs) => JSON.parse(jsonOf(pairs)) as unknown),
  ),
}))

function jsonOf(pairs: readonly (readonly [string, unknown])[]): string {
  return `{${pairs.map(([key, part]) => `${JSON.stringify(key)}:${JSON.stringify(part)}`).join(',')}}`
}

describe('the classification of any value', () => {
  it('never throws, and gives a reason when the result is not certain', () => {
    assertProperty(
      fc.property(values, (value) => {
        const responses = readAllParsed(value)
        expect(responses.length).toBeGreaterThan(0)
        for (const parsed of responses) {
          readGrants(parsed)
          expect(parsed.certainty === 'sure' || parsed.notes.length > 0).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('follows the prefix of each token, and reports a field that contradicts the prefix', () => {
    assertProperty(
      fc.property(values, (value) => {
        for (const { tokens, notes } of readAllParsed(value)) {
          expect(tokens.filter((token) => isAgainstPrefix(token))).toEqual([])
          const named = (path: string) => notes.some((note) => note.includes(path.split('.').at(-1) ?? ''))
          expect(tokens.filter((token) => isSurprising(token) && !named(token.path))).toEqual([])
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('changes no prototype, and ignores fields under __proto__', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).join()
    assertProperty(
      fc.property(values, (value) => void readAllParsed(value)),
      { numRuns: 500 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
    const inherited = Object.create({ access_token: 'xoxb-sim-inherited', ok: true }) as unknown
    expect(readAllParsed(inherited)).toMatchObject([{ shape: 'not-an-install', tokens: [] }])
  })

  it('takes at most about twice the work for a value of twice the size', () => {
    const wide = (size: number) => Array.from({ length: size }, (_, index) => ({ a: { b: [{ c: `x${index}` }] } }))
    const many = (size: number) => Array.from({ length: size }, () => samples[20]?.value)
    const deep = (size: number) => Array.from({ length: size }).reduce((inner) => ({ inner }), {})
    for (const make of [wide, many, deep]) {
      const [once, twice] = [looks(make(400)), looks(make(800))]
      expect(twice).toBeLessThanOrEqual(once * 2.1)
    }
  })
})

/**
 * Whether the kind of the token contradicts its prefix. This is never the case for a configuration token, because it
 * has the prefix of a rotating user token.
 */
function isAgainstPrefix({ kind, value }: ResponseToken): boolean {
  const byPrefix = tokenKind(value)
  const configuration = kind === 'config' && value.startsWith('xoxe.xoxp-')
  return byPrefix !== undefined && byPrefix !== kind && !configuration
}

/** Whether the token is in a field for another kind of token, or has no known prefix. */
function isSurprising({ kind, place, value }: ResponseToken): boolean {
  return place !== null && kind !== 'workspace' && (tokenKind(value) === undefined || kind !== place)
}

/** Returns how often the reader accesses the value, counted with a proxy. */
function looks(value: unknown): number {
  let count = 0
  const counted = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part
    return new Proxy(part, {
      get(target, key, receiver) {
        count += 1
        return counted(Reflect.get(target, key, receiver))
      },
      getOwnPropertyDescriptor(target, key) {
        count += 1
        return Reflect.getOwnPropertyDescriptor(target, key)
      },
      ownKeys(target) {
        count += Reflect.ownKeys(target).length
        return Reflect.ownKeys(target)
      },
    })
  }
  readAllParsed(counted(value))
  expect(count).toBeGreaterThan(0)
  return count
}
