import { describe, expect, it } from 'vitest'
import { allEmoji, emojiNamed } from '../../../src/slack/facts/emoji.ts'

describe('emojiNamed', () => {
  it.each([
    ['tada', '🎉'],
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['white_check_mark', '✅'],
    ['flag-ch', '🇨🇭'],
    ['us', '🇺🇸'],
    ['+1::skin-tone-3', '👍🏼'],
    ['satisfied', '😆'],
  ])('returns for %s the sign %s', (name, sign) => expect(emojiNamed(name)).toBe(sign))

  it.each(['', 'no_such_emoji', ':tada:', 'flag-xx', 'constructor', '+1::skin-tone-9'])(
    'returns undefined for %j',
    (name) => expect(emojiNamed(name)).toBeUndefined(),
  )
})

describe('allEmoji', () => {
  it('has names in lower case without spaces and colons, each with a sign that is not an ASCII letter', () => {
    const all = [...allEmoji()]
    expect(all.length).toBeGreaterThan(1900)
    expect(all.filter(([name, sign]) => !/^[a-z0-9_+'’&.-]+$/.test(name) || !/[^\x20-\x7e]/.test(sign))).toEqual([])
  })
})
