import { randomUUID } from 'node:crypto'
import { isMember } from '../../state/channels.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { addMessage, findMessage } from '../../state/messages.ts'
import { findConversation, notInside, type Someone } from './find.ts'
import { typedMessage } from './typed-text.ts'

export interface Said {
  /** The conversation in which the person writes: `#general`, an id, or `@name`. */
  readonly channel: string
  readonly text: string
  /** The `ts` of the message to which the person replies; undefined outside a thread. */
  readonly thread?: string | undefined
}

/**
 * Posts a message that a person typed, and returns it. As in Slack, names become mentions: `@lee` mentions a person,
 * and `<@bot>` mentions the app's bot.
 * @throws TypeError when the channel does not exist or is archived, or the person is not a member
 */
export function say({ world, person }: Someone, { channel: name, text, thread }: Said): Message {
  const channel = findWritable({ world, person }, { channel: name, thread })
  if (text === '') throw new TypeError('text is empty')
  return addMessage(world, channel, {
    user: person.id,
    ...typedMessage(world, text),
    clientMsgId: randomUUID(),
    ...(thread !== undefined && { threadTs: thread }),
  })
}

/**
 * Returns the conversation in which a person writes.
 * @throws TypeError when it does not exist or is archived, the person is not a member, or it has no such thread
 */
export function findWritable(someone: Someone, { channel: name, thread }: Omit<Said, 'text'>): Channel {
  const channel = findConversation(someone, name)
  if (channel.archived) throw new TypeError(`#${channel.name} is archived`)
  if (!isMember(channel, someone.person.id)) throw notInside(someone, channel)
  if (thread !== undefined && !findMessage(channel, thread)) {
    throw new TypeError(`thread: there is no message ${thread} in #${channel.name}`)
  }
  return channel
}
