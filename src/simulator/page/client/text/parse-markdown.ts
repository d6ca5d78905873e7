/**
 * The parts of standard Markdown that Slack shows in a `markdown` block
 * (docs.slack.dev/reference/block-kit/blocks/markdown-block).
 */
export type MarkdownBlock =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly MarkdownBlock[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly start: number; readonly items: readonly ListItem[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'rule' }

export interface ListItem {
  readonly text: string
  /** The depth of the item in nested lists, from 0. */
  readonly depth: number
  /** Whether the task is done; undefined for an item that is not a task. */
  readonly done?: boolean
}

const itemForm = /^(\s*)(?:[-*+]|(\d{1,9})[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/

/**
 * Maximum number of quotes inside each other. A deeper quote becomes a paragraph, because thousands of levels would
 * make the page fail.
 */
const deepestQuote = 16

/**
 * Returns the parts of a text in standard Markdown. Accepts every text.
 * @param depth the number of quotes around the text
 */
export function parseMarkdown(text: string, depth = 0): MarkdownBlock[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: MarkdownBlock[] = []
  let at = 0
  /** Returns the next lines that match, and moves the current position behind them. */
  const takeWhile = (matches: (line: string) => boolean) => {
    const from = at
    while (at < lines.length && matches(lines[at] ?? '')) at += 1
    return lines.slice(from, at)
  }
  while (at < lines.length) {
    const line = lines[at] ?? ''
    const [, marks = '', title = ''] = /^(#{1,6})\s+(.*)$/.exec(line) ?? []
    if (line.trim() === '') at += 1
    else if (/^\s*```/.test(line)) {
      at += 1
      blocks.push({ kind: 'code', text: takeWhile((one) => !/^\s*```/.test(one)).join('\n') })
      at += 1
    } else if (marks !== '') {
      blocks.push({ kind: 'heading', level: marks.length, text: withoutClosing(title) })
      at += 1
    } else if (/^\s*(?:[-*_]\s*){3,}$/.test(line)) {
      blocks.push({ kind: 'rule' })
      at += 1
    } else if (line.startsWith('>') && depth < deepestQuote) {
      const inside = takeWhile((one) => one.startsWith('>')).map((one) => one.replace(/^> ?/, ''))
      blocks.push({ kind: 'quote', blocks: parseMarkdown(inside.join('\n'), depth + 1) })
    } else if (itemForm.test(line)) blocks.push(listOf(takeWhile((one) => itemForm.test(one))))
    else if (line.includes('|') && isTableRule(lines[at + 1] ?? '')) {
      const rows = takeWhile((one) => one.includes('|')).map(cellsOf)
      blocks.push({ kind: 'table', rows: rows.filter((_row, index) => index !== 1) })
    } else {
      const first = at
      const words = takeWhile(
        (one) => one.trim() !== '' && (at === first || (!/^(?:#{1,6}\s|>|\s*```)/.test(one) && !itemForm.test(one))),
      )
      blocks.push({ kind: 'paragraph', text: words.join('\n') })
    }
  }
  return blocks
}

function listOf(lines: readonly string[]): MarkdownBlock {
  const matched = lines.map((line) => itemForm.exec(line) ?? [])
  const [, , number] = matched[0] ?? []
  return {
    kind: 'list',
    ordered: number !== undefined,
    start: Number(number ?? 1),
    items: matched.map(([, space = '', , box, text = '']) => ({
      text,
      depth: Math.min(4, Math.floor(space.replaceAll('\t', '  ').length / 2)),
      ...(box !== undefined && { done: box !== ' ' }),
    })),
  }
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split('|')
    .map((cell) => cell.trim())
}

/** Returns the text of a heading without the `#` characters at its end. */
function withoutClosing(title: string): string {
  const text = title.trimEnd()
  let end = text.length
  while (text[end - 1] === '#') end -= 1
  return text.slice(0, end).trimEnd()
}

/** Whether the line can separate the heading and the rows of a table, such as `|---|:-:|`. */
function isTableRule(line: string): boolean {
  return /^[\s|:-]+$/.test(line) && line.includes('-')
}

/** A part of a line in standard Markdown: text, formatting, a link or code. */
export type MarkdownInline =
  | { readonly kind: 'text' | 'code' | 'emoji'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly inside: readonly MarkdownInline[] }
  | { readonly kind: 'link'; readonly url: string; readonly label: string }

// Every part has a maximum length, so that the time does not grow with the square of the length of the text.
const inlineForm =
  /`([^`\n]{1,2000})`|\*\*(?=\S)([^\n]{0,2000}?\S)\*\*|__(?=\S)([^\n]{0,2000}?\S)__|~~(?=\S)([^\n]{0,2000}?\S)~~|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]{0,2000}[^\s*])\*|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]{0,2000}[^\s_])_(?![\p{L}\p{N}])|!?\[([^\]\n]{0,1000})\]\(([^()\s]{1,2000})(?:\s{1,9}"[^"]{0,500}")?\)|<(https?:\/\/[^\s<>]+)>|(?<![\w/])(https?:\/\/[^\s<>()]+)|:([a-z0-9_+'-]{1,100}):/u

/** Returns the pieces of lines in standard Markdown. */
export function parseMarkdownInline(text: string): MarkdownInline[] {
  const nodes: MarkdownInline[] = []
  for (let rest = text; rest !== ''; ) {
    const found = inlineForm.exec(rest)
    if (!found) {
      nodes.push({ kind: 'text', text: rest })
      break
    }
    if (found.index > 0) nodes.push({ kind: 'text', text: rest.slice(0, found.index) })
    nodes.push(inlineNode(found))
    rest = rest.slice(found.index + found[0].length)
  }
  return nodes
}

function inlineNode(found: RegExpExecArray): MarkdownInline {
  const [whole, code, bold, bold2, strike, italic, italic2, label, url, angle, bare, emoji] = found
  if (code !== undefined) return { kind: 'code', text: code }
  if (bold !== undefined || bold2 !== undefined)
    return { kind: 'bold', inside: parseMarkdownInline(bold ?? bold2 ?? '') }
  if (strike !== undefined) return { kind: 'strike', inside: parseMarkdownInline(strike) }
  if (italic !== undefined || italic2 !== undefined)
    return { kind: 'italic', inside: parseMarkdownInline(italic ?? italic2 ?? '') }
  if (url !== undefined) return { kind: 'link', url, label: label || url }
  const address = angle ?? bare
  if (address !== undefined) return { kind: 'link', url: address, label: address }
  return emoji === undefined ? { kind: 'text', text: whole } : { kind: 'emoji', text: emoji }
}
