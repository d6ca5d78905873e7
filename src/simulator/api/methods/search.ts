import { createHash } from 'node:crypto'
import { canSee, isExtShared } from '../../state/channels.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { isNotice, permalink } from '../../state/messages.ts'
import { reactionsView } from '../../state/reactions-and-pins.ts'
import { fail } from '../../state/refusal.ts'
import { findPerson } from '../../state/users.ts'
import { channelsIn, currentWorkspace } from '../../state/workspaces.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { decodeCursor, encodeCursor } from '../pagination.ts'
import type { Query } from '../search-query.ts'
import { hits, marked, matches, parseQuery } from '../search-query.ts'

interface Match {
  readonly channel: Channel
  readonly message: Message
}

export const search = {
  'search.messages': (call) => {
    const { args } = call
    const query = parseQuery(args['query'] ?? '')
    if (!query) return fail('no_query')
    const count = readNumber(args['count'], 20)
    const page = args['cursor'] ? readCursor(args['cursor']) : readNumber(args['page'], 1)
    if (count === undefined || page === undefined) return fail('invalid_arguments')
    const newest = findMatches(call, (match) => matches(call, query, match))
    const found = args['sort'] === 'timestamp' ? newest : bestFirst(newest, query)
    if (args['sort_dir'] === 'asc') found.reverse()
    const highlight = isOn(args['highlight']) ? query : undefined
    const shown = found.slice((page - 1) * count, page * count)
    return {
      ok: true,
      query: args['query'],
      messages: {
        total: found.length,
        pagination: pagination({ total: found.length, page, count, shown: shown.length }),
        paging: { count, total: found.length, page, pages: Math.ceil(found.length / count) },
        matches: shown.map((match) => ({ ...matchView(call, match), text: marked(match.message.text, highlight) })),
      },
      ...(args['cursor'] && { response_metadata: { next_cursor: nextCursor({ page, count, total: found.length }) } }),
    }
  },
} satisfies Handlers

/**
 * Reads the argument `count` or `page`. A number above 100 becomes 100. Returns undefined when the number is invalid.
 */
function readNumber(text: string | undefined, usual: number): number | undefined {
  if (text === undefined || text === '') return usual
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 ? Math.min(number, 100) : undefined
}

/**
 * Returns the page number in a cursor; undefined when the cursor is invalid. `*` is the cursor of the first page, and
 * each page's answer has the cursor of the next page.
 */
function readCursor(cursor: string): number | undefined {
  const page = cursor === '*' ? 1 : Number(/^page:(\d+)$/.exec(decodeCursor(cursor) ?? '')?.[1])
  return Number.isInteger(page) ? page : undefined
}

function nextCursor({ page, count, total }: { page: number; count: number; total: number }): string {
  return page * count < total ? encodeCursor(`page:${page + 1}`) : ''
}

/**
 * Sorts the messages by how often they contain the words of the query. Messages with the same number keep their order,
 * newest first. Slack does not document its score.
 */
function bestFirst(found: readonly Match[], query: Query): Match[] {
  return [...found].sort((one, other) => hits(other.message.text, query) - hits(one.message.text, query))
}

/** Returns the messages that the caller can see and for which `wanted` is true, newest first. */
function findMatches({ world, actor }: Call, wanted: (match: Match) => boolean): Match[] {
  const found: Match[] = []
  for (const channel of channelsIn(world)) {
    if (!canSee(channel, actor.id)) continue
    for (const message of channel.messages) {
      if (!isNotice(message) && wanted({ channel, message })) found.push({ channel, message })
    }
  }
  return found.sort((one, other) => Number(other.message.ts) - Number(one.message.ts))
}

interface ShownMatch {
  readonly total: number
  readonly page: number
  readonly count: number
  readonly shown: number
}

function pagination({ total, page, count, shown }: ShownMatch): Readonly<Record<string, number>> {
  const first = shown === 0 ? 0 : (page - 1) * count + 1
  const last = shown === 0 ? 0 : first + shown - 1
  return { total_count: total, page, per_page: count, page_count: Math.ceil(total / count), first, last }
}

function matchView(call: Call, { channel, message }: Match): Readonly<Record<string, unknown>> {
  const { world, actor } = call
  const other = channel.kind === 'im' ? (channel.members.find((id) => id !== actor.id) ?? actor.id) : undefined
  return {
    iid: stableId(channel.id, message.ts),
    team: currentWorkspace(world).id,
    channel: {
      id: channel.id,
      name: other ?? channel.name,
      is_channel: channel.kind === 'public' || channel.kind === 'private',
      is_group: channel.kind === 'mpim',
      is_im: channel.kind === 'im',
      is_mpim: channel.kind === 'mpim',
      is_private: channel.kind !== 'public',
      is_shared: isExtShared(channel),
      is_ext_shared: isExtShared(channel),
      is_org_shared: false,
      is_pending_ext_shared: false,
      pending_shared: [],
      ...(other !== undefined && { user: other }),
    },
    type: channel.kind === 'im' ? 'im' : channel.kind === 'mpim' ? 'group' : 'message',
    user: message.user,
    username: message.username ?? findPerson(world, message.user)?.name ?? '',
    ts: message.ts,
    text: message.text,
    ...(message.blocks !== undefined && { blocks: message.blocks }),
    ...(message.attachments !== undefined && { attachments: message.attachments }),
    permalink: permalink(call.url, channel, message),
    ...(message.reactions ? { reactions: reactionsView(message.reactions) } : { no_reactions: true }),
  }
}

/** Returns the `iid` of a message, which is the same in every answer. */
function stableId(channelId: string, ts: string): string {
  const hex = createHash('sha256').update(`${channelId}:${ts}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}
