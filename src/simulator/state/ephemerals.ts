import type { EphemeralMessage, MessageAuthor } from './content-types.ts'
import { newTs } from './ids.ts'
import type { World } from './types.ts'

/** Number of stored messages; the oldest are removed. */
const mostRemembered = 500

/** Stores a message that only one person sees; no method returns it. */
export function addEphemeral(
  world: World,
  { channelId, userId, message }: Pick<EphemeralMessage, 'channelId' | 'userId'> & { readonly message: MessageAuthor },
): EphemeralMessage {
  const added = { channelId, userId, message: { ...message, ts: newTs(world) } }
  world.state.ephemerals = [...(world.state.ephemerals ?? []).slice(1 - mostRemembered), added]
  world.changed()
  return added
}

/** Returns the messages that only this person sees, oldest first. */
export function ephemeralsOf(world: World, userId: string): readonly EphemeralMessage[] {
  return (world.state.ephemerals ?? []).filter((one) => one.userId === userId)
}

/** Removes an ephemeral message, for `delete_original`; returns false when it does not exist. */
export function removeEphemeral(world: World, ts: string): boolean {
  const all = world.state.ephemerals ?? []
  world.state.ephemerals = all.filter(({ message }) => message.ts !== ts)
  world.changed()
  return world.state.ephemerals.length < all.length
}
