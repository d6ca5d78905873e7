import type { EphemeralMessage, MessageAuthor } from './content-types.ts'
import { newTs } from './ids.ts'
import type { World } from './types.ts'

/** Number of stored messages, the newest. */
const mostRemembered = 500

/** Shows a message to one person. Nobody else sees it, and no method finds it. */
export function addEphemeral(
  world: World,
  { channelId, userId, message }: Pick<EphemeralMessage, 'channelId' | 'userId'> & { readonly message: MessageAuthor },
): EphemeralMessage {
  const added = { channelId, userId, message: { ...message, ts: newTs(world) } }
  world.state.ephemerals = [...(world.state.ephemerals ?? []).slice(1 - mostRemembered), added]
  world.changed()
  return added
}

/** The ephemeral messages to a person, oldest first. */
export function ephemeralsOf(world: World, userId: string): readonly EphemeralMessage[] {
  return (world.state.ephemerals ?? []).filter((one) => one.userId === userId)
}

/** Removes one, for `delete_original`; false when it does not exist. */
export function removeEphemeral(world: World, ts: string): boolean {
  const all = world.state.ephemerals ?? []
  world.state.ephemerals = all.filter(({ message }) => message.ts !== ts)
  world.changed()
  return world.state.ephemerals.length < all.length
}
