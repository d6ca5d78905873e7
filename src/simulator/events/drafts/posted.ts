import type {
  BotMessageEvent,
  ChannelArchiveMessageEvent,
  ChannelJoinMessageEvent,
  ChannelLeaveMessageEvent,
  ChannelNameMessageEvent,
  ChannelPurposeMessageEvent,
  ChannelTopicMessageEvent,
  ChannelUnarchiveMessageEvent,
  FileShareMessageEvent,
  GenericMessageEvent,
  MeMessageEvent,
  ThreadBroadcastMessageEvent,
} from '@slack/types'
import type { Channel, Message } from '../../state/content-types.ts'
import { described, findFile } from '../../state/files.ts'
import { findMessage, messageView } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import type { Lacking, WithWritten } from './written.ts'

/** The `channel_type` of an event for each kind of conversation. */
export const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const

type EventFile = NonNullable<FileShareMessageEvent['files']>[number]

/**
 * The type of a message event without `channels` and `groups` in its files. @slack/types requires both, but they depend
 * on who sees the file, and an event has several receivers.
 */
type MessageOf<Event> = Omit<WithWritten<Event>, 'files'> & {
  readonly files?: readonly Omit<EventFile, 'channels' | 'groups'>[]
}

/**
 * Builds the inner event for a new message (docs.slack.dev/reference/events/message). The type of the event depends on
 * the message's `subtype`.
 */
export function posted(world: World, channel: Channel, message: Message) {
  const { notice = {}, subtype } = message
  const common = { ...commonOf(world, channel, message), ...threadOf(channel, message) }
  // `bot_id` is missing when an app without a bot user posts with a user token.
  if (subtype === 'bot_message') return { ...common, subtype } satisfies MessageOf<Lacking<BotMessageEvent, 'bot_id'>>
  const event = { ...common, user: message.user }
  switch (subtype) {
    case 'me_message':
      return { ...event, subtype } satisfies MessageOf<MeMessageEvent>
    case 'thread_broadcast': {
      const root = rootOf(world, channel, message)
      // `client_msg_id` is missing when an app posted the reply. `root` is missing when the first message of the thread
      // was deleted.
      return { ...event, subtype, ...(root && { root }) } satisfies Omit<
        MessageOf<Lacking<ThreadBroadcastMessageEvent, 'client_msg_id'>>,
        'root'
      > & { root?: Root }
    }
    case 'channel_archive':
      return { ...event, subtype } satisfies MessageOf<ChannelArchiveMessageEvent>
    case 'channel_unarchive':
      return { ...event, subtype } satisfies MessageOf<ChannelUnarchiveMessageEvent>
    case 'channel_leave':
      return { ...event, subtype } satisfies MessageOf<ChannelLeaveMessageEvent>
    case 'channel_join':
      // `inviter` is missing when nobody invited the person.
      return { ...event, subtype } satisfies MessageOf<Lacking<ChannelJoinMessageEvent, 'inviter'>>
    case 'channel_topic':
      return { ...event, subtype, topic: notice.topic ?? '' } satisfies MessageOf<ChannelTopicMessageEvent>
    case 'channel_purpose':
      return { ...event, subtype, purpose: notice.purpose ?? '' } satisfies MessageOf<ChannelPurposeMessageEvent>
    case 'channel_name': {
      const { name = '', old_name = '' } = notice
      return { ...event, subtype, name, old_name } satisfies MessageOf<ChannelNameMessageEvent>
    }
    default:
      if (message.files !== undefined) {
        return { ...event, subtype: 'file_share' as const } satisfies MessageOf<FileShareMessageEvent>
      }
      // @slack/types requires the key `subtype` with the value undefined, which JSON cannot express.
      return event satisfies MessageOf<Omit<GenericMessageEvent, 'subtype'>>
  }
}

/** Returns the fields that the events for all new messages have. */
function commonOf(world: World, channel: Channel, message: Message) {
  const { subtype: _, files: _ids, ...view } = messageView(world, message, true)
  const files = message.files?.flatMap((id) => {
    const file = findFile(world, id)
    return file ? [described(world, file)] : []
  })
  return {
    ...view,
    ...(files !== undefined && { files, upload: true, display_as_bot: false }),
    channel: channel.id,
    event_ts: message.ts,
    channel_type: channelTypes[channel.kind],
  }
}

/** Returns `parent_user_id`, the author of the thread's first message, for a reply; undefined for any other message. */
function threadOf(channel: Channel, { threadTs, ts }: Message) {
  const root = threadTs === undefined || threadTs === ts ? undefined : findMessage(channel, threadTs)
  return root && { parent_user_id: root.user }
}

/**
 * The type of `root`, the first message of a thread inside the event for a reply. @slack/types gives it the fields of
 * an event, such as `channel`, but a message inside an event does not have them. Its `files` can be tombstones of
 * deleted files.
 */
type Root = Omit<
  MessageOf<ThreadBroadcastMessageEvent['root']>,
  'event_ts' | 'channel' | 'channel_type' | 'subtype' | 'files'
>

/**
 * Returns the first message of the thread to which a message replies, with the number and authors of replies; undefined
 * when it was deleted.
 */
function rootOf(world: World, channel: Channel, { threadTs }: Message) {
  const root = threadTs === undefined ? undefined : findMessage(channel, threadTs)
  if (!root) return undefined
  const replies = channel.messages.filter((one) => one.threadTs === root.ts && one.ts !== root.ts)
  const users = [...new Set(replies.map(({ user }) => user))]
  return {
    ...messageView(world, root, true),
    thread_ts: root.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts ?? root.ts,
    reply_users: users,
  }
}
