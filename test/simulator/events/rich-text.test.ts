import { describe, expect, it } from 'vitest'
import { escapedText } from '../../../src/simulator/events/person/escaped-text.ts'
import { richText } from '../../../src/simulator/events/person/rich-text.ts'
import { withTypedNames } from '../../../src/simulator/page/client/text/typed-names.ts'
import { startSimulator } from '../../../src/simulator/testing/index.ts'
import { assertProperty, fc } from '../../support/property.ts'

const text = (value: string, ...styles: string[]) => ({
  type: 'text',
  text: value,
  ...(styles.length > 0 && { style: Object.fromEntries(styles.map((one) => [one, true])) }),
})
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const bullets = (...elements: object[]) => ({ type: 'rich_text_list', elements, style: 'bullet', indent: 0, border: 0 })
const code = (value: string) => ({ type: 'rich_text_preformatted', elements: [text(value)], border: 0 })

/** Returns all text in a part of a block. */
function plainOf(part: unknown): string {
  if (typeof part !== 'object' || part === null) return ''
  if (Array.isArray(part)) return part.map(plainOf).join('')
  const { text: own, name, url, elements } = part as { text?: string; name?: string; url?: string; elements?: unknown }
  return own ?? url ?? (name === undefined ? plainOf(elements) : `:${name}:`)
}

