import { randomUUID } from 'node:crypto'
import { isMember } from '../../state/channels.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { addMessage, findMessage } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import { channelsIn, emojiIn } from '../../state/workspaces.ts'
import { findConversation, findMentioned, type Someone } from './find.ts'
import { broadcasts, richText } from './rich-text.ts'

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
  const typed = withIds(world, text)
  return addMessage(world, channel, {
    user: person.id,
    text: typed,
    clientMsgId: randomUUID(),
    blocks: [richText(typed, emojiIn(world))],
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
  if (!isMember(channel, someone.person.id)) throw new TypeError(`${someone.person.name} is not in #${channel.name}`)
  if (thread !== undefined && !findMessage(channel, thread)) {
    throw new TypeError(`thread: there is no message ${thread} in #${channel.name}`)
  }
  return channel
}

/**
 * Returns the text with ids in place of `@name`, `<@name>` and `#name`, and with `<!here>` in place of `@here`.
 * `<@bot>` becomes the id of the first bot, when no person has the name `bot`.
 */
export function withIds(world: World, text: string): string {
  return text
    .replace(/<@([\w.-]+)>|(?<![\w<@/])@([\w.-]*\w)/g, (whole, linked?: string, plain?: string) => {
      const id = findMentioned(world, linked ?? plain ?? '')?.id
      if (id !== undefined) return `<@${id}>`
      return plain !== undefined && broadcasts.has(plain) ? `<!${plain}>` : whole
    })
    .replace(/(?<![\w<&#/])#([\p{L}\d._-]*[\p{L}\d_-])/gu, (whole, name: string) => {
      const found = channelsIn(world).find((one) => one.name === name && one.kind === 'public')
      return found ? `<#${found.id}|${name}>` : whole
    })
}
