import { canSee, channelView, findDirect, isMember, openDirect, visibleChannel } from '../channels.ts'
import { addMessage } from '../messages.ts'
import { type Body, type Call, fail, type Handlers, isOn } from '../method.ts'
import { readTypes } from '../missing-scopes.ts'
import { pageOf } from '../paging.ts'
import { findPerson } from '../people.ts'
import { warn } from '../warnings.ts'

export const conversations = {
  'conversations.list': ({ world, args, actor }) => {
    const kinds = readTypes(args)
    if (!kinds) return fail('invalid_types')
    const visible = world.state.channels.filter((one) => kinds.includes(one.kind) && canSee(one, actor.id))
    const page = pageOf(visible, args, { prefix: 'team', id: (channel) => channel.id, usual: 100 })
    if (typeof page === 'string') return fail(page)
    // Slack filters a page after it was cut, so that it may be shorter than asked for.
    const kept = isOn(args['exclude_archived']) ? page.items.filter((channel) => !channel.archived) : page.items
    return {
      ok: true,
      channels: kept.map((channel) => channelView(world, channel, actor.id)),
      response_metadata: { next_cursor: page.next },
    }
  },

  'conversations.info': (call) => {
    const channel = visibleChannel(call)
    if (!channel) return fail('channel_not_found')
    const { num_members: members, ...view } = channelView(call.world, channel, call.actor.id)
    return { ok: true, channel: { ...view, ...(isOn(call.args['include_num_members']) && { num_members: members }) } }
  },

  'conversations.members': (call) => {
    const channel = visibleChannel(call)
    if (!channel) return fail('channel_not_found')
    const page = pageOf(channel.members, call.args, { prefix: 'user', id: (member) => member, usual: 100 })
    if (typeof page === 'string') return fail(page)
    return { ok: true, members: page.items, response_metadata: { next_cursor: page.next } }
  },

  'conversations.join': (call) => {
    const { world, actor } = call
    const channel = visibleChannel(call)
    if (!channel) return fail('channel_not_found')
    if (channel.kind !== 'public') return fail('method_not_supported_for_channel_type')
    if (channel.archived) return fail('is_archived')
    const already = isMember(channel, actor.id)
    if (!already) {
      channel.members.push(actor.id)
      addMessage(world, channel, {
        user: actor.id,
        subtype: 'channel_join',
        text: `<@${actor.id}> has joined the channel`,
      })
    }
    const body = { ok: true, channel: channelView(world, channel, actor.id) }
    return already ? warn(body, ['already_in_channel']) : body
  },

  'conversations.open': (call) => (call.args['users'] ? openWithPeople(call) : reopen(call)),
} satisfies Handlers

function reopen(call: Call): Body {
  if (!call.args['channel']) return fail('users_list_not_supplied')
  const channel = visibleChannel(call)
  if (!channel) return fail('channel_not_found')
  if (channel.kind !== 'im' && channel.kind !== 'mpim') return fail('method_not_supported_for_channel_type')
  const view = channelView(call.world, channel, call.actor.id)
  return {
    ok: true,
    no_op: true,
    already_open: true,
    channel: isOn(call.args['return_im']) ? view : { id: channel.id },
  }
}

function openWithPeople({ world, args, actor }: Call): Body {
  const ids = (args['users'] ?? '').split(',').map((id) => id.trim())
  if (ids.length > 8) return fail('too_many_users')
  const people = ids.map((id) => findPerson(world, id))
  if (people.includes(undefined)) return fail('user_not_found')
  if (people.some((person) => person?.deleted)) return fail('user_disabled')
  const existing = findDirect(world, [...new Set([actor.id, ...ids])])
  if (!existing && isOn(args['prevent_creation'])) return fail('channel_not_found')
  const channel = existing ?? openDirect(world, [actor.id, ...ids])
  return {
    ok: true,
    ...(existing && { no_op: true, already_open: true }),
    channel: isOn(args['return_im']) ? channelView(world, channel, actor.id) : { id: channel.id },
  }
}