describe('richText', () => {
  it.each<[string, object[]]>([
    ['a *b* c', [section(text('a '), text('b', 'bold'), text(' c'))]],
    ['_a_ ~b~ `c*d*`', [section(text('a', 'italic'), text(' '), text('b', 'strike'), text(' '), text('c*d*', 'code'))]],
    ['*a _b_*', [section(text('a ', 'bold'), text('b', 'bold', 'italic'))]],
    ['2 * 3 * 4 & <x> &lt;', [section(text('2 * 3 * 4 & <x> &lt;'))]],
    ['snake_case_name', [section(text('snake_case_name'))]],
    ['before\n```\na\n*b*\n```\nafter', [section(text('before')), code('a\n*b*'), section(text('after'))]],
    [
      '> a *b*\n> c\nd',
      [{ ...section(text('a '), text('b', 'bold'), text('\nc')), type: 'rich_text_quote' }, section(text('d'))],
    ],
    [
      'list:\n- a\n- *b*\nend',
      [section(text('list:')), bullets(section(text('a')), section(text('b', 'bold'))), section(text('end'))],
    ],
    [
      '3. c\n4. d',
      [
        {
          type: 'rich_text_list',
          elements: [section(text('c')), section(text('d'))],
          style: 'ordered',
          indent: 0,
          border: 0,
          offset: 2,
        },
      ],
    ],
    ['• a\n    ◦ b', [bullets(section(text('a'))), { ...bullets(section(text('b'))), indent: 1 }]],
    [
      '- a\n  - b\n- c',
      [bullets(section(text('a'))), { ...bullets(section(text('b'))), indent: 1 }, bullets(section(text('c')))],
    ],
    ['```\n- a\n```', [code('- a')]],
    ['-5 degrees\n1.5 m', [section(text('-5 degrees\n1.5 m'))]],
    [
      ':tada: 10:30:15 :nothing_like_it:',
      [section({ type: 'emoji', name: 'tada', unicode: '1f389' }, text(' 10:30:15 :nothing_like_it:'))],
    ],
    [':+1::skin-tone-3:', [section({ type: 'emoji', name: '+1', skin_tone: 3, unicode: '1f44d' })]],
    [':parrot:', [section({ type: 'emoji', name: 'parrot' })]],
    [
      'see https://a.example/x_y_z?a=1&b=_2_, *https://b.example/*',
      [
        section(text('see '), { type: 'link', url: 'https://a.example/x_y_z?a=1&b=_2' }, text('_, '), {
          type: 'link',
          url: 'https://b.example/',
          style: { bold: true },
        }),
      ],
    ],
    ['`https://a.example`', [section(text('https://a.example', 'code'))]],
    [
      '<@U0SIMDANA> in <#C0SIM|general> <!here> <!nobody>',
      [
        section(
          { type: 'user', user_id: 'U0SIMDANA' },
          text(' in '),
          { type: 'channel', channel_id: 'C0SIM' },
          text(' '),
          { type: 'broadcast', range: 'here' },
          text(' <!nobody>'),
        ),
      ],
    ],
  ])('converts the text %j to rich text elements', (typed, elements) =>
    expect(richText(typed, ['parrot'])).toMatchObject({ type: 'rich_text', elements }),
  )

  it('converts a text without formatting signs to elements with the same text', () =>
    assertProperty(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((one) => !/[*_~`<>:\n]|^\s*(?:[-•◦▪]|\d+\.)/.test(one)),
        (typed) => {
          expect(plainOf(richText(typed)['elements'])).toBe(typed)
        },
      ),
    ))

  it('accepts any mix of formatting signs', () =>
    assertProperty(
      fc.property(
        fc.array(
          fc.constantFrom('*', '_', '~', '`', '```', '<', '>', '@', '- ', '1. ', ':', 'a', ' ', '\n', 'https://a'),
        ),
        (parts) => {
          expect(richText(parts.join(''))).toMatchObject({ type: 'rich_text' })
        },
      ),
    ))
})

describe('escapedText', () => {
  it.each([
    ['Tom & Jerry <b> 1 > 0 &lt;', 'Tom &amp; Jerry &lt;b&gt; 1 &gt; 0 &amp;lt;'],
    ['> quote', '&gt; quote'],
    ['see https://a.example/?x=1&y=2.', 'see <https://a.example/?x=1&amp;y=2>.'],
    ['`a && https://a.example` ```\n<T>\n```', '`a &amp;&amp; https://a.example` ```\n&lt;T&gt;\n```'],
    [
      'mail dana@acme.example or www.acme.example/x?a&b',
      'mail <mailto:dana@acme.example|dana@acme.example> or <http://www.acme.example/x?a&amp;b|www.acme.example/x?a&amp;b>',
    ],
    ['<@U0SIMDANA> <!subteam^S1|@ops> <!nobody>', '<@U0SIMDANA> <!subteam^S1|@ops> &lt;!nobody&gt;'],
    ['<https://a.example/?a&b|A & B> <javascript:x>', '<https://a.example/?a&amp;b|A &amp; B> &lt;javascript:x&gt;'],
  ])('converts the typed text %j to mrkdwn, which is shown for a change as it was typed', (typed, text) => {
    expect(escapedText(typed)).toBe(text)
    const again = withTypedNames(text, { people: [] })
    expect(escapedText(again)).toBe(text)
  })

  it('escapes every special sign, and loses no sign', () =>
    assertProperty(
      fc.property(fc.string({ unit: fc.constantFrom('&', '<', '>', 'a', ';', '`', ' ', '@', '\n') }), (typed) => {
        const text = escapedText(typed)
        expect(text).not.toMatch(/&(?!amp;|lt;|gt;)/)
        expect(withTypedNames(text, { people: [] })).toBe(typed)
      }),
    ))
})

it('the text of a person’s message contains escapes and links, also after an edit and with a file', async () => {
  await using slack = await startSimulator()
  const dana = slack.as('dana')
  const { ts } = await dana.say('#general', 'a & <b>')
  const textOf = () => slack.messages('#general').map(({ text: own }) => own)
  expect(textOf()).toEqual(['a &amp; &lt;b&gt;'])
  await dana.edit({ channel: '#general', ts: ts ?? '' }, 'https://a.example/?a&b')
  await dana.upload('#general', { name: 'a.txt', content: new Uint8Array(1), text: '<c>' })
  expect(textOf()).toEqual(['<https://a.example/?a&amp;b>', '&lt;c&gt;'])
})

it('a message of a person has a rich text block, in which @here is a broadcast element', async () => {
  await using slack = await startSimulator()
  const { ts } = await slack.as('dana').say('#general', '*Lunch* @here :tada:')
  expect(slack.messages('#general').find((one) => one.ts === ts)).toMatchObject({
    text: '*Lunch* <!here> :tada:',
    blocks: [
      {
        elements: [
          section(text('Lunch', 'bold'), text(' '), { type: 'broadcast', range: 'here' }, text(' '), {
            type: 'emoji',
            name: 'tada',
            unicode: '1f389',
          }),
        ],
      },
    ],
  })
})
