import { nearest } from '../../../slack/facts/nearest.ts'
import { findChannel, findChannelByName, findDirect, openDirect } from '../../state/channels.ts'
import type { Channel } from '../../state/content-types.ts'
import type { Person, World } from '../../state/types.ts'
import { channelsIn, peopleIn, worldsOf } from '../../state/workspaces.ts'

/** A person, and the world of their workspace. */
export interface Someone {
  readonly world: World
  readonly person: Person
}

/**
 * Returns the person with this name or id, from any workspace; without `name`, the first person of the first workspace.
 * @throws TypeError with similar names when there is no such person
 */
export function findSomeone(whole: World, name: string | undefined): Someone {
  const bare = name?.replace(/^@/, '')
  for (const world of worldsOf(whole)) {
    const people = peopleIn(world).filter(({ bot, deleted }) => bot === undefined && deleted !== true)
    const person = bare === undefined ? people[0] : people.find(({ id, name: own }) => id === bare || own === bare)
    if (person) return { world, person }
  }
  const names = worldsOf(whole).flatMap((world) =>
    peopleIn(world)
      .filter(({ bot }) => bot === undefined)
      .map((one) => one.name),
  )
  throw new TypeError(`There is nobody called ${name ?? ''}; there are ${closest(bare ?? '', names)}`)
}

/**
 * Returns the conversation with this name (`#general` or `general`) or id. For `@name`, returns the direct conversation
 * with this person or bot user, and opens it if needed. `@bot` means the bot user of the first app.
 * @throws TypeError with similar names when the person does not see the conversation
 */
export function findConversation({ world, person }: Someone, name: string): Channel {
  if (name.startsWith('@')) return directWith({ world, person }, [name])
  const channel = findChannel(world, name) ?? findChannelByName(world, name)
  if (channel && (channel.kind === 'public' || channel.members.includes(person.id))) return channel
  const seen = channelsIn(world).filter(
    (one) => one.name !== '' && (one.kind === 'public' || one.members.includes(person.id)),
  )
  const names = seen.map((one) => `#${one.name}`)
  throw new TypeError(`${person.name} sees no channel ${name}; there are ${closest(name, names)}`)
}

/**
 * Returns the direct conversation with a person or a bot user, or the group message with several. Creates it when there
 * is none.
 * @param names names or ids, with or without `@`
 * @throws TypeError when there is nobody with one of the names, or there are more than eight
 */
export function directWith({ world, person }: Someone, names: readonly string[]): Channel {
  const others = names.map((name) => {
    const bare = name.trim().replace(/^@/, '')
    const other = findMentioned(world, bare)
    if (!other) throw new TypeError(`There is nobody called @${bare}`)
    return other.id
  })
  // docs.slack.dev/reference/methods/conversations.open
  if (others.length > mostOthers) throw new TypeError(`A group message has at most ${mostOthers} other people`)
  return findDirect(world, [...new Set([person.id, ...others])]) ?? openDirect(world, [person.id, ...others])
}

const mostOthers = 8

/**
 * Returns the active person or bot user with this name or id; undefined when there is none. The name `bot` means the
 * bot user of the first app, unless somebody has this name.
 */
export function findMentioned(world: World, name: string): Person | undefined {
  const people = peopleIn(world).filter(({ deleted }) => deleted !== true)
  const named = people.find((one) => one.name === name || one.id === name)
  return named ?? (name === 'bot' ? people.find(({ bot }) => bot !== undefined) : undefined)
}

/** Returns the error for a person who is no member of a channel. It names the members, who can act there instead. */
export function notInside({ world, person }: Someone, channel: Channel): TypeError {
  const members = peopleIn(world).filter(({ id, bot }) => bot === undefined && channel.members.includes(id))
  const names = members.slice(0, mostOthers).map(({ name }) => name)
  const instead = names.length > 0 ? `; members, for --user: ${names.join(', ')}` : ''
  return new TypeError(`${person.name} is not in #${channel.name}${instead}`)
}

/** The number of names of which an error prints all, because a short name is similar to many others. */
const fewNames = 8

/** Returns all names if they are few, otherwise those that are similar to `name`, as the text for an error. */
export function closest(name: string, names: readonly string[]): string {
  const near = names.length > fewNames ? nearest(name, [...names]) : []
  return (near.length > 0 ? near : names).join(', ')
}
