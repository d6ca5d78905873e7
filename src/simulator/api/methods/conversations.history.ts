import { isMember } from '../../state/channels.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { findMessage, messageView } from '../../state/messages.ts'
import { refuse } from '../../state/refusal.ts'
import { requireChannel } from '../channel-args.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { decodeCursor, encodeCursor, readLimit } from '../pagination.ts'

export const conversationsHistory = {
  'conversations.history': (call) => {
    const { world, args } = call
    const channel = readable(call)
    const span = readSpan(args, 100)
    const { found, next } = newestFirst(channel, span)
    const replies = countReplies(channel)
    return {
      ok: true,
      ...(args['latest'] && { latest: args['latest'] }),
      ...(args['oldest'] && { oldest: args['oldest'] }),
      messages: found.map((message) => ({
        ...messageView(world, message, isOn(args['include_all_metadata'])),
        ...replies.get(message.ts),
      })),
      has_more: next !== undefined,
      pin_count: channel.pins?.length ?? 0,
      ...nextPage(next),
    }
  },

  'conversations.replies': (call) => {
    const { world, args } = call
    const channel = readable(call)
    const wanted = findMessage(channel, args['ts'] ?? '') ?? refuse('thread_not_found')
    // When `ts` belongs to a reply, Slack answers only with that reply.
    const alone = isReply(wanted)
    const replied = channel.messages.filter((message) => isReply(message) && message.threadTs === wanted.ts)
    const thread = alone ? [wanted] : [wanted, ...replied]
    const { found, next } = oldestFirst(thread, readSpan(args, 1000))
    const replies = countReplies(channel)
    const parent = alone ? undefined : wanted.user
    return {
      ok: true,
      messages: found.map((message) => ({
        ...messageView(world, message, isOn(args['include_all_metadata'])),
        ...(message === wanted ? replies.get(message.ts) : parent && { parent_user_id: parent }),
      })),
      has_more: next !== undefined,
      ...nextPage(next),
    }
  },
} satisfies Handlers

/**
 * Returns the channel, if the caller can read its messages. A user can read any public channel; a bot can read only
 * channels of which it is a member.
 * @throws Refused with Slack's error code
 */
function readable(call: Call): Channel {
  const channel = requireChannel(call)
  if (call.token.kind === 'bot' && !isMember(channel, call.actor.id)) refuse('not_in_channel')
  return channel
}

function nextPage(next: Message | undefined): Readonly<Record<string, unknown>> {
  if (!next) return {}
  return { response_metadata: { next_cursor: encodeCursor(`next_ts:${next.ts.replace('.', '')}`) } }
}

/** The requested period, in seconds since 1970, and the requested page. */
interface TimeSpan {
  readonly oldest: number
  readonly latest: number
  readonly inclusive: boolean
  /** The `ts` of the first message on the page; undefined for the first page. */
  readonly from: number | undefined
  readonly limit: number
}

/** Reads the requested period and page. @throws Refused with Slack's error code for an invalid value */
function readSpan(args: Call['args'], usual: number): TimeSpan {
  const oldest = Number(args['oldest'] || 0)
  const latest = args['latest'] ? Number(args['latest']) : Number.POSITIVE_INFINITY
  if (Number.isNaN(oldest)) refuse('invalid_ts_oldest')
  if (Number.isNaN(latest)) refuse('invalid_ts_latest')
  const limit = readLimit(args, usual) ?? refuse('invalid_limit')
  const from = args['cursor'] ? (readTsCursor(args['cursor']) ?? refuse('invalid_cursor')) : undefined
  return { oldest, latest, inclusive: isOn(args['inclusive']), from, limit }
}

function readTsCursor(cursor: string): number | undefined {
  const digits = /^next_ts:(\d+)(\d{6})$/.exec(decodeCursor(cursor) ?? '')
  return digits ? Number(`${digits[1]}.${digits[2]}`) : undefined
}

function newestFirst(channel: Channel, span: TimeSpan): { found: Message[]; next: Message | undefined } {
  const found: Message[] = []
  for (let index = channel.messages.length - 1; index >= 0; index -= 1) {
    const message = channel.messages[index]
    if (!message || isHiddenReply(message) || !within(Number(message.ts), span)) continue
    if (span.from !== undefined && Number(message.ts) > span.from) continue
    if (found.length === span.limit) return { found, next: message }
    found.push(message)
  }
  return { found, next: undefined }
}

/**
 * Returns a page of a thread, oldest message first. As in Slack, each page starts with the thread's first message, even
 * when that message is outside the requested period.
 */
function oldestFirst(
  [first, ...replies]: readonly Message[],
  span: TimeSpan,
): { found: Message[]; next: Message | undefined } {
  const { from = 0, limit } = span
  const requested = replies.filter(({ ts }) => Number(ts) >= from && within(Number(ts), span))
  const found = requested.slice(0, Math.max(limit - 1, 1))
  return { found: first ? [first, ...found] : found, next: requested[found.length] }
}

function within(ts: number, { oldest, latest, inclusive }: TimeSpan): boolean {
  return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest
}

/** Whether a message is visible only in its thread, because it is a reply that was not broadcast. */
function isHiddenReply(message: Message): boolean {
  return isReply(message) && message.subtype !== 'thread_broadcast'
}

/**
 * Whether a message is a reply. When the `thread_ts` of a message is its own `ts`, the message is the first one of its
 * thread and not a reply.
 */
function isReply({ threadTs, ts }: Message): boolean {
  return threadTs !== undefined && threadTs !== ts
}

interface Thread {
  thread_ts: string
  reply_count: number
  reply_users: string[]
  reply_users_count: number
  latest_reply: string
}

/** Returns a map from the `ts` of a thread's first message to the fields about its replies, such as `reply_count`. */
function countReplies(channel: Channel): Map<string, Thread> {
  const threads = new Map<string, Thread>()
  for (const message of channel.messages) {
    const { threadTs, user, botId, ts } = message
    if (threadTs === undefined || !isReply(message)) continue
    const who = user || (botId ?? '')
    const thread = threads.get(threadTs) ?? newThread(threadTs)
    thread.reply_count += 1
    thread.latest_reply = ts
    if (!thread.reply_users.includes(who)) thread.reply_users_count = thread.reply_users.push(who)
    threads.set(threadTs, thread)
  }
  return threads
}

function newThread(threadTs: string): Thread {
  return { thread_ts: threadTs, reply_count: 0, reply_users: [], reply_users_count: 0, latest_reply: threadTs }
}
