import type { Person, World } from './types.ts'
import { findPerson } from './users.ts'
import { channelsIn, peopleIn } from './workspaces.ts'

/**
 * Makes a bot user an active member of the current workspace and of its general channel.
 * @returns false when the bot user was already an active member of the workspace
 */
export function activateBot(world: World, bot: Person): boolean {
  const known = findPerson(world, bot.id)
  const isNew = !known || known.deleted === true
  if (known) delete known.deleted
  else {
    const { deleted: _, ...active } = bot
    peopleIn(world).push(active)
  }
  const general = channelsIn(world).find(({ name }) => name === 'general')
  if (isNew && general && !general.members.includes(bot.id)) general.members.push(bot.id)
  return isNew
}

/**
 * Deactivates a bot user in the current workspace, and removes it from the channels there. Direct conversations are not
 * removed, because the bot user uses them again when it is activated.
 */
export function deactivateBot(world: World, userId: string): void {
  for (const person of peopleIn(world)) if (person.id === userId) person.deleted = true
  for (const channel of channelsIn(world)) {
    if (channel.kind === 'im' || channel.kind === 'mpim') continue
    channel.members = channel.members.filter((id) => id !== userId)
  }
}
