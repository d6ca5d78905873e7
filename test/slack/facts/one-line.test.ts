import { describe, expect, it } from 'vitest'
import { nameIn, oneLine } from '../../../src/slack/facts/one-line.ts'
import { controlCharacters } from '../../support/control-characters.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('oneLine', () => {
  it.each([
    ['Acme', 'Acme'],
    ['W\r\nFAKE', 'W FAKE'],
    ['W\u001b[31mred\u001b[0m', 'Wred'],
    ['W\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007', 'Wlink'],
    ['W\u202egnp.exe', 'Wgnp.exe'],
    ['ad\u200dmin', 'admin'],
    ['Åse\u2028x', 'Åse x'],
    ['👩\u200d💻 team', '👩\u200d💻 team'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['日本語 チーム', '日本語 チーム'],
  ])('turns %j into %j', (from, to) => expect(oneLine(from)).toBe(to))

  it('returns null for a name that has only invisible characters', () =>
    expect(['\u200b\u202e', '\r\n', '', 5, null].map(nameIn)).toEqual([null, null, null, null, null]))

  it('returns one line without control characters for any text, and does not change a line that it returned before', () =>
    assertProperty(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\r', '\n', '\u2028', '\u001b[0m', '\u001b]', '\u202e', '\u200d', '\u0007', 'x'),
        (text, more) => {
          const line = oneLine(`${text}${more}${text}`)
          expect(line).not.toMatch(controlCharacters)
          expect(line).not.toMatch(/[\r\n]/)
          expect(oneLine(line)).toBe(line)
        },
      ),
    ))

  it('returns at most the limit of 1,000,000 characters for 200,000 repeated escape sequences', () => {
    const unit = ['\u001b[', '\u001b]', '\u200d', '\r\n', '\u001b[0']
    for (const one of unit) expect(oneLine(one.repeat(200_000), 1_000_000).length).toBeLessThan(1_000_001)
  })
})
