import { describe, expect, it } from 'vitest'
import { createKnownSecrets } from '../../../src/slack/facts/known-secrets.ts'
import { maskSecrets } from '../../../src/slack/facts/mask.ts'
import { canaries, seenIn } from '../../support/canaries.ts'
import { encoders, encodings, outer, withinBase64 } from '../../support/encodings.ts'
import { assertProperty, fc } from '../../support/property.ts'

/** Secrets with a known form, by canary, each as it can appear in text. */
const shaped: Readonly<Record<string, string>> = {
  storedBot: canaries.storedBot,
  storedUser: canaries.storedUser,
  storedRefresh: canaries.storedRefresh,
  appToken: canaries.appToken,
  configToken: canaries.configToken,
  exportedBot: canaries.exportedBot,
  storedHook: `https://hooks.slack.com/services/T0SIM/B0SIM/${canaries.storedHook}`,
  exportedHook: `hooks.slack.com/services/T0SIM/B0SIM/${canaries.exportedHook}/`,
  answeredUpload: `https://files.slack.com/upload/v1/${canaries.answeredUpload}`,
  clientSecret: `client_secret=${canaries.clientSecret}`,
  typedCode: `/back?code=${canaries.typedCode}`,
}
/** Returns a register with these secrets. They have no known form, so they are masked only when they are registered. */
function knowing(...secrets: string[]) {
  const all = createKnownSecrets()
  for (const secret of secrets) all.add(secret)
  return all
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code))
const others = [
  ...Array.from('ÄéßñŁжש中日…–—“”«»•·€\u00a0\u00ad\u200b\u200e\u2028\u2029\u202e\ufeff\uffff'),
  '😀',
  '\ud800',
  '\r\n',
]
const remains = [
  '\\n',
  '\\r\\n',
  '\\t',
  '\\"',
  '%22',
  '%20',
  '%0A',
  '=3D',
  '=\r\n',
  'u003d',
  '\\u003d',
  '\\x3d',
  '&#34;',
  '&quot;',
  '_',
  'a',
  '__',
  'text=',
  'Bearer%20',
]
const before = ['', ...ascii, ...others, ...remains]

describe('maskSecrets (threat S2)', () => {
  it.each(encodings)('masks a secret in the encoding %s, whatever text is before the secret', (name) => {
    const encode = encoders[name]
    const leaks: string[] = []
    for (const [canary, text] of Object.entries(shaped)) {
      for (const start of before) {
        for (const end of ['', ' ', '"', '\n', '&x=1']) {
          const encoded = encode(`${start}${text}${end}`)
          const masked = maskSecrets(encoded)
          if (seenIn(masked).length > 0 || masked.includes(encode(text).slice(8, -8)))
            leaks.push(`${canary}: ${JSON.stringify(start)}`)
        }
      }
    }
    expect(leaks.slice(0, 9)).toEqual([])
  })

  it.each(encodings)('masks a registered secret in the encoding %s, whatever text is before the secret', (name) => {
    const encode = encoders[name]
    const leaks: string[] = []
    for (const secret of [canaries.clientSecret, canaries.typedCode, 'with/signs+and=more']) {
      const all = knowing(...Object.values(canaries), secret)
      for (const start of before) {
        const masked = maskSecrets(encode(`${start}${secret} `), all)
        if (masked.includes(secret) || masked.includes(encode(secret).slice(4, -8)))
          leaks.push(`${secret}: ${JSON.stringify(start)}`)
      }
    }
    expect(leaks.slice(0, 9)).toEqual([])
  })

  it('masks a secret in nested encodings, between any texts', () => {
    const one = (names: readonly (keyof typeof encoders)[]) => fc.constantFrom(...names).map((name) => [name])
    // Quoted-printable breaks the line inside the secret. JSON writes this break with a backslash; when the backslash
    // is lost, the break cannot be recognized.
    const lossy = ([inner, around]: readonly string[]) => inner === 'quoted-printable' && around?.includes('lost')
    const pair = fc.tuple(fc.constantFrom(...encodings), fc.constantFrom(...outer)).filter((names) => !lossy(names))
    const packed = fc.tuple(fc.constantFrom(...withinBase64), fc.constant('base64' as const))
    const secret = fc.constantFrom(...Object.values(shaped))
    const text = fc.string({ unit: 'binary' })
    assertProperty(
      fc.property(text, secret, text, fc.oneof(one(encodings), pair, packed), (start, found, end, names) => {
        // Text directly after a secret can be masked as a part of it, so a space separates them.
        const encoded = names.reduce((inner, name) => encoders[name](inner), `${start}${found} ${end}`)
        return seenIn(maskSecrets(encoded)).length === 0
      }),
      {
        numRuns: 500,
        examples: [
          ['\u0800\u{10000}\u{10000}\u{10000}', shaped['typedCode'] ?? '', '', ['a form', 'quoted-printable']],
        ],
      },
    )
  })
})

