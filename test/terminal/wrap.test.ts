import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { columns, entries } from '../../src/terminal/table.ts'
import { widthOfAny } from '../../src/terminal/wide-text.ts'
import { cutEnd, cutStart, padTo, widthOf } from '../../src/terminal/width.ts'
import { joinParagraphs, wrap, wrapLines } from '../../src/terminal/wrap.ts'
import { assertProperty, fc } from '../support/property.ts'

describe('the width of a text', () => {
  it.each([
    ['plain', 5],
    ['日本語', 6],
    ['한국어', 6],
    ['🚀', 2],
    ['👩‍👩‍👧', 2],
    ['🇩🇪', 2],
    ['e\u0301', 1],
    ['Prüfung “…”', 11],
    ['\u001b[31mred\u001b[39m', 3],
    ['', 0],
  ])('is, for the text %j, %i columns', (text, width) => expect(widthOf(text)).toBe(width))

  it('is one column for each sign that is measured quickly', () => {
    const signs = '‘’“”…–—·•→✓✗ ~aZ09'.split('')
    expect(signs.map((sign) => [sign, widthOf(sign)])).toStrictEqual(signs.map((sign) => [sign, widthOfAny(sign)]))
  })

  it('cuts a line of a megabyte without reading the whole line', () => {
    const long = 'xy'.repeat(500_000)
    expect([cutEnd(long, 4), cutStart(long, 4)]).toEqual(['xyx…', '…yxy'])
    // A text with more characters without a width than the function reads.
    expect(widthOf(cutEnd('a\u0301'.repeat(100_000), 10))).toBe(10)
  })

  it('is at most the limit after a cut; the cut text begins or ends with … and contains only whole characters', () => {
    expect([cutEnd('日本語テスト', 7), cutStart('日本語テスト', 7)]).toEqual(['日本語…', '…テスト'])
    expect([cutEnd('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4), cutEnd('fits', 4), cutStart('fits', 4)]).toEqual([
      '👩‍👩‍👧…',
      'fits',
      'fits',
    ])
    expect(widthOf(padTo('日本', 10))).toBe(10)
  })
})

describe('a table', () => {
  const names = ['plain', '日本語の名前', 'rocket 🚀', 'cafe\u0301', '\u001b[31mred\u001b[39m']
  it('has aligned columns, whatever the cells contain', () => {
    const lines = columns(
      ['NAME', 'END'],
      names.map((name) => [name, '|']),
    ).split('\n')
    const places = lines.slice(1).map((line) => widthOf(line.slice(0, line.indexOf('|'))))
    expect(new Set(places).size).toBe(1)
  })

  it('wraps its widest cells when the screen is too narrow', () => {
    const rows = [
      ['✓', 'name', 'a long sentence that goes on and on for longer than there is room'],
      ['!', 'a longer name', 'short'],
    ]
    expect(columns(['', '', ''], rows, 40).split('\n')).toEqual([
      '✓  name           a long sentence that',
      '                  goes on and on for',
      '                  longer than there is',
      '                  room',
      '!  a longer name  short',
    ])
  })

  it('puts the last cell of a row below the other cells when one of its words is too wide', () => {
    const url = 'https://localhost:8443/a/very/long/path/that/nobody/breaks'
    const rows = [
      ['one', 'two words', `${url} end`],
      ['three', 'four', 'five'],
    ]
    expect(columns(['', '', ''], rows, 64).split('\n')).toEqual([
      'one    two words',
      `    ${url}`,
      '    end',
      'three  four       five',
    ])
  })

  it('has lines of any length in a pipe', () => {
    const long = 'word '.repeat(60).trim()
    expect(columns(['', ''], [['a', long]]).split('\n')).toHaveLength(1)
  })

  it('puts the lists of an entry below its second column', () => {
    const shown = entries([{ cells: ['日本', 'x'], below: ['one', 'two', 'three'], lines: ['a line'] }], 14)
    expect(shown.split('\n')).toEqual(['日本  x', '      one,', '      two,', '      three', '      a line'])
  })
})

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }).map((text) => text.replace(/\s/g, '_')),
  fc.constantFrom('日本語', '🚀', 'e\u0301e', 'slack-tokens', 'list', '\u001b[31mred\u001b[39m', '"a', 'b"'),
)
const sentence = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '))

