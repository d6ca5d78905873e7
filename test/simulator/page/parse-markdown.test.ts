import { describe, expect, it } from 'vitest'
import { type MarkdownBlock, parseMarkdown } from '../../../src/simulator/page/client/text/parse-markdown.ts'

function quotesIn(blocks: readonly MarkdownBlock[]): number {
  return 1 + Math.max(-1, ...blocks.map((block) => (block.kind === 'quote' ? quotesIn(block.blocks) : -1)))
}

describe('parseMarkdown', () => {
  it('reads quotes inside quotes', () => {
    expect(parseMarkdown('> a\n>> b')).toEqual([
      {
        kind: 'quote',
        blocks: [
          { kind: 'paragraph', text: 'a' },
          { kind: 'quote', blocks: [{ kind: 'paragraph', text: 'b' }] },
        ],
      },
    ])
  })

  it('reads a text with thousands of quote signs, but makes only 16 nested quotes', () => {
    const blocks = parseMarkdown('>'.repeat(20_000))
    expect(quotesIn(blocks)).toBe(16)
    expect(JSON.stringify(blocks)).toContain('>'.repeat(20_000 - 16))
  })
})
