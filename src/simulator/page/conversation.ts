import { isRecord } from '../../shape/record.ts'
import { messageState } from '../events/interaction/message-state.ts'
import { findConversation, type Someone } from '../events/person/find.ts'
import type { Channel, Message } from '../state/content-types.ts'
import { ephemeralsOf } from '../state/ephemerals.ts'
import { messageView } from '../state/messages.ts'
import { threadStatus } from '../state/thread-status.ts'
import { findApp, findPerson } from '../state/users.ts'
import type { PageConversation, PageMessage } from './types.ts'

/** Number of messages in one answer; the page requests older ones when the person scrolls up. */
const mostMessages = 100

export interface ConversationRequest {
  /** `#general`, an id, or `@name` for a direct conversation. */
  readonly channel: string
  /** Only messages before this `ts`. */
  readonly before?: string | undefined
  /**
   * The `ts` of a message. If it is given, the answer has this message and its replies, and not the channel's messages.
   */
  readonly thread?: string | undefined
}

/**
 * Returns the newest messages of a conversation, oldest first. A reply is in the answer for its thread; it is in the
 * answer for the channel only if it was also sent to the channel.
 * @throws TypeError when the person does not see the conversation
 */
export function conversationOf(
  someone: Someone,
  { channel: name, before, thread }: ConversationRequest,
): PageConversation {
  const { world, person } = someone
  const channel = findConversation(someone, name)
  const ephemerals = ephemeralsOf(world, person.id)
    .filter(({ channelId }) => channelId === channel.id)
    .map(({ message }) => message)
  const threads = countReplies(channel)
  const isShown = (message: Message) => belongs(message, thread) && (before === undefined || message.ts < before)
  const all = [...channel.messages, ...ephemerals].filter(isShown).sort((one, other) => (one.ts < other.ts ? -1 : 1))
  const hidden = new Set(ephemerals)
  return {
    channel: channel.id,
    more: all.length > mostMessages,
    messages: all.slice(-mostMessages).map((message) => ({
      ...pageMessage(someone, channel, message),
      ...(threads.get(message.ts) ?? { replies: 0, latestReply: null }),
      ephemeral: hidden.has(message),
    })),
  }
}

function belongs({ ts, threadTs, subtype }: Message, thread: string | undefined): boolean {
  if (thread !== undefined) return ts === thread || threadTs === thread
  return threadTs === undefined || threadTs === ts || subtype === 'thread_broadcast'
}

function countReplies({ messages }: Channel): Map<string, { replies: number; latestReply: string | null }> {
  const counts = new Map<string, { replies: number; latestReply: string | null }>()
  for (const { ts, threadTs } of messages) {
    if (threadTs === undefined || threadTs === ts) continue
    counts.set(threadTs, { replies: (counts.get(threadTs)?.replies ?? 0) + 1, latestReply: ts })
  }
  return counts
}

function pageMessage(
  { world, person }: Someone,
  channel: Channel,
  message: Message,
): Omit<PageMessage, 'replies' | 'latestReply' | 'ephemeral'> {
  const { user, username, botId, appId, icons, ts } = message
  const author = findPerson(world, user)
  const app = appId === undefined ? undefined : findApp(world, appId)
  const emoji = isRecord(icons) && typeof icons['emoji'] === 'string' ? icons['emoji'] : null
  return {
    message: messageView(world, message, true),
    author: {
      id: user,
      name: username ?? author?.realName ?? app?.name ?? (user === 'USLACKBOT' ? 'Slackbot' : user),
      isApp: botId !== undefined || author?.bot !== undefined,
      icon: emoji,
    },
    values: messageState(world, message, person.id),
    pinned: channel.pins?.some((pin) => pin.ts === ts) ?? false,
    status: threadStatus(world, { channelId: channel.id, ts })?.text ?? null,
  }
}
