import { findChannelByName } from './channels.ts'
import type { Channel } from './content-types.ts'
import { newId } from './ids.ts'
import { addMember } from './membership.ts'
import { refuse } from './refusal.ts'
import type { World } from './types.ts'
import { channelsIn } from './workspaces.ts'

/** Maximum number of characters (docs.slack.dev/reference/methods/conversations.create). */
const longestName = 80

interface NewChannel {
  /** A name that `needChannelName` returned. */
  readonly name: string
  readonly kind: 'public' | 'private'
  /** The id of the user who creates the channel, and who becomes its first member. */
  readonly by: string
}

/** Creates a channel, reports it to the apps, and returns it. */
export function createChannel(world: World, { name, kind, by }: NewChannel): Channel {
  const created = Math.floor(world.now() / 1000)
  const channel: Channel = {
    ...{ id: newId(world, 'C'), name, kind, topic: '', created, creator: by, members: [], messages: [] },
  }
  channelsIn(world).push(channel)
  world.happened(world, { what: 'channel_created', channel, by })
  addMember(world, channel, by)
  return channel
}

/**
 * Returns `name` if it is valid and no channel other than `own` has it. As in Slack, a name with capital letters is
 * refused and not converted.
 * @throws Refused `invalid_name_…`, `name_taken`
 */
export function needChannelName(world: World, name: string, own?: Channel): string {
  if (name.length > longestName) refuse('invalid_name_maxlength')
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) refuse('invalid_name_specials')
  if (/^[_-]+$/.test(name)) refuse('invalid_name_punctuation')
  const other = findChannelByName(world, name)
  return other && other !== own ? refuse('name_taken') : name
}
