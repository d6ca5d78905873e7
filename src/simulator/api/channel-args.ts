import { canSee, findChannel, isMember } from '../state/channels.ts'
import type { Channel } from '../state/content-types.ts'
import { refuse } from '../state/refusal.ts'
import type { Call } from './method.ts'

/** The channel with the id `args.channel`; undefined when this token cannot see it. */
export function visibleChannel({ world, args, actor }: Pick<Call, 'world' | 'args' | 'actor'>): Channel | undefined {
  const channel = findChannel(world, args['channel'] ?? '')
  return channel !== undefined && canSee(channel, actor.id) ? channel : undefined
}

/** The same, for a method that needs it. @throws Refused `channel_not_found` */
export function requireChannel(call: Pick<Call, 'world' | 'args' | 'actor'>): Channel {
  return visibleChannel(call) ?? refuse('channel_not_found')
}

/** The channel, when the caller is a member. @throws Refused `channel_not_found`, `not_in_channel` */
export function requireOwnChannel(call: Pick<Call, 'world' | 'args' | 'actor'>): Channel {
  const channel = requireChannel(call)
  if (!isMember(channel, call.actor.id)) refuse('not_in_channel')
  return channel
}

/** A public or private channel, not a direct conversation. @throws Refused `method_not_supported_for_channel_type` */
export function requireMembership(channel: Channel): Channel {
  if (channel.kind === 'im' || channel.kind === 'mpim') refuse('method_not_supported_for_channel_type')
  return channel
}
