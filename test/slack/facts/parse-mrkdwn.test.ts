import { describe, expect, it } from 'vitest'
import { parseMrkdwn, type TextNode } from '../../../src/slack/facts/parse-mrkdwn.ts'
import { assertProperty, fc } from '../../support/property.ts'

const text = (value: string) => ({ kind: 'text', text: value })

/** Returns all text in the nodes, without formatting. */
function plainOf(nodes: readonly TextNode[]): string {
  return nodes
    .map((node) => ('inside' in node ? plainOf(node.inside) : 'text' in node ? node.text : node.label))
    .join('')
}

describe('parseMrkdwn', () => {
  it.each<[string, unknown[]]>([
    ['a *b* c', [text('a '), { kind: 'bold', inside: [text('b')] }, text(' c')]],
    ['_a_ ~b~', [{ kind: 'italic', inside: [text('a')] }, text(' '), { kind: 'strike', inside: [text('b')] }]],
    ['*_a_*', [{ kind: 'bold', inside: [{ kind: 'italic', inside: [text('a')] }] }]],
    ['snake_case_name', [text('snake_case_name')]],
    ['2 * 3 * 4', [text('2 * 3 * 4')]],
    ['*open', [text('*open')]],
    ['*a\n*b*', [text('*a\n'), { kind: 'bold', inside: [text('b')] }]],
    ['`a*b*`', [{ kind: 'code', text: 'a*b*' }]],
    ['```\na\n*b*```c', [{ kind: 'pre', text: 'a\n*b*' }, text('c')]],
    ['&gt; a\n> b\nc', [{ kind: 'quote', inside: [text('a\nb')] }, text('c')]],
    ['>>> a\nb', [{ kind: 'quote', inside: [text('a\nb')] }]],
    ['a &lt;b&gt; &amp;amp;', [text('a <b> &amp;')]],
    ['<https://a.example/?x=1&amp;y|A>', [{ kind: 'link', url: 'https://a.example/?x=1&y', label: 'A' }]],
    ['<@U0SIMDANA>', [{ kind: 'user', id: 'U0SIMDANA', label: '' }]],
    ['<#C0SIM|general>', [{ kind: 'channel', id: 'C0SIM', label: 'general' }]],
    ['<!here>', [{ kind: 'broadcast', id: 'here', label: '' }]],
    ['<!subteam^S1|@ops>', [{ kind: 'group', id: 'S1', label: '@ops' }]],
    [
      '<!date^1392734382^{date_short} at {time}^https://a.example|Feb 18>',
      [{ kind: 'date', at: 1392734382, format: '{date_short} at {time}', url: 'https://a.example', label: 'Feb 18' }],
    ],
    [':tada: 10:30', [{ kind: 'emoji', id: 'tada', label: ':tada:' }, text(' 10:30')]],
    [':+1::skin-tone-3:', [{ kind: 'emoji', id: '+1::skin-tone-3', label: ':+1::skin-tone-3:' }]],
    ['<script>alert(1)</script>', [text('<script>alert(1)</script>')]],
    [
      '<https://a.example|*A* &amp; B>',
      [
        {
          kind: 'link',
          url: 'https://a.example',
          label: '*A* & B',
          inside: [{ kind: 'bold', inside: [text('A')] }, text(' & B')],
        },
      ],
    ],
  ])('reads %s', (given, expected) => expect(parseMrkdwn(given)).toEqual(expected))

  it('loses no character of a text without formatting signs', () =>
    assertProperty(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((one) => !/[*_~`<>&:]/.test(one)),
        (given) => {
          expect(plainOf(parseMrkdwn(given))).toBe(given)
        },
      ),
    ))

  it('returns a list of nodes for any mix of formatting signs', () =>
    assertProperty(
      fc.property(
        fc.array(fc.constantFrom('*', '_', '~', '`', '```', '<', '>', '@', '#', '!', '|', ':', 'a', ' ', '\n', '^')),
        (parts) => {
          expect(Array.isArray(parseMrkdwn(parts.join('')))).toBe(true)
        },
      ),
    ))

  it('loses no character of a line with 40,000 opening signs', () => {
    const nodes = parseMrkdwn(`${' *a'.repeat(40_000)}`)
    expect(plainOf(nodes)).toHaveLength(120_000)
  })
})
