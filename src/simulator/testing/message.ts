import { findChannel, findChannelByName } from '../state/channels.ts'
import type { Message } from '../state/content-types.ts'
import type { World } from '../state/types.ts'
import { findPerson } from '../state/users.ts'
import { channelsIn, worldsOf } from '../state/workspaces.ts'
import type { SimulatedMessage } from './types.ts'

/** Returns a message as tests and the control interface get it. */
export function simulatedMessage(world: World, message: Message): SimulatedMessage {
  const { ts, user, username, text, threadTs, blocks } = message
  const author = username ?? findPerson(world, user)?.name ?? user
  return { ts, author, userId: user, text, threadTs: threadTs ?? null, blocks: structuredClone(blocks) ?? null }
}

/**
 * Returns the messages of the channel with this id or name, from any workspace, oldest first.
 * @throws Error when there is no such channel
 */
export function messagesOf(world: World, name: string): SimulatedMessage[] {
  const all = worldsOf(world)
  const there = all.find((one) => findChannel(one, name)) ?? all.find((one) => findChannelByName(one, name))
  const channel = there && (findChannel(there, name) ?? findChannelByName(there, name))
  if (channel) return channel.messages.map((message) => simulatedMessage(there, message))
  const known = all
    .flatMap(channelsIn)
    .filter((one) => one.name !== '')
    .map((one) => `#${one.name}`)
  throw new Error(`There is no channel ${name}; there are ${known.join(', ')}`)
}
