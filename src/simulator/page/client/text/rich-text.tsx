import type { ComponentChildren } from 'preact'
import { isPart, type Part, partsOf, textOf } from '../fields.ts'
import { formatDate } from './dates.ts'
import { ChannelMention, Emoji, Link, UserMention } from './mrkdwn.tsx'

/** A `rich_text` block (docs.slack.dev/reference/block-kit/blocks/rich-text-block). */
export function RichText({ elements }: { readonly elements: unknown }) {
  return (
    <>
      {partsOf(elements).map((part, index) => (
        <Container key={index} part={part} />
      ))}
    </>
  )
}

function Container({ part }: { readonly part: Part }) {
  switch (part['type']) {
    case 'rich_text_list':
      return <List part={part} />
    case 'rich_text_preformatted':
      return (
        <pre>
          <Inline elements={part['elements']} />
        </pre>
      )
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inline elements={part['elements']} />
        </blockquote>
      )
    default:
      return (
        <div>
          <Inline elements={part['elements']} />
        </div>
      )
  }
}

function List({ part }: { readonly part: Part }) {
  const indent = Number(part['indent'] ?? 0)
  const items = partsOf(part['elements']).map((item, index) => (
    <li key={index}>
      <Inline elements={item['elements']} />
    </li>
  ))
  const className = `list indent${Math.min(8, Math.max(0, indent))}`
  if (part['style'] !== 'ordered') return <ul class={className}>{items}</ul>
  return (
    <ol class={className} start={Number(part['offset'] ?? 0) + 1}>
      {items}
    </ol>
  )
}

function Inline({ elements }: { readonly elements: unknown }) {
  return (
    <>
      {partsOf(elements).map((part, index) => (
        <Styled key={index} style={part['style']}>
          <InlinePart part={part} />
        </Styled>
      ))}
    </>
  )
}

function InlinePart({ part }: { readonly part: Part }): ComponentChildren {
  switch (part['type']) {
    case 'text':
      return textOf(part['text'])
    case 'link':
      return <Link url={textOf(part['url'])}>{textOf(part['text']) || textOf(part['url'])}</Link>
    case 'user':
      return <UserMention id={textOf(part['user_id'])} />
    case 'channel':
      return <ChannelMention id={textOf(part['channel_id'])} label="" />
    case 'usergroup':
      return <span class="mention">@{textOf(part['usergroup_id'])}</span>
    case 'broadcast':
      return <span class="mention">@{textOf(part['range'])}</span>
    case 'emoji':
      return <Emoji name={textOf(part['name'])} />
    case 'date':
      return formatDate({
        at: Number(part['timestamp']),
        format: textOf(part['format']),
        label: textOf(part['fallback']) || textOf(part['format']),
      })
    case 'color':
      return <code>{textOf(part['value'])}</code>
    default:
      return textOf(part['text'])
  }
}

function Styled({ style, children }: { readonly style: unknown; readonly children: ComponentChildren }) {
  if (!isPart(style)) return <>{children}</>
  const has = (name: string) => style[name] === true
  let shown = children
  if (has('code')) shown = <code>{shown}</code>
  if (has('bold')) shown = <strong>{shown}</strong>
  if (has('italic')) shown = <em>{shown}</em>
  if (has('strike')) shown = <s>{shown}</s>
  if (has('underline')) shown = <u>{shown}</u>
  return <>{shown}</>
}
