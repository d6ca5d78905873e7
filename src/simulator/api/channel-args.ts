import { canSee, findChannel, isMember } from '../state/channels.ts'
import type { Channel } from '../state/content-types.ts'
import { refuse } from '../state/refusal.ts'
import type { Call } from './method.ts'

/** Returns the channel with the id `args.channel`; undefined when there is none or the caller cannot see it. */
export function visibleChannel({ world, args, actor }: Pick<Call, 'world' | 'args' | 'actor'>): Channel | undefined {
  const channel = findChannel(world, args['channel'] ?? '')
  return channel !== undefined && canSee(channel, actor.id) ? channel : undefined
}

/**
 * Returns the channel with the id `args.channel`.
 * @throws Refused `channel_not_found` when there is no such channel or the caller cannot see it
 */
export function requireChannel(call: Pick<Call, 'world' | 'args' | 'actor'>): Channel {
  return visibleChannel(call) ?? refuse('channel_not_found')
}

/**
 * Returns the channel with the id `args.channel`, if the caller is a member.
 * @throws Refused `channel_not_found`, `not_in_channel`
 */
export function requireOwnChannel(call: Pick<Call, 'world' | 'args' | 'actor'>): Channel {
  const channel = requireChannel(call)
  if (!isMember(channel, call.actor.id)) refuse('not_in_channel')
  return channel
}

/**
 * Returns `channel` when it is a public or private channel, which users join and leave.
 * @throws Refused `method_not_supported_for_channel_type` for a direct conversation
 */
export function requireMembership(channel: Channel): Channel {
  if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type')
  return channel
}