describe('maskSecrets, for a webhook without its address (threat S2)', () => {
  const secret = 'Sim1'.repeat(6)
  it.each([
    `slack://T0SIM00001/B0SIM00001/${secret}`,
    `slack://hook:T0SIM00001-B0SIM00001-${secret}@webhook`,
    `webhook: T0SIM00001/B0SIM00001/${secret}`,
    `path=/T0SIM00001/B0SIM00001/${secret}&a=1`,
  ])('masks %s', (text) => {
    expect(maskSecrets(text)).toBe(text.replace(secret, '…'))
  })
})

describe('maskSecrets, for text without a secret', () => {
  it.each([
    'see xoxb- and xoxp- prefixes',
    'xoxb-…f3a1 and xoxe.xoxb-… were masked',
    'a token (xoxb-…) of the linuxapp-build of equinoxe-2024',
    'Basic authentication of Basic Information → App Credentials',
    '{"code":"invalid_auth","token":"x"}',
    'https://acme.slack.com/services/B0SAMPLE',
    'https://hooks.slack.com/services/T0SIM/B0SIM/…3f3f',
    'a=beef&b=cafe 100%25 u0041 C:\\new\\table &amp; Ümlaut',
    'aGVsbG8gd29ybGQsIHRoaXMgaXMgbm90aGluZw==',
  ])('does not change %s', (text) => {
    expect(maskSecrets(text)).toBe(text)
  })

  it('does not change text that is already masked, and keeps JSON valid', () => {
    const json = fc.jsonValue({ maxDepth: 3 })
    const secret = fc.constantFrom(...Object.values(shaped))
    assertProperty(
      fc.property(json, fc.string(), secret, (value, text, one) => {
        const once = maskSecrets(
          JSON.stringify({ value, [`${text}${one}`]: `${text}${one}`, nested: JSON.stringify([one, text]) }),
        )
        JSON.parse(once)
        return maskSecrets(once) === once
      }),
      { numRuns: 500 },
    )
  })

  it('takes time linear in the length of the text', () => {
    const hard = [
      'xoxa-',
      'axoxa-',
      'http://a',
      '\\',
      '\\\\"',
      '%25',
      '&amp;',
      '=3D',
      'u0025',
      'eG94Yi0',
      'client_secret="',
      '/services/T0/',
      'Basic eA',
      'https://h/upload/v1',
    ]
    const cost = (one: string, length: number) => {
      const text = one.repeat(Math.ceil(length / one.length))
      // The processor time, because other programs can have the processor for long.
      const before = process.cpuUsage()
      maskSecrets(text)
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1000
    }
    for (const one of hard) {
      // For a text eight times as long, quadratic work would take 64 times as long: minutes.
      const [small, large] = [cost(one, 50_000), cost(one, 400_000)]
      expect(large, one).toBeLessThan(30 * small + 2000)
    }
  })
})
