import { isMember, visibleChannel } from '../channels.ts'
import { messageView } from '../messages.ts'
import { type Call, fail, type Handlers, isOn } from '../method.ts'
import { decodeCursor, encodeCursor, readLimit } from '../paging.ts'
import type { Channel, Message } from '../world.ts'

export const history = {
  'conversations.history': (call) => {
    const { world, args, actor, token } = call
    const channel = visibleChannel(call)
    if (!channel) return fail('channel_not_found')
    // A person reads any public channel; a bot only those it is in.
    if (token.kind === 'bot' && !isMember(channel, actor.id)) return fail('not_in_channel')
    const span = readSpan(args)
    if (typeof span === 'string') return fail(span)
    const { found, next } = newestFirst(channel, span)
    const replies = countReplies(channel)
    return {
      ok: true,
      ...(args['latest'] && { latest: args['latest'] }),
      ...(args['oldest'] && { oldest: args['oldest'] }),
      messages: found.map((message) => ({ ...messageView(world, message), ...replies.get(message.ts) })),
      has_more: next !== undefined,
      pin_count: 0,
      ...(next && { response_metadata: { next_cursor: encodeCursor(`next_ts:${next.ts.replace('.', '')}`) } }),
    }
  },
} satisfies Handlers

/** What is asked for, in seconds since 1970. */
interface Span {
  readonly oldest: number
  readonly latest: number
  readonly inclusive: boolean
  /** First of the page, itself included. */
  readonly from: number
  readonly limit: number
}

function readSpan(args: Call['args']): Span | string {
  const oldest = Number(args['oldest'] || 0)
  const latest = args['latest'] ? Number(args['latest']) : Number.POSITIVE_INFINITY
  const limit = readLimit(args, 100)
  if (Number.isNaN(oldest)) return 'invalid_ts_oldest'
  if (Number.isNaN(latest)) return 'invalid_ts_latest'
  if (limit === undefined) return 'invalid_limit'
  const from = args['cursor'] ? readTsCursor(args['cursor']) : Number.POSITIVE_INFINITY
  if (from === undefined) return 'invalid_cursor'
  return { oldest, latest, inclusive: isOn(args['inclusive']), from, limit }
}

function readTsCursor(cursor: string): number | undefined {
  const digits = /^next_ts:(\d+)(\d{6})$/.exec(decodeCursor(cursor) ?? '')
  return digits ? Number(`${digits[1]}.${digits[2]}`) : undefined
}

function newestFirst(channel: Channel, span: Span): { found: Message[]; next: Message | undefined } {
  const found: Message[] = []
  for (let index = channel.messages.length - 1; index >= 0; index -= 1) {
    const message = channel.messages[index]
    if (!message || isHiddenReply(message) || !within(Number(message.ts), span)) continue
    if (found.length === span.limit) return { found, next: message }
    found.push(message)
  }
  return { found, next: undefined }
}

function within(ts: number, { oldest, latest, inclusive, from }: Span): boolean {
  if (ts > from) return false
  return inclusive ? ts >= oldest && ts <= latest : ts > oldest && ts < latest
}

/** A reply shows in its thread alone, unless it was broadcast. */
function isHiddenReply({ threadTs, subtype }: Message): boolean {
  return threadTs !== undefined && subtype !== 'thread_broadcast'
}

interface Thread {
  thread_ts: string
  reply_count: number
  reply_users: string[]
  reply_users_count: number
  latest_reply: string
}

/** What a message with replies says about them, by its `ts`. */
function countReplies(channel: Channel): Map<string, Thread> {
  const threads = new Map<string, Thread>()
  for (const { threadTs, user, botId, ts } of channel.messages) {
    if (threadTs === undefined) continue
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
