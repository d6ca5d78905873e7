import { canSee, channelView, findDirect, openDirect } from '../../state/channels.ts'
import { type AnswerBody, refuse } from '../../state/refusal.ts'
import { findPerson, locale } from '../../state/users.ts'
import { channelsIn } from '../../state/workspaces.ts'
import { requireChannel } from '../channel-args.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { pageOf } from '../pagination.ts'
import { readTypes } from '../scopes.ts'

export const conversations = {
  'conversations.list': ({ world, args, actor }) => {
    const kinds = readTypes(args)
    if (!kinds) refuse('invalid_types')
    const visible = channelsIn(world).filter((one) => kinds.includes(one.kind) && canSee(one, actor.id))
    const page = pageOf(visible, args, { prefix: 'team', id: (channel) => channel.id, usual: 100 })
    // Slack selects the page before it removes archived channels, so a page can have fewer than `limit` entries.
    const kept = isOn(args['exclude_archived']) ? page.items.filter((channel) => !channel.archived) : page.items
    return {
      ok: true,
      channels: kept.map((channel) => channelView(world, channel, actor.id)),
      response_metadata: { next_cursor: page.next },
    }
  },

  'conversations.info': (call) => {
    const channel = requireChannel(call)
    const { num_members: members, ...view } = channelView(call.world, channel, call.actor.id)
    const { include_num_members: counts, include_locale: tells } = call.args
    const more = { ...(isOn(counts) && { num_members: members }), ...(isOn(tells) && { locale }) }
    return { ok: true, channel: { ...view, ...more } }
  },

  'conversations.members': (call) => {
    const channel = requireChannel(call)
    const page = pageOf(channel.members, call.args, { prefix: 'user', id: (member) => member, usual: 100 })
    return { ok: true, members: page.items, response_metadata: { next_cursor: page.next } }
  },

  'conversations.open': (call) => (call.args['users'] ? openWithPeople(call) : reopen(call)),
} satisfies Handlers

function reopen(call: Call): AnswerBody {
  if (!call.args['channel']) refuse('users_list_not_supplied')
  const channel = requireChannel(call)
  if (channel.kind !== 'im' && channel.kind !== 'mpim') refuse('method_not_supported_for_channel_type')
  const view = channelView(call.world, channel, call.actor.id)
  return {
    ok: true,
    no_op: true,
    already_open: true,
    channel: isOn(call.args['return_im']) ? view : { id: channel.id },
  }
}

function openWithPeople({ world, args, actor }: Call): AnswerBody {
  const ids = (args['users'] ?? '').split(',').map((id) => id.trim())
  if (ids.length > 8) refuse('too_many_users')
  const people = ids.map((id) => findPerson(world, id))
  if (people.includes(undefined)) refuse('user_not_found')
  if (people.some((person) => person?.deleted)) refuse('user_disabled')
  const existing = findDirect(world, [...new Set([actor.id, ...ids])])
  if (!existing && isOn(args['prevent_creation'])) refuse('channel_not_found')
  const channel = existing ?? openDirect(world, [actor.id, ...ids])
  return {
    ok: true,
    ...(existing && { no_op: true, already_open: true }),
    channel: isOn(args['return_im']) ? channelView(world, channel, actor.id) : { id: channel.id },
  }
}
