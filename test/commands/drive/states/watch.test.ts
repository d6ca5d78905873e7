import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { watchStates } from '../../../../src/commands/drive/states/watch.ts'
import { assertProperty, fc } from '../../../support/property.ts'

const start = Date.UTC(2026, 10, 30)

/** Returns the findings for these states. Each was sent to a separate browser, 900 ms after the one before. */
function judged(states: readonly (string | null)[]): readonly string[] {
  let now = start
  const watch = watchStates(() => now)
  for (const state of states) {
    watch.saw(state, {})
    now += 900
  }
  return watch.take().map(({ id }) => id)
}

/** Returns three states that an app made 20 ms before drive saw them. */
const atTimes = (make: (ms: number, index: number) => string) =>
  [0, 1, 2].map((index) => make(start + index * 900 - 20, index))
const base64 = (value: string | object) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')
const base64url = (value: string | object) =>
  base64(value).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
const hex = (text: string) => Buffer.from(text).toString('hex')
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const many = <T>(make: (index: number) => T) => Array.from({ length: 12 }, (_, index) => make(index))
const seconds = (ms: number) => Math.floor(ms / 1000)
const secret = randomBytes(32)
const signature = (text: string) => createHmac('sha256', secret).update(text).digest('base64url')

/** Returns a UUID of version 1, as one process makes it. */
function uuidV1(ms: number): string {
  const time = (BigInt(ms) * 10_000n + 122_192_928_000_000_000n).toString(16).padStart(15, '0')
  return `${time.slice(7)}-${time.slice(3, 7)}-1${time.slice(0, 3)}-9c4d-0242ac120002`
}

describe('the states of a drive', () => {
  it.each<readonly [string, readonly (string | null)[], string]>([
    ['the same text for two browsers', ['slack-install', 'slack-install'], 'state-repeated'],
    ['a counter', ['10000009', '10000010', '10000011'], 'state-guessable'],
    ['a counter in hexadecimal', ['install-3e9', 'install-3ea', 'install-3eb'], 'state-guessable'],
    ['a number that the app counts for each minute', ['29833334-a', '29833335-a', '29833336-a'], 'state-guessable'],
    ['the time', atTimes(String), 'state-guessable'],
    ['the time in seconds', atTimes((ms) => `state_${seconds(ms)}`), 'state-guessable'],
    ['the time in nanoseconds', atTimes((ms) => `${ms}123456`), 'state-guessable'],
    ['the time of Python', atTimes((ms) => `${seconds(ms)}.1234567`), 'state-guessable'],
    ['the time after a word', atTimes((ms) => `install${ms}`), 'state-guessable'],
    [
      'the time and three random digits',
      atTimes((ms, index) => `${ms}${['417', '093', '655'][index]}`),
      'state-guessable',
    ],
    ['the time in 36 digits', atTimes((ms) => ms.toString(36)), 'state-guessable'],
    ['the time in hexadecimal digits', atTimes((ms) => `s-${ms.toString(16)}`), 'state-guessable'],
    ['a date', atTimes((ms) => new Date(ms).toISOString()), 'state-guessable'],
    ['a date without separators', atTimes((ms) => new Date(ms).toISOString().replace(/\D/g, '')), 'state-guessable'],
    ['a UUID of version 1', atTimes(uuidV1), 'state-guessable'],
    [
      'an id of MongoDB',
      atTimes((ms, index) => `${seconds(ms).toString(16)}5f1c2a9b3d00a1f${index}`),
      'state-guessable',
    ],
    ['the time and the id of a person', atTimes((ms) => `${ms}:U0SIM1234:T0SIM0001`), 'state-guessable'],
    ['the time in base64url', atTimes((ms) => base64url(String(ms))), 'state-guessable'],
    ['the time in the hexadecimal form of a text', atTimes((ms) => hex(String(ms))), 'state-guessable'],
    ['JSON with the time in base64', atTimes((ms) => base64({ at: ms, to: '/' })), 'state-guessable'],
    [
      'JSON with the expiry in base64',
      atTimes((ms) => base64url({ to: '/', exp: seconds(ms) + 600 })),
      'state-guessable',
    ],
    ['a query with the time', atTimes((ms) => encodeURIComponent(`team=T1&ts=${ms}`)), 'state-guessable'],
    ['base64 twice', atTimes((ms) => base64(base64({ ts: ms }))), 'state-guessable'],
    ['an unsigned JWT', atTimes((ms) => `${base64url({ alg: 'none' })}.${base64url({ iat: ms })}.`), 'state-guessable'],
    ['a hash of the time', atTimes((ms) => md5(String(seconds(ms)))), 'state-guessable'],
    ['the time with its hash', atTimes((ms) => `${ms}.${md5(String(ms))}`), 'state-guessable'],
    ['a few characters', ['a8f3', 'zz81'], 'state-short'],
  ])('are reported when they are %s', (_name, states, id) => expect(judged(states)).toEqual([id]))

  it('are not reported when one browser gets the same state twice', () => {
    const [watch, browser] = [watchStates(() => start), {}]
    for (let visit = 0; visit < 3; visit += 1) watch.saw('0123456789abcdef0123456789abcdef', browser)
    expect(watch.take()).toEqual([])
  })

  it.each<readonly [string, readonly (string | null)[]]>([
    ['hexadecimal', many(() => randomBytes(16).toString('hex'))],
    ['base64url', many(() => randomBytes(24).toString('base64url'))],
    ['UUIDs', many(() => randomUUID())],
    ['random digits', ['8273645091827364', '1029384756657483', '5647382910564738']],
    ['an 8-digit random number', ['20481337', '22936015']],
    ['a time with a random part', atTimes((ms) => `${ms}.${randomBytes(8).toString('hex')}`)],
    ['a time with a random number', atTimes((ms) => base64({ ts: ms, nonce: Math.random() }))],
    ['a signed time', atTimes((ms) => `${ms}.${signature(String(ms))}`)],
    ['signed JSON', atTimes((ms) => `${base64url({ iat: ms })}.${signature(String(ms))}`)],
    [
      'the same signed time for two browsers in one second',
      Array.from({ length: 2 }, () => `${seconds(start)}.${signature('a')}`),
    ],
    [
      'UUIDs of version 7',
      atTimes(
        (ms) =>
          `${ms
            .toString(16)
            .padStart(12, '0')
            .replace(/(.{8})/, '$1-')}-7${randomUUID().slice(15)}`,
      ),
    ],
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
    const watch = watchStates(() => start)
    const takes = [1, 2, 3].map(() => {
      watch.saw('constant-state', {})
      return watch.take().length
    })
    expect(takes).toEqual([0, 1, 0])
  })
})
