import type { Channel, Message } from './content-types.ts'
import { unpin } from './reactions-and-pins.ts'
import type { World } from './types.ts'

/**
 * Deletes a message, and reports to the apps that it is deleted and that its files are no longer shared there. If the
 * message has replies, a tombstone takes its place.
 */
export function deleteMessage(world: World, channel: Channel, message: Message): void {
  const { ts } = message
  const unshared = world.state.files.filter(({ shares }) => shares.some((share) => share.ts === ts))
  const tombstone = remove(world, channel, message)
  world.changed()
  world.happened(world, { what: 'message_deleted', channel, before: message, tombstone })
  for (const file of unshared) world.happened(world, { what: 'file_unshared', file, channel })
}

/** Removes a message from its channel. Returns the tombstone; null when the message has no replies. */
function remove(world: World, channel: Channel, message: Message): Message | null {
  const { ts } = message
  unpin(channel, ts)
  for (const file of world.state.files) file.shares = file.shares.filter((share) => share.ts !== ts)
  const index = channel.messages.indexOf(message)
  const hasReplies = channel.messages.some((other) => other.threadTs === ts && other !== message)
  const tombstone = { ts, user: 'USLACKBOT', subtype: 'tombstone', text: 'This message was deleted.' }
  channel.messages.splice(index, 1, ...(hasReplies ? [tombstone] : []))
  return hasReplies ? tombstone : null
}
