import { randomUUID } from 'node:crypto'
import { emojiNamed } from '../../../slack/facts/emoji.ts'
import { parseMrkdwn, type TextNode } from '../../../slack/facts/parse-mrkdwn.ts'
import { escapedText } from './escaped-text.ts'

type RichPart = Readonly<Record<string, unknown>>
type Style = Readonly<Record<string, true>>

/**
 * The words that mention many people when they follow `@`: the active members of the channel, all its members, or the
 * whole workspace.
 */
export const broadcasts: ReadonlySet<string> = new Set(['here', 'channel', 'everyone'])

/**
 * Returns the block into which Slack’s client converts a typed text: formatting, mentions, channels, links, emoji, lists,
 * quotes and blocks of code are separate elements (docs.slack.dev/reference/block-kit/blocks/rich-text-block).
 * @param text with ids in place of names, as `withIds` returns it
 * @param custom names of the workspace’s own emoji
 */
export function richText(text: string, custom: readonly string[] = []): RichPart {
  const elements = linesIn(escapedText(text)).flatMap((one) =>
    typeof one === 'string' ? containersIn(parseMrkdwn(one), custom) : [listPart(one, custom)],
  )
  return {
    type: 'rich_text',
    block_id: randomUUID().slice(0, 5),
    elements: elements.length > 0 ? elements : [{ type: 'rich_text_section', elements: [] }],
  }
}

interface ListLine {
  readonly ordered: boolean
  readonly indent: number
  /** The number that the person typed in the first line of the list; 1 without a typed number. */
  readonly first: number
  readonly items: string[]
}

/**
 * Splits a text into the lines of lists and the texts between lists. Lines in a block of code are not lines of lists.
 */
function linesIn(text: string): (string | ListLine)[] {
  const found: (string | ListLine)[] = []
  const step = indentStep(text)
  for (const [index, part] of text.split(/(```[\s\S]+?```)/).entries()) {
    if (index % 2 === 1) join(found, part, '')
    else
      for (const [at, line] of part.split('\n').entries()) addLine(found, { line, separator: at > 0 ? '\n' : '', step })
  }
  return found.filter((one) => one !== '')
}

/**
 * Returns the number of spaces that indent a typed list by one level: the indent of the least indented item, but from 2
 * to 4.
 */
function indentStep(text: string): number {
  const spaces = [...text.matchAll(/^([ \t]+)(?:[-*•◦▪]|\d{1,4}\.) +\S/gm)].map(([, space = '']) => widthOf(space))
  return Math.max(2, Math.min(4, ...spaces))
}

/** Returns the width of spaces and tabs at the start of a line. */
function widthOf(space: string): number {
  return space.replaceAll('\t', '    ').length
}

interface WrittenLine {
  readonly line: string
  readonly separator: string
  readonly step: number
}

function addLine(found: (string | ListLine)[], { line, separator, step }: WrittenLine): void {
  const [, space = '', sign, number, item = ''] = /^([ \t]*)(?:([-*•◦▪])|(\d{1,4})\.) +(\S.*)$/.exec(line) ?? []
  if (sign === undefined && number === undefined) {
    join(found, line, separator)
    return
  }
  const ordered = number !== undefined
  const indent = Math.min(8, Math.floor(widthOf(space) / step))
  const last = found.at(-1)
  if (last !== undefined && typeof last !== 'string' && last.ordered === ordered && last.indent === indent) {
    last.items.push(item)
  } else found.push({ ordered, indent, first: Number(number ?? 1), items: [item] })
}

/** Appends a text to the last entry of `found`. If the last entry is a list, adds the text as a new entry. */
function join(found: (string | ListLine)[], text: string, separator: string): void {
  const last = found.at(-1)
  if (typeof last === 'string') found[found.length - 1] = last + separator + text
  else found.push(text)
}

