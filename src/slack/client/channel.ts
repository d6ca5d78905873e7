import { nameIn } from '../facts/one-line.ts'

/** A conversation with the facts that one token can see. */
export interface SeenChannel {
  readonly id: string
  /** The name without `#`; null for a direct conversation. */
  readonly name: string | null
  readonly kind: 'public' | 'private' | 'direct'
  /** Whether the bot or person of the token is a member; null when Slack's answer does not say so. */
  readonly member: boolean | null
  readonly archived: boolean
}

/** Reads a `channel` object (docs.slack.dev/reference/objects/conversation-object). Undefined when it has no id. */
export function readChannel(raw: Readonly<Record<string, unknown>>): SeenChannel | undefined {
  const { is_member: member } = raw
  const id = nameIn(raw['id'])
  if (id === null) return undefined
  const direct = raw['is_im'] === true || raw['is_mpim'] === true
  return {
    id,
    name: direct ? null : nameIn(raw['name']),
    kind: direct ? 'direct' : raw['is_private'] === true ? 'private' : 'public',
    // Slack omits is_member for direct conversations, because only members see them.
    member: direct ? true : typeof member === 'boolean' ? member : null,
    archived: raw['is_archived'] === true,
  }
}

/** Names a channel: `#ops (C012AB3CD, private)`. */
export function describeChannel({ id, name, kind, archived }: SeenChannel): string {
  const told = [kind === 'public' ? '' : kind, archived ? 'archived' : ''].filter(Boolean)
  return name === null ? [id, ...told].join(', ') : `#${name} (${[id, ...told].join(', ')})`
}
