import { describe, expect, it } from 'vitest'
import { createSecretFinder } from '../../../../src/commands/drive/secrets/find.ts'
import { assertProperty, fc } from '../../../support/property.ts'

const own = 'simulated-client-secret'
const token = ['xoxb', 'sim', '3', '0123456789abcdef01234567'].join('-')
const find = createSecretFinder({ 'client secret': own, 'signing secret': undefined, short: 'abc' })
const whats = (text: string) => find(text).map(({ what }) => what)

/** The ways in which a text can hold a secret. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  JSON: (text) => JSON.stringify({ value: `"${text}"` }),
  percent: (text) => text.replace(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`),
  'percent, twice': (text) => encodeURIComponent(encodeURIComponent(`{"token":"${text}"}`)),
  'HTML entities': (text) => text.replaceAll('-', '&#45;'),
  base64: (text) => Buffer.from(JSON.stringify({ id: 1, value: text })).toString('base64'),
  hexadecimal: (text) => Buffer.from(JSON.stringify({ id: 1, value: text })).toString('hex'),
  base64url: (text) => Buffer.from(JSON.stringify({ name: '??>>', value: text })).toString('base64url'),
}

describe('the secrets in a text', () => {
  it.each(Object.entries(encodings))('are found in %s', (_name, encode) => {
    expect(whats(`before ${encode(own)} after`)).toEqual(['the client secret'])
    expect(whats(`before ${encode(token)} after`)).toEqual(['a bot token'])
  })

  it('are a token, an app-level token and a webhook of the simulator, but not the samples that others publish', () => {
    const samples = ['xoxb', '1111111111', 'sample'].join('-')
    expect(whats(`${samples} https://hooks.slack.com/services/T00000000/B00000000/${'X'.repeat(24)}`)).toEqual([])
    expect(whats('xapp-1-A0SIM0001-sim-0123456789abcdef')).toEqual(['an app-level token'])
    expect(whats('http://localhost:1/services/T0SIM0001/B0SIM12AB3C/simABCDEFGHJKLMNPQRSTUVW')).toEqual([
      'a webhook URL',
    ])
  })

  it('do not include texts that are so short that they can occur by chance', () => {
    expect(whats('abc')).toEqual([])
  })

  it('are found in every encoding, whatever text surrounds them', () => {
    const around = fc.string({ unit: 'grapheme-ascii', maxLength: 40 })
    assertProperty(
      fc.property(around, around, fc.constantFrom(...Object.values(encodings)), (before, after, encode) => {
        expect(whats(`${before} ${encode(token)} ${after}`)).toEqual(['a bot token'])
      }),
    )
  })
})
