import type { ComponentChildren } from 'preact'
import { emojiNamed } from '../../../../slack/facts/emoji.ts'
import { parseMrkdwn, type TextNode } from '../../../../slack/facts/parse-mrkdwn.ts'
import { useModel } from '../model.ts'
import { formatDate } from './dates.ts'

/** A text in mrkdwn, with formatting, mentions, links and emoji. */
export function Mrkdwn({ text }: { readonly text: string }) {
  return <Nodes nodes={parseMrkdwn(text)} />
}

/** A text without formatting. Only emoji are shown, unless `emoji` is false. */
export function PlainText({ text, emoji = true }: { readonly text: string; readonly emoji?: boolean }) {
  if (!emoji) return <>{text}</>
  const parts = text.split(/(:[a-z0-9_+'’&.-]+(?:::skin-tone-[2-6])?:)/)
  return <>{parts.map((part, index) => (index % 2 === 1 ? <Emoji key={index} name={part.slice(1, -1)} /> : part))}</>
}

function Nodes({ nodes }: { readonly nodes: readonly TextNode[] }) {
  return (
    <>
      {nodes.map((node, index) => (
        <NodeView key={index} node={node} />
      ))}
    </>
  )
}

function NodeView({ node }: { readonly node: TextNode }): ComponentChildren {
  switch (node.kind) {
    case 'text':
      return node.text
    case 'code':
      return <code>{node.text}</code>
    case 'pre':
      return <pre>{node.text}</pre>
    case 'bold':
      return <strong>{<Nodes nodes={node.inside} />}</strong>
    case 'italic':
      return <em>{<Nodes nodes={node.inside} />}</em>
    case 'strike':
      return <s>{<Nodes nodes={node.inside} />}</s>
    case 'quote':
      return <blockquote>{<Nodes nodes={node.inside} />}</blockquote>
    case 'link':
      return <Link url={node.url}>{node.inside ? <Nodes nodes={node.inside} /> : node.label}</Link>
    case 'user':
      return <UserMention id={node.id} />
    case 'channel':
      return <ChannelMention id={node.id} label={node.label} />
    case 'group':
      return <span class="mention">{node.label || `@${node.id}`}</span>
    case 'broadcast':
      return <span class="mention">@{node.id}</span>
    case 'emoji':
      return <Emoji name={node.id} />
    case 'date':
      return node.url === '' ? formatDate(node) : <Link url={node.url}>{formatDate(node)}</Link>
  }
}

/**
 * A link to another page. Only URLs for the web, e-mail and telephone become links. Other URLs could run code, so they
 * stay text.
 */
export function Link({ url, children }: { readonly url: string; readonly children: ComponentChildren }) {
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(url)) return <>{children}</>
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  )
}

/** The character of an emoji, with its name as tooltip; the name between colons when Slack has no such emoji. */
export function Emoji({ name }: { readonly name: string }) {
  const sign = emojiNamed(name)
  return (
    <span title={`:${name}:`} class="emoji">
      {sign ?? `:${name}:`}
    </span>
  )
}

export function UserMention({ id }: { readonly id: string }) {
  const { desk } = useModel()
  const name = desk.people.find((one) => one.id === id)?.realName ?? id
  return <span class={`mention${id === desk.me.id ? ' me' : ''}`}>@{name}</span>
}

export function ChannelMention({ id, label }: { readonly id: string; readonly label: string }) {
  const { desk, go } = useModel()
  const channel = desk.channels.find((one) => one.id === id)
  const name = channel?.name || label || id
  if (!channel) return <span class="mention">#{name}</span>
  return (
    <button type="button" class="mention" onClick={() => go({ kind: 'channel', channel: id })}>
      #{name}
    </button>
  )
}
