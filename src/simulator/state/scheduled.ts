import { findChannel, isMember } from './channels.ts'
import type { ScheduledMessage } from './content-types.ts'
import { newTs } from './ids.ts'
import { addMessage } from './messages.ts'
import type { World } from './types.ts'
import { findPerson } from './users.ts'
import { worldsOf } from './workspaces.ts'

/**
 * Posts the scheduled messages that are due; the `ts` of each is its scheduled time. Run this function before a request
 * is answered, so that every due message is in its channel. As in Slack, a message is dropped when its author can no
 * longer post in the channel.
 */
export function postDue(world: World): void {
  const { scheduled } = world.state
  if (scheduled.length === 0) return
  const now = world.now() / 1000
  const due = scheduled.filter(({ postAt }) => postAt <= now).sort((one, other) => one.postAt - other.postAt)
  if (due.length === 0) return
  world.state.scheduled = scheduled.filter(({ postAt }) => postAt > now)
  for (const one of due) for (const there of worldsOf(world)) post(there, one)
  world.changed()
}

/** Posts a message, if the channel is in this workspace and the author can still post in it. */
function post(world: World, { channelId, userId, postAt, said }: ScheduledMessage): void {
  const channel = findChannel(world, channelId)
  const author = findPerson(world, userId)
  const open = channel && !channel.archived && (channel.kind === 'public' || isMember(channel, userId))
  if (open && author && !author.deleted) addMessage(world, channel, said, newTs(world, postAt * 1000))
}
