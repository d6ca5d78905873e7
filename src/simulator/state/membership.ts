import type { Channel } from './content-types.ts'
import { addNotice } from './messages.ts'
import type { World } from './types.ts'

/**
 * Adds a user to a channel, posts the message “… has joined the channel” in it, and reports the change.
 * @param inviter id of the user who invited; undefined when the user joined without an invitation
 */
export function addMember(world: World, channel: Channel, userId: string, inviter?: string): void {
  channel.members.push(userId)
  const text = `<@${userId}> has joined the channel`
  addNotice(world, channel, {
    ...{ user: userId, subtype: 'channel_join', text },
    ...(inviter !== undefined && { notice: { inviter } }),
  })
  world.happened(world, { what: 'member_joined', channel, userId, ...(inviter !== undefined && { by: inviter }) })
}

/**
 * Removes a user from a channel, posts the message “… has left the channel” in it, and reports the change.
 * @param by the id of the user who removed the other; undefined when the user left
 */
export function removeMember(world: World, channel: Channel, userId: string, by?: string): void {
  channel.members = channel.members.filter((id) => id !== userId)
  addNotice(world, channel, { user: userId, subtype: 'channel_leave', text: `<@${userId}> has left the channel` })
  world.happened(world, { what: 'member_left', channel, userId, ...(by !== undefined && { by }) })
}