describe('wrapping lines', () => {
  it('keeps every word, unbroken and in order', () => {
    assertProperty(
      fc.property(sentence, fc.integer({ min: 1, max: 100 }), (text, width) => {
        const words = (one: string) => stripVTControlCharacters(one).split(/\s+/).filter(Boolean)
        expect(words(wrap(text, width))).toEqual(words(text))
        expect(words(wrapLines(text, width).join('\n'))).toEqual(words(text))
      }),
    )
  })

  it('wraps every line that is too wide and has a possible break', () => {
    const plain = fc.array(fc.constantFrom('a', 'word', '日本語', '🚀🚀', 'e\u0301'), { minLength: 1, maxLength: 40 })
    assertProperty(
      fc.property(plain, fc.integer({ min: 6, max: 60 }), (words, width) => {
        for (const line of wrap(words.join(' '), width).split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('ends a colour at the end of a line and starts it again on the next', () => {
    expect(wrapLines('\u001b[31mone two\u001b[39m three', 4)).toEqual([
      '\u001b[31mone\u001b[39m',
      '\u001b[31mtwo\u001b[39m',
      'three',
    ])
  })

  it.each([
    ['Run slack-tokens login --app my-app --port 9000 once more', 'slack-tokens login --app my-app --port 9000'],
    ['It is slack-tokens post "#general" "a b c" --as bot, not that', 'slack-tokens post "#general" "a b c" --as bot,'],
    ['Then: echo "$ADDRESS" | slack-tokens login --finish ID; or', 'echo "$ADDRESS" | slack-tokens login --finish ID;'],
    ['Run npx slack-tokens login --app my-app once more', 'npx slack-tokens login --app my-app'],
    ['Run node bin/slack-tokens.js login --app my-app again', 'node bin/slack-tokens.js login --app my-app'],
    ['Run npx ../slack-tokens-0.2.0.tgz show acme again', 'npx ../slack-tokens-0.2.0.tgz show acme'],
    ['Run ../prefix/bin/slack-tokens show acme again', '../prefix/bin/slack-tokens show acme'],
    ['Then: … | node bin/slack-tokens.js import - and more', '… | node bin/slack-tokens.js import -'],
    ['Run node /my\\ apps/bin/slack-tokens.js show acme again', 'node /my\\ apps/bin/slack-tokens.js show acme'],
    [
      `  echo 'eval "$(slack-tokens completion zsh)"' >> ~/.zshrc`,
      `echo 'eval "$(slack-tokens completion zsh)"' >> ~/.zshrc`,
    ],
    [
      '  mkdir -p ~/a && slack-tokens completion fish > ~/a/b.fish',
      'mkdir -p ~/a && slack-tokens completion fish > ~/a/b.fish',
    ],
    ['Or ssh -L 8443:localhost:8443 box.example', 'ssh -L 8443:localhost:8443 box.example'],
    ['\u001b[36mslack-tokens app show\u001b[39m is it', 'slack-tokens app show'],
  ])('breaks no line inside a command of the tool or of the shell: %s', (text, command) => {
    expect(
      stripVTControlCharacters(wrap(text, 12))
        .split('\n')
        .map((line) => line.trim()),
    ).toContain(command)
  })

  it('wraps the text that follows a command', () => {
    const text = 'Send the request, then run slack-tokens login again once an admin has agreed to it all'
    for (const line of wrap(text, 40).split('\n')) expect(line.length).toBeLessThanOrEqual(40)
  })

  it('puts each command on its own line, and aligns the next lines of a list row with the text of the row', () => {
    expect(wrap('! Do this: slack-tokens list   or that: slack-tokens show', 40)).toBe(
      '! Do this: slack-tokens list\n  or that: slack-tokens show',
    )
    expect(wrap('  cut      the answer breaks off in the middle', 30)).toBe(
      '  cut      the answer breaks\n           off in the middle',
    )
  })

  it('joins the lines of a paragraph that was wrapped by hand, but not those of a list', () => {
    expect(joinParagraphs('one\ntwo\n\nExamples:\n  a\n  b\n\nthree\nfour\nfive\n')).toBe(
      'one two\n\nExamples:\n  a\n  b\n\nthree four five\n',
    )
  })
})
