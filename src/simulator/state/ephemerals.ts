import type { EphemeralMessage, MessageAuthor } from './content-types.ts'
import { newTs } from './ids.ts'
import type { World } from './types.ts'

/** Maximum number of ephemeral messages that are stored; older ones are removed. */
const mostRemembered = 500

/** Stores a message that only the person `userId` sees. Returns the stored message. */
export function addEphemeral(
  world: World,
  { channelId, userId, message }: Pick<EphemeralMessage, 'channelId' | 'userId'> & { readonly message: MessageAuthor },
): EphemeralMessage {
  const added = { channelId, userId, message: { ...message, ts: newTs(world) } }
  world.state.ephemerals = [...(world.state.ephemerals ?? []).slice(1 - mostRemembered), added]
  world.changed()
  return added
}

/** Returns the ephemeral messages that this person sees, oldest first. */
export function ephemeralsOf(world: World, userId: string): readonly EphemeralMessage[] {
  return (world.state.ephemerals ?? []).filter((one) => one.userId === userId)
}

/**
 * Removes the ephemeral message with this `ts`, for `delete_original` in an answer to a response URL.
 * @returns false when there is no such message
 */
export function removeEphemeral(world: World, ts: string): boolean {
  const all = world.state.ephemerals ?? []
  world.state.ephemerals = all.filter(({ message }) => message.ts !== ts)
  world.changed()
  return world.state.ephemerals.length < all.length
}
