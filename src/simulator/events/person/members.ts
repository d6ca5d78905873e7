import type { Channel } from '../../state/content-types.ts'
import { createChannel, needChannelName } from '../../state/create-channel.ts'
import { removeMember } from '../../state/membership.ts'
import { Refused } from '../../state/refusal.ts'
import type { Person, World } from '../../state/types.ts'
import { findPerson } from '../../state/users.ts'
import { closest, findMentioned, notInside, type Someone } from './find.ts'

/**
 * Returns the member of a channel with this name or id.
 * @param name with or without `@`
 * @throws TypeError with similar names when no member has this name or id
 */
export function memberNamed(world: World, channel: Channel, name: string): Person {
  const bare = name.replace(/^<?@|>$/g, '')
  const members = channel.members.flatMap((id) => findPerson(world, id) ?? [])
  const found = members.find((one) => one.name === bare || one.id === bare)
  const other = found ?? findMentioned(world, bare)
  if (other && channel.members.includes(other.id)) return other
  const names = members.map((one) => one.name)
  throw new TypeError(`There is no member @${bare} in #${channel.name}; there are ${closest(bare, names)}`)
}

/**
 * Lets a person remove another member from a channel, under the conditions of `conversations.kick`.
 * @throws TypeError when Slack would refuse it
 */
export function kickMember({ world, person }: Someone, channel: Channel, other: Person): void {
  if (channel.kind !== 'public' && channel.kind !== 'private')
    throw new TypeError('Only a channel has members to remove')
  if (channel.archived) throw new TypeError(`#${channel.name} is archived`)
  if (channel.name === 'general') throw new TypeError('Nobody can be removed from #general')
  if (!channel.members.includes(person.id)) throw notInside({ world, person }, channel)
  if (other.id === person.id) throw new TypeError('To leave a channel, write /leave')
  removeMember(world, channel, other.id, person.id)
}

const refusals: Readonly<Record<string, string>> = {
  invalid_name_maxlength: 'the name of a channel has at most 80 characters',
  invalid_name_specials: 'the name of a channel has only small letters, digits, hyphens and underscores',
  invalid_name_punctuation: 'the name of a channel needs a letter or a digit',
  name_taken: 'there is a channel with this name',
}

/**
 * Lets a person create a channel, and returns it.
 * @param name with or without `#`
 * @throws TypeError when the name is not valid, or a channel already has this name
 */
export function openChannel({ world, person }: Someone, name: string, isPrivate: boolean): Channel {
  try {
    const valid = needChannelName(world, name.replace(/^#/, ''))
    return createChannel(world, { name: valid, kind: isPrivate ? 'private' : 'public', by: person.id })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const code = String(error.body['error'])
    throw new TypeError(`The channel was not created: ${code} (${refusals[code] ?? code})`)
  }
}
