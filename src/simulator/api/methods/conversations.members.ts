import { channelView, isMember } from '../../state/channels.ts'
import type { Channel } from '../../state/content-types.ts'
import { addMember, removeMember } from '../../state/membership.ts'
import { type AnswerBody, fail, Refused, refuse } from '../../state/refusal.ts'
import { findPerson } from '../../state/users.ts'
import { requireChannel, requireMembership, requireOwnChannel } from '../channel-args.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { warn } from '../warnings.ts'

/** Maximum number of users in one invite (docs.slack.dev/reference/methods/conversations.invite). */
const mostInvited = 100

/** The methods that add members to a channel and remove them. */
export const conversationsMembers = {
  'conversations.join': (call) => {
    const { world, actor } = call
    const channel = requireMembership(requireChannel(call))
    if (channel.kind !== 'public') refuse('method_not_supported_for_channel_type')
    if (channel.archived) refuse('is_archived')
    const already = isMember(channel, actor.id)
    if (!already) addMember(world, channel, actor.id)
    const body = { ok: true, channel: channelView(world, channel, actor.id) }
    return already ? warn(body, ['already_in_channel']) : body
  },

  'conversations.invite': (call) => invite(call),

  'conversations.kick': (call) => {
    const { world, args, actor } = call
    const channel = requireMembership(requireChannel(call))
    const userId = args['user'] || refuse('no_user')
    if (!findPerson(world, userId)) refuse('user_not_found')
    if (userId === actor.id) refuse('cant_kick_self')
    if (channel.name === 'general') refuse('cant_kick_from_general')
    if (!isMember(channel, actor.id) || !isMember(channel, userId)) refuse('not_in_channel')
    removeMember(world, channel, userId, actor.id)
    return { ok: true, errors: {} }
  },

  'conversations.leave': (call) => {
    const { actor } = call
    const channel = requireMembership(requireChannel(call))
    if (!isMember(channel, actor.id)) return { ok: true, not_in_channel: true }
    if (channel.archived) refuse('is_archived')
    if (channel.name === 'general') refuse('cant_leave_general')
    if (channel.members.length === 1) refuse('last_member')
    removeMember(call.world, channel, actor.id)
    return { ok: true }
  },
} satisfies Handlers

/**
 * Invites either all users or none of them. With the argument `force`, invites every user that can be invited, and
 * lists the others in the answer's `errors`.
 */
function invite(call: Call): AnswerBody {
  const { world, args, actor } = call
  const channel = requireMembership(requireOwnChannel(call))
  if (channel.archived) refuse('is_archived')
  const ids = [...new Set((args['users'] ?? '').split(',').map((id) => id.trim()))].filter((id) => id !== '')
  if (ids.length === 0) refuse('no_user')
  if (ids.length > mostInvited) refuse('too_many_users')
  const errors = ids.flatMap((id) => refusedGuest(call, channel, id))
  const [first] = errors
  if (first && (!isOn(args['force']) || errors.length === ids.length)) {
    throw new Refused(fail(first.error, { errors }))
  }
  for (const user of ids.filter((id) => !errors.some((one) => one.user === id))) {
    addMember(world, channel, user, actor.id)
  }
  const body = { ok: true, channel: channelView(world, channel, actor.id) }
  return errors.length > 0 ? { ...body, errors } : body
}

function refusedGuest({ world, actor }: Call, channel: Channel, user: string): RefusedGuest[] {
  const person = findPerson(world, user)
  const because = (error: string) => [{ user, ok: false as const, error }]
  if (!person) return because('user_not_found')
  if (user === actor.id) return because('cant_invite_self')
  if (person.deleted) return because('cant_invite')
  return isMember(channel, user) ? because('already_in_channel') : []
}

interface RefusedGuest {
  readonly user: string
  readonly ok: false
  readonly error: string
}
