import type { Message } from '../state/content-types.ts'
import type { World } from '../state/types.ts'
import { findPerson } from '../state/users.ts'
import type { SimulatedMessage } from './types.ts'

/** A message as tests look at it. */
export function simulatedMessage(world: World, message: Message): SimulatedMessage {
  const { ts, user, username, text, threadTs, blocks } = message
  const author = username ?? findPerson(world, user)?.name ?? user
  return { ts, author, userId: user, text, threadTs: threadTs ?? null, blocks: structuredClone(blocks) ?? null }
}
