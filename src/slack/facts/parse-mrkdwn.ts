// This file imports nothing, because the simulator’s page uses it in the browser too.

/** A piece of a text in Slack's mrkdwn (docs.slack.dev/messaging/formatting-message-text). */
export type TextNode =
  | { readonly kind: 'text' | 'code' | 'pre'; readonly text: string }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly inside: readonly TextNode[] }
  /** `inside` is the label with its formatting; undefined for a label without formatting. */
  | { readonly kind: 'link'; readonly url: string; readonly label: string; readonly inside?: readonly TextNode[] }
  | { readonly kind: 'user' | 'channel' | 'group' | 'broadcast' | 'emoji'; readonly id: string; readonly label: string }
  /** `format` has tokens such as `{date_short}`; `at` is in seconds since 1970; `label` is the text without dates. */
  | {
      readonly kind: 'date'
      readonly at: number
      readonly format: string
      readonly url: string
      readonly label: string
    }

/** Returns the pieces of a text in mrkdwn. Accepts every text: characters that are not formatting stay text. */
export function parseMrkdwn(text: string): TextNode[] {
  const parts = text.split(/```([\s\S]+?)```/)
  return parts.flatMap((part, index): TextNode[] => {
    if (index % 2 === 1) return [{ kind: 'pre', text: withoutEscapes(part.replace(/^\n/, '')) }]
    // The line break before or after a block of code is not shown, because the block starts its own line.
    return parseLines(part.replace(index > 0 ? /^\n/ : /^$/, '').replace(index < parts.length - 1 ? /\n$/ : /$^/, ''))
  })
}

/** Parses lines. Lines that begin with `>` form a quote; `>>>` begins a quote to the end of the text. */
function parseLines(text: string): TextNode[] {
  const nodes: TextNode[] = []
  const plain: string[] = []
  const lines = text.split('\n')
  const flush = () => {
    if (plain.length > 0) nodes.push(...parseInline(plain.join('\n')))
    plain.length = 0
  }
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? ''
    if (!quoted.test(line)) {
      plain.push(line)
      continue
    }
    flush()
    const quote: string[] = []
    const rest = /^(?:&gt;|>){3} ?/.test(line)
    while (at < lines.length && (rest || quoted.test(lines[at] ?? ''))) {
      quote.push((lines[at] ?? '').replace(rest ? /^(?:(?:&gt;|>){3} ?)?/ : /^(?:&gt;|>) ?/, ''))
      at += 1
    }
    at -= 1
    nodes.push({ kind: 'quote', inside: parseInline(quote.join('\n')) })
  }
  flush()
  return nodes
}

const quoted = /^(?:&gt;|>)/
const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const

/** Parses the formatting inside lines: styles, code, links, mentions and emoji. */
function parseInline(text: string): TextNode[] {
  const nodes: TextNode[] = []
  let plain = ''
  const push = (node: TextNode) => {
    if (plain !== '') nodes.push({ kind: 'text', text: withoutEscapes(plain) })
    plain = ''
    nodes.push(node)
  }
  // Maps each sign that has no closing sign to the end of its line, so that no line is searched twice.
  const unclosed = new Map<string, number>()
  for (let at = 0; at < text.length; ) {
    const sign = text[at] ?? ''
    const found = nodeAt(text, at, unclosed)
    if (found) {
      push(found.node)
      at = found.end
    } else {
      plain += sign
      at += 1
    }
  }
  if (plain !== '') nodes.push({ kind: 'text', text: withoutEscapes(plain) })
  return nodes
}

interface FoundNode {
  readonly node: TextNode
  /** The index after the node. */
  readonly end: number
}

/** Returns the formatting that begins at this index; undefined when the character is text. */
function nodeAt(text: string, at: number, unclosed: Map<string, number>): FoundNode | undefined {
  const sign = text[at] ?? ''
  if (sign === '<') return angleAt(text, at)
  if (sign === ':') return emojiAt(text, at)
  if (sign !== '`' && !(sign in styles)) return undefined
  if (at < (unclosed.get(sign) ?? 0) || /[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ')) return undefined
  const nextLine = text.indexOf('\n', at)
  const line = nextLine < 0 ? text.length : nextLine
  const end = endOf(text, { at, line }, sign)
  if (end === undefined) {
    unclosed.set(sign, line)
    return undefined
  }
  const inside = text.slice(at + 1, end)
  if (sign === '`') return { node: { kind: 'code', text: withoutEscapes(inside) }, end: end + 1 }
  const kind = styles[sign as keyof typeof styles]
  return { node: { kind, inside: parseInline(inside) }, end: end + 1 }
}

/** Returns the index of the sign that closes a style: on the same line, not after a space, not before a letter. */
function endOf(text: string, { at, line }: { readonly at: number; readonly line: number }, sign: string) {
  if (/\s/.test(text[at + 1] ?? ' ')) return undefined
  for (let end = text.indexOf(sign, at + 2); end > 0 && end < line; end = text.indexOf(sign, end + 1)) {
    if (!/\s/.test(text[end - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[end + 1] ?? ' ')) return end
  }
  return undefined
}

/** Returns the link or the mention between `<` and `>` at this index; undefined when there is none. */
function angleAt(text: string, at: number): FoundNode | undefined {
  const [whole, body = ''] = /^<([^<>\n]+)>/.exec(text.slice(at, at + 3200)) ?? []
  if (whole === undefined) return undefined
  const bar = body.indexOf('|')
  const [target, written] = bar < 0 ? [body, ''] : [body.slice(0, bar), body.slice(bar + 1)]
  const label = withoutEscapes(written)
  const end = at + whole.length
  const [sign, rest] = [target[0] ?? '', target.slice(1)]
  if (sign === '@') return { node: { kind: 'user', id: rest, label }, end }
  if (sign === '#') return { node: { kind: 'channel', id: rest, label }, end }
  if (sign === '!') return { node: specialNode(rest, label), end }
  // A text without a scheme is not a link: it can be an HTML tag that an app did not escape.
  if (!/^[a-z][a-z\d+.-]*:/i.test(target)) return undefined
  const url = withoutEscapes(target)
  const inside = parseInline(written)
  const isPlain = inside.every(({ kind }) => kind === 'text')
  return { node: { kind: 'link', url, label: label || url, ...(!isPlain && { inside }) }, end }
}

/** Parses the text after `<!`: a mention of everybody or of a group, or a date. */
function specialNode(body: string, label: string): TextNode {
  const [name = '', ...parts] = body.split('^')
  if (name === 'subteam') return { kind: 'group', id: parts[0] ?? '', label }
  const at = Number(parts[0])
  if (name === 'date' && Number.isFinite(at)) {
    return { kind: 'date', at, format: parts[1] ?? '', url: withoutEscapes(parts[2] ?? ''), label }
  }
  return { kind: 'broadcast', id: name, label }
}

function emojiAt(text: string, at: number): FoundNode | undefined {
  const [whole, name = ''] = /^:([a-z0-9_+'’&.-]+(?:::skin-tone-[2-6])?):/.exec(text.slice(at, at + 110)) ?? []
  return whole === undefined ? undefined : { node: { kind: 'emoji', id: name, label: whole }, end: at + whole.length }
}

/** Returns the text with Slack’s three escapes (`&lt;`, `&gt;`, `&amp;`) replaced by their characters. */
function withoutEscapes(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
