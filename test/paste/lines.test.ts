import { describe, expect, it } from 'vitest'
import { countIfAll, lineBefore, lineBehind, linesAt, linesOf, startOfLine } from '../../src/paste/lines.ts'
import { linesWithRows } from '../../src/paste/rows.ts'

const texts = ['', '\n', 'a', 'a\nb', 'a\nb\n', '\n\nabc\n\n', 'a\r\nb\r\n']

describe('the lines of a text that is not split', () => {
  it.each(texts)('are those of split: %j', (text) => {
    const lines = text.split('\n')
    expect([...linesOf(text)]).toEqual(lines)
    let start = 0
    for (const [index, line] of lines.entries()) {
      expect(lineBehind(text, 0, index)).toBe(start)
      expect(startOfLine(text, start + line.length)).toBe(start)
      expect(lineBefore(text, start, { count: index, least: 0 })).toBe(0)
      expect(lineBefore(text, start, { count: 1, least: start })).toBe(start)
      start += line.length + 1
    }
    expect(lineBehind(text, 0, lines.length)).toBeUndefined()
  })

  it('are counted unless one does not match', () => {
    expect(countIfAll('> a\n\n> b\n', /^>/)).toBe(2)
    expect(countIfAll('> a\nb', /^>/)).toBe(0)
  })

  it('are found by positions, each once', () => {
    expect(linesAt('ab\ncd\n\nef', [0, 1, 4, 7, 8])).toEqual(['ab', 'cd', 'ef'])
  })
})

describe('the lines of a long text that can be rows', () => {
  const line = (index: number) => `line ${index}`
  const log = (tokens: readonly number[], count = 3000) =>
    Array.from({ length: count }, (_, index) => (tokens.includes(index) ? `xoxb-${index} ${index}` : line(index)))

  /** The definition: the first 200 lines, and 60 lines before and after each token. */
  function expected(lines: readonly string[]): string[] {
    return lines.filter(
      (_, at) => at < 200 || lines.slice(Math.max(0, at - 60), at + 61).some((one) => one.includes('xoxb-')),
    )
  }

  it.each([[[]], [[0]], [[150]], [[230]], [[199, 200, 261]], [[500, 620, 741]], [[2999]], [[1000, 1001, 2950, 2999]]])(
    'are the first lines and those around each token: %j',
    (tokens) => {
      const lines = log(tokens)
      expect(linesWithRows(lines.join('\n'))).toEqual(expected(lines))
      expect(linesWithRows(lines.join('\r\n'))).toEqual(expected(lines))
      expect(linesWithRows(`${lines.join('\n')}\n`)).toEqual(expected([...lines, '']))
    },
  )

  it('are all lines of a short text', () => {
    expect(linesWithRows(`\ufeff${log([], 1000).join('\n')}`)).toEqual(log([], 1000))
  })
})
