import { emojiNamed } from '../../slack/facts/emoji.ts'
import type { Channel, Message, Reaction } from './content-types.ts'
import { refuse } from './refusal.ts'
import type { World } from './types.ts'
import { emojiIn } from './workspaces.ts'

/**
 * Maximum number of different emoji on a message, and of reactions by one user to a message
 * (docs.slack.dev/reference/methods/reactions.add).
 */
const mostKinds = 50
const mostOfOne = 23

interface NewReaction {
  readonly message: Message
  /** The name of the emoji, without colons. */
  readonly name: string
  readonly userId: string
}

/**
 * Adds a user's reaction to a message.
 * @throws Refused `invalid_name`, `already_reacted`, `too_many_emoji`, `too_many_reactions`
 */
export function addReaction(world: World, { message, name, userId }: NewReaction): void {
  const reactions = message.reactions ?? []
  const known = reactions.find((one) => one.name === name)
  if (!known && !isEmoji(world, name)) refuse('invalid_name')
  if (known?.users.includes(userId)) refuse('already_reacted')
  if (!known && reactions.length >= mostKinds) refuse('too_many_emoji')
  if (reactions.filter(({ users }) => users.includes(userId)).length >= mostOfOne) refuse('too_many_reactions')
  if (known) known.users.push(userId)
  else reactions.push({ name, users: [userId] })
  message.reactions = reactions
}

/** Whether the current workspace has an emoji with this name: one of Slack's, or one of its own. */
function isEmoji(world: World, name: string): boolean {
  return emojiNamed(name) !== undefined || emojiIn(world).includes(name)
}

/** Removes a user's reaction from a message. @throws Refused `no_reaction` */
export function removeReaction(message: Message, name: string, userId: string): void {
  const reaction = message.reactions?.find((one) => one.name === name)
  if (!reaction?.users.includes(userId)) refuse('no_reaction')
  reaction.users = reaction.users.filter((id) => id !== userId)
  const left = message.reactions?.filter(({ users }) => users.length > 0) ?? []
  if (left.length > 0) message.reactions = left
  else delete message.reactions
}

/** Returns the field `reactions` of a message in an API answer. */
export function reactionsView(reactions: readonly Reaction[]) {
  return reactions.map(({ name, users }) => ({ name, users, count: users.length }))
}

/** Unpins a message. @returns false when the message was not pinned */
export function unpin(channel: Channel, ts: string): boolean {
  const left = channel.pins?.filter((pin) => pin.ts !== ts) ?? []
  const had = left.length < (channel.pins?.length ?? 0)
  if (had) channel.pins = left
  return had
}