function listPart({ ordered, indent, first, items }: ListLine, custom: readonly string[]): RichPart {
  return {
    type: 'rich_text_list',
    elements: items.map((item) => section(parseMrkdwn(item), custom)),
    style: ordered ? 'ordered' : 'bullet',
    indent,
    border: 0,
    ...(ordered && first > 1 && { offset: first - 1 }),
  }
}

/** Returns one element for each quote and each block of code, and one for the text between them. */
function containersIn(nodes: readonly TextNode[], custom: readonly string[]): RichPart[] {
  const parts: RichPart[] = []
  let plain: TextNode[] = []
  const flush = () => {
    if (plain.length > 0) parts.push(section(plain, custom))
    plain = []
  }
  for (const node of nodes) {
    if (node.kind !== 'pre' && node.kind !== 'quote') {
      plain.push(node)
      continue
    }
    flush()
    if ('inside' in node) parts.push({ ...section(node.inside, custom), type: 'rich_text_quote' })
    else {
      const text = node.text.replace(/\n$/, '')
      parts.push({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }], border: 0 })
    }
  }
  flush()
  return parts
}

function section(nodes: readonly TextNode[], custom: readonly string[]): RichPart {
  return { type: 'rich_text_section', elements: inline(nodes, custom, {}) }
}

function inline(nodes: readonly TextNode[], custom: readonly string[], style: Style): RichPart[] {
  return joined(nodes.flatMap((node) => inlinePart(node, custom, style)))
}

function inlinePart(node: TextNode, custom: readonly string[], style: Style): RichPart[] {
  const styled = Object.keys(style).length > 0 ? { style } : {}
  const text = (content: string, more: Style = {}) => {
    const all = { ...style, ...more }
    return [{ type: 'text', text: content, ...(Object.keys(all).length > 0 && { style: all }) }]
  }
  switch (node.kind) {
    case 'text':
      return text(node.text)
    case 'code':
    case 'pre':
      return text(node.text, { code: true })
    case 'bold':
    case 'italic':
    case 'strike':
      return inline(node.inside, custom, { ...style, [node.kind]: true })
    case 'quote':
      return inline(node.inside, custom, style)
    case 'link':
      if (!/^(?:https?:\/\/|mailto:)/.test(node.url)) return text(`<${node.url}>`)
      return [{ type: 'link', url: node.url, ...(node.label !== node.url && { text: node.label }), ...styled }]
    case 'user':
      return [{ type: 'user', user_id: node.id, ...styled }]
    case 'channel':
      return [{ type: 'channel', channel_id: node.id, ...styled }]
    case 'group':
      return [{ type: 'usergroup', usergroup_id: node.id, ...styled }]
    case 'broadcast':
      return broadcasts.has(node.id) ? [{ type: 'broadcast', range: node.id, ...styled }] : text(`<!${node.id}>`)
    case 'emoji':
      return emojiPart(node, custom) ?? text(node.label)
    case 'date':
      return text(node.label)
  }
}

function emojiPart({ id }: { readonly id: string }, custom: readonly string[]): RichPart[] | undefined {
  const [name = '', tone] = id.split('::skin-tone-')
  const sign = emojiNamed(name)
  if (sign === undefined && !custom.includes(name)) return undefined
  return [{ type: 'emoji', name, ...(tone && { skin_tone: Number(tone) }), ...(sign && { unicode: codePoints(sign) }) }]
}

/** Returns the code points of an emoji as Slack writes them: `1f1e9-1f1ea`. */
function codePoints(sign: string): string {
  return Array.from(sign, (one) => (one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('-')
}

/** Joins neighbouring texts of the same style. */
function joined(parts: readonly RichPart[]): RichPart[] {
  const all: RichPart[] = []
  for (const part of parts) {
    const last = all.at(-1)
    const same = last?.['type'] === 'text' && part['type'] === 'text' && sameStyle(last['style'], part['style'])
    if (last && same) all[all.length - 1] = { ...last, text: `${String(last['text'])}${String(part['text'])}` }
    else all.push(part)
  }
  return all
}

function sameStyle(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
