import type { Channel, Message } from '../../state/content-types.ts'
import { deleteMessage } from '../../state/delete-message.ts'
import { newTs } from '../../state/ids.ts'
import { findMessage, isNotice } from '../../state/messages.ts'
import { findConversation, type Someone } from './find.ts'
import { typedMessage } from './typed-text.ts'

export interface OwnMessage {
  /** The conversation of the message: `#general`, an id, or `@name`. */
  readonly channel: string
  readonly ts: string
}

/**
 * Changes the text of a message that the person wrote.
 * @throws TypeError when the person did not write the message, or the text is empty
 */
export function editOwn(someone: Someone, place: OwnMessage, text: string): void {
  const { world, person } = someone
  const { channel, message } = findMessageOf(someone, place)
  if (isNotice(message) || message.user !== person.id) throw new TypeError(`${person.name} did not write this message`)
  if (text === '') throw new TypeError('text is empty')
  const before = structuredClone(message)
  Object.assign(message, { ...typedMessage(world, text), edited: { user: person.id, ts: newTs(world) } })
  world.changed()
  world.happened(world, { what: 'message_changed', channel, message, before })
}

/**
 * Deletes a message that the person wrote. An admin can delete every message.
 * @throws TypeError when the person may not delete the message
 */
export function deleteOwn(someone: Someone, place: OwnMessage): void {
  const { world, person } = someone
  const { channel, message } = findMessageOf(someone, place)
  if (isNotice(message) || (message.user !== person.id && !person.isAdmin))
    throw new TypeError(`${person.name} did not write this message, and is no admin`)
  deleteMessage(world, channel, message)
}

/** Marks the messages of a conversation as read, up to the message with this `ts`. */
export function markRead(someone: Someone, { channel: name, ts }: OwnMessage): void {
  const channel = findConversation(someone, name)
  const { id } = someone.person
  if ((channel.lastRead?.[id] ?? '') >= ts) return
  channel.lastRead = { ...channel.lastRead, [id]: ts }
  someone.world.changed()
}

function findMessageOf(someone: Someone, { channel: name, ts }: OwnMessage): { channel: Channel; message: Message } {
  const channel = findConversation(someone, name)
  const message = findMessage(channel, ts)
  if (!message) throw new TypeError(`There is no message with the ts ${ts} in ${name}`)
  return { channel, message }
}
