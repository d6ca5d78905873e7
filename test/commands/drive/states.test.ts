import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { watchStates } from '../../../src/commands/drive/states.ts'
import { assertProperty, fc } from '../../support/property.ts'

/** Returns the findings for these states. Each state was sent to a separate browser. */
function judged(states: readonly (string | null)[]): readonly string[] {
  const watch = watchStates()
  for (const state of states) watch.saw(state, {})
  return watch.take().map(({ id }) => id)
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64')
const many = <T>(make: (index: number) => T) => Array.from({ length: 12 }, (_, index) => make(index))

describe('the states of a drive', () => {
  it.each<readonly [string, readonly (string | null)[], string]>([
    ['the same text for two browsers', ['slack-install', 'slack-install'], 'state-repeated'],
    ['a counter', ['10000009', '10000010', '10000011'], 'state-guessable'],
    ['the time', ['1790000000000', '1790000000321'], 'state-guessable'],
    ['the time after a word', ['install-1790000000000', 'install-1790000004021'], 'state-guessable'],
    [
      'the time in base64',
      [base64({ at: 1790000000000, to: '/' }), base64({ at: 1790000000900, to: '/' })],
      'state-guessable',
    ],
    ['a few characters', ['a8f3', 'zz81'], 'state-short'],
  ])('are reported when they are %s', (_name, states, id) => expect(judged(states)).toEqual([id]))

  it('are not reported when one browser gets the same state twice', () => {
    const [watch, browser] = [watchStates(), {}]
    for (let visit = 0; visit < 3; visit += 1) watch.saw('0123456789abcdef0123456789abcdef', browser)
    expect(watch.take()).toEqual([])
  })

  it.each<readonly [string, readonly (string | null)[]]>([
    ['hexadecimal', many(() => randomBytes(16).toString('hex'))],
    ['base64url', many(() => randomBytes(24).toString('base64url'))],
    ['UUIDs', many(() => randomUUID())],
    ['random digits', ['8273645091827364', '1029384756657483', '5647382910564738']],
    ['a time with a random part', many((index) => `${1790000000000 + index}.${randomBytes(8).toString('hex')}`)],
    ['signed JSON', many((index) => `${base64({ iat: 1790000000 + index })}.${randomBytes(32).toString('base64url')}`)],
    ['missing', [null, null, '']],
  ])('are not reported when they are %s', (_name, states) => expect(judged(states)).toEqual([]))

  it('are not reported as repeated when they are random bytes', () => {
    const random = fc.uint8Array({ minLength: 16, maxLength: 32 })
    assertProperty(
      fc.property(fc.uniqueArray(random, { minLength: 2, maxLength: 5, selector: String }), (all) => {
        expect(judged(all.map((bytes) => Buffer.from(bytes).toString('hex')))).not.toContain('state-repeated')
      }),
    )
  })

  it('are reported only once in a drive', () => {
    const watch = watchStates()
    const takes = [1, 2, 3].map(() => {
      watch.saw('constant-state', {})
      return watch.take().length
    })
    expect(takes).toEqual([0, 1, 0])
  })
})
