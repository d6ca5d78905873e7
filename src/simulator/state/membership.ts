import type { Channel } from './content-types.ts'
import { addNotice } from './messages.ts'
import type { World } from './types.ts'

/** Adds a user to a channel, posts the message “… has joined the channel” in it, and reports the change. */
export function addMember(world: World, channel: Channel, userId: string): void {
  channel.members.push(userId)
  addNotice(world, channel, { user: userId, subtype: 'channel_join', text: `<@${userId}> has joined the channel` })
  world.happened(world, { what: 'member_joined', channel, userId })
}
