import JSON5 from 'json5'
import { describe, expect, it } from 'vitest'
import { scan } from '../../src/paste/literal/scan.ts'
import { parsePasted } from '../../src/paste/parse.ts'
import { pasteForms } from '../support/corpus-forms.ts'
import { assertProperty, fc } from '../support/property.ts'

const pieces = [
  ...Array.from('{}[]()<>"\'`“”‘«»\\,:=;#&%|*?!~^$@+-_./ \n\t\r\u00a0\u200b\u001b\u0000'),
  ...[
    '=>',
    '...',
    '…',
    '//',
    '/*',
    '*/',
    '```',
    '&quot;',
    '\\"',
    '\\u',
    '""',
    "''",
    'true',
    'None',
    'nil',
    'null',
    '12',
  ],
  ...[
    '[Object]',
    '[REDACTED]',
    '<ref *1>',
    '#<A ',
    'map[',
    'array (',
    'array(1) {',
    '(object)',
    'u"',
    'a: ',
    'a=',
    '- ',
  ],
  ...['__proto__', 'constructor', 'xoxb-', 'Bearer ', 'HTTP/1.1 200\n', '* Trying', 'web | ', 'OrderedDict([('],
]
const wild = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.jsonValue(), fc.constantFrom(...pasteForms), fc.constantFrom(...pieces), fc.nat(), fc.nat())
    .filter(([value]) => typeof value === 'object' && value !== null)
    .map(([value, form, piece, at, until]) => {
      const text = form.render(value)
      const start = at % (text.length + 1)
      return text.slice(0, start) + piece + text.slice(start + (until % 5))
    }),
)

describe('the reader of any pasted text', () => {
  it('never throws, and returns all fields of its result', async () => {
    await assertProperty(
      fc.asyncProperty(wild, async (text) => {
        const { forms, values, cut, bare, notes } = await parsePasted(text)
        expect([forms, values, notes].every(Array.isArray)).toBe(true)
        expect(typeof cut).toBe('boolean')
        expect(bare === undefined || (bare !== '' && values.length === 0)).toBe(true)
        expect(() => JSON.stringify(values)).not.toThrow()
      }),
      { numRuns: 1500 },
    )
  })

  it('repeats no token in its notes, wherever the token is in the text', async () => {
    const secret = ['xoxb', 'sim', 'q7q7q7'].join('-')
    await assertProperty(
      fc.asyncProperty(wild, fc.nat(), async (text, at) => {
        const place = at % (text.length + 1)
        const { notes } = await parsePasted(text.slice(0, place) + secret + text.slice(place))
        expect(notes.join(' ')).not.toContain('q7q7q7')
      }),
      { numRuns: 500 },
    )
  })

  it('returns no object with a prototype, and no field that leads to one (threat H7)', async () => {
    const bad = { a: 1, nested: { list: [{ b: 2 }] } }
    const dangerous = JSON.stringify(bad)
      .replace('"a"', '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a"')
      .replace('"b"', '"prototype":{"polluted":1},"__proto__":{"polluted":1},"b"')
    const value: unknown = JSON.parse(dangerous)
    for (const { name, render } of pasteForms) {
      const { values } = await parsePasted(render(value))
      expect(values.length, name).toBeGreaterThan(0)
      expect(unsafe(values), name).toEqual([])
    }
    const texts = [
      '__proto__[polluted]=1&a[__proto__][polluted]=1',
      '__proto__=1\nA=2',
      '__proto__:\n  polluted: 1\na: 1\n',
    ]
    for (const text of texts) expect(unsafe((await parsePasted(text)).values), text).toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('returns the same result as JSON5 for text that JSON5 reads', async () => {
    await assertProperty(
      fc.asyncProperty(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }),
        fc.constantFrom('\n', '\t', ''),
        async (value, space) => {
          const text = `/* as is */ ${JSON5.stringify(value, null, space)} // end`
          const expected: unknown = JSON5.parse(text)
          fc.pre(!/"(?:__proto__|constructor|prototype)":|\{\s*\\+"/.test(JSON.stringify(expected)))
          expect((await parsePasted(text)).values).toEqual([expected])
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** Returns the objects in a value that have a prototype, and the field names that lead to one. */
function unsafe(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(unsafe)
  if (Array.isArray(value)) return inner
  const names = Object.keys(value).filter((name) => ['__proto__', 'constructor', 'prototype'].includes(name))
  return [...names, ...(Object.getPrototypeOf(value) === null ? [] : [value]), ...inner]
}

describe('the work of the reader', () => {
  const units = [
    '[',
    '{',
    '(',
    '"',
    "'",
    '`{',
    '{"',
    "{'",
    '[{',
    '{a:',
    '{a',
    '«{',
    "\\'{}",
    '"{',
    '\'{}"',
    '{a: x ',
    'a(b=',
    'map[',
    '#<A ',
    '/*',
    '//',
    '...',
    '(object)',
    'array(1) {',
    '{"a":"',
    '"+',
    "''a",
    '[a] => ',
    '<ref *1> ',
    ' ',
    '{"a":1}',
    "'{}' ",
    '"{\\"a\\":1}"',
  ]
  it.each(units)('grows linearly with the number of repetitions of %j (threat H6)', (unit) => {
    for (const tail of ['', '"', "}'"]) {
      const text = unit.repeat(Math.ceil(40_000 / unit.length)) + tail
      expect(scan(text).steps).toBeLessThan(10 * text.length)
    }
  })

  it('ends without a crash, and with a note, for a text that is nested deeply (threat H6)', async () => {
    for (const deep of ['{"a":'.repeat(100_000), '{a:['.repeat(100_000), '['.repeat(200_000)]) {
      const { values, cut, notes } = await parsePasted(deep)
      expect(values).toHaveLength(1)
      expect(cut).toBe(true)
      expect(notes.join(' ')).toMatch(/deep/)
    }
    const json = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    expect((await parsePasted(json)).notes.join(' ')).toMatch(/deep/)
  })

  it('covers only the beginning of a text above 1 MB, with a note (threat H6)', async () => {
    const { values, cut, notes } = await parsePasted(`{"ok":true,"pad":"${'x'.repeat(2_000_000)}"}`)
    expect(values).toMatchObject([{ ok: true }])
    expect(cut).toBe(true)
    expect(notes.join(' ')).toMatch(/1 MB/)
  })
})
