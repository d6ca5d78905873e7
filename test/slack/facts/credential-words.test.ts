import { describe, expect, it } from 'vitest'
import { step } from '../../../src/responses/path.ts'
import { credentialNames } from '../../../src/slack/facts/credential-names.ts'
import {
  inEachName,
  kindByWords,
  knownName,
  mayHaveKind,
  ownName,
  plainName,
  wordsOf,
} from '../../../src/slack/facts/credential-words.ts'
import { encodedForms } from '../../../src/slack/facts/encodings.ts'
import { maskSecrets } from '../../../src/slack/facts/mask.ts'
import { tokenPrefixes } from '../../../src/slack/facts/token-kinds.ts'

const names = credentialNames.flatMap((row) => row.names)

describe('the quick tests of a name', () => {
  it.each(names)('let pass what the table has: %s', (name) => {
    expect(plainName(name)).toMatch(inEachName)
    expect(knownName(name.split('.'))).toBeDefined()
  })

  it.each([
    ...names,
    ...['redirectUri', 'callback_url', 'verify-token', 'signKey', 'clientsecret', 'consumer.key', 'oidc_id'],
    ...['appIdentifier', 'application_id', 'personalToken', 'xapp', 'xoxp', 'auth.jwt', 'incomingWebhook', 'SECRET'],
  ])('let pass what the words show: %s', (name) => {
    expect(kindByWords(wordsOf(ownName(name))) === undefined || mayHaveKind(name)).toBe(true)
  })
})

describe('the name of a key in a path', () => {
  const tokens = tokenPrefixes.map((prefix) => `${prefix}1234567890-abcdefghijkl`)

  it.each(tokens.flatMap((token) => [token, ...encodedForms(token)]))('is masked as any other text: %s', (key) => {
    const isPlain = /^[\w$-]{1,60}$/.test(key)
    expect(step('', key) === key).toBe(isPlain && maskSecrets(key) === key)
  })
})
