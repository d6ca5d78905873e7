import { describe, expect, it } from 'vitest'
import { createKnownSecrets } from '../../../src/slack/facts/known-secrets.ts'
import { maskSecrets } from '../../../src/slack/facts/mask.ts'

function knowing(...secrets: string[]) {
  const known = createKnownSecrets()
  for (const secret of secrets) known.add(secret)
  return known
}

const shownIn = (text: string, ...secrets: string[]) => [...knowing(...secrets).in(text)]

describe('registered secrets', () => {
  it('are all found when many secrets begin with the same word', () => {
    const secrets = Array.from({ length: 500 }, (_, index) => `likely-${index}-secret`)
    const text = secrets.map((secret) => `(${secret})`).join('')
    expect(shownIn(text, ...secrets).map(({ start, end }) => text.slice(start, end))).toEqual(secrets)
    expect(shownIn('likely-500-secret likely- likely-1-secre', ...secrets)).toEqual([])
  })

  it('are masked completely when one secret is the beginning of another', () => {
    const text = 'a shared-one-and-more b shared-one c'
    expect(shownIn(text, 'shared-one', 'shared-one-and-more').map(({ start, end }) => [start, end])).toEqual([
      [2, 12],
      [2, 21],
      [24, 34],
    ])
    const masked = maskSecrets(text, knowing('shared-one', 'shared-one-and-more'))
    expect(masked).toBe('a …more b … c')
  })

  it('are masked in every form, also a token that no pattern finds between letters', () => {
    const tokens = ['xoxb-likely-words', 'xoxe.xoxp-onlywords', 'xapp-likely-words', 'xwfp-words', 'xoxp-a']
    const forms = (text: string) => {
      const bytes = Buffer.from(text)
      const base16 = bytes.toString('hex')
      return [text, bytes.toString('base64'), bytes.toString('base64url'), base16, base16.toUpperCase()]
    }
    const leaks: string[] = []
    for (const token of tokens) {
      const known = knowing(token)
      for (const before of ['', 'a', 'ab', 'abc', 'ÿþ', '\u0000:']) {
        for (const [index, form] of forms(`${before}${token}abc`).entries()) {
          for (const around of [form, `"${form}"`, `x${form}y`, encodeURIComponent(form)]) {
            const masked = maskSecrets(around, known)
            const text = decodeURIComponent(masked)
            const decoded = [0, 1, 2, 3].map((from) => Buffer.from(text.slice(from), index < 3 ? 'base64' : 'hex'))
            const readable = [text, ...decoded.map((bytes) => bytes.toString('latin1'))]
            if (readable.some((one) => one.includes(token))) leaks.push(`${token} in ${around}`)
          }
        }
      }
    }
    expect(leaks).toEqual([])
  })

  it('are found in base64 at any offset', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const text = Buffer.from(`${before}known-secret-value:`).toString('base64')
      expect(
        shownIn(text, 'known-secret-value').map(({ shown }) => shown),
        before,
      ).toEqual(['…'])
    }
  })
})
