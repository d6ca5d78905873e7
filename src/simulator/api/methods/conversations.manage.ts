import { channelView, isMember } from '../../state/channels.ts'
import { createChannel, needChannelName } from '../../state/create-channel.ts'
import { addNotice } from '../../state/messages.ts'
import { type AnswerBody, refuse } from '../../state/refusal.ts'
import { requireChannel, requireMembership, requireOwnChannel } from '../channel-args.ts'
import { type Call, type Handlers, isOn } from '../method.ts'

/** Maximum number of characters (docs.slack.dev/reference/methods/conversations.setTopic). */
const longestTopic = 250

/** The methods that create, rename and archive a channel, and set its topic and purpose. */
export const conversationsManage = {
  'conversations.create': (call) => {
    const { world, args, actor } = call
    const name = needChannelName(world, args['name'] ?? '')
    const channel = createChannel(world, { name, kind: isOn(args['is_private']) ? 'private' : 'public', by: actor.id })
    return { ok: true, channel: channelView(world, channel, actor.id) }
  },

  'conversations.rename': (call) => {
    const { world, args, actor } = call
    const channel = requireMembership(requireOwnChannel(call))
    if (channel.creator !== actor.id && !actor.isAdmin) refuse('not_authorized')
    if (channel.archived) refuse('is_archived')
    const name = needChannelName(world, args['name'] ?? '', channel)
    const before = channel.name
    channel.name = name
    channel.previousNames = [before, ...(channel.previousNames ?? []).filter((one) => one !== name)]
    addNotice(call.world, channel, {
      user: call.actor.id,
      subtype: 'channel_name',
      text: `<@${actor.id}> has renamed the channel from "${before}" to "${name}"`,
      notice: { old_name: before, name },
    })
    world.happened(world, { what: 'channel_renamed', channel, by: actor.id })
    return { ok: true, channel: channelView(world, channel, actor.id) }
  },

  'conversations.archive': (call) => {
    const channel = requireMembership(requireOwnChannel(call))
    if (channel.archived) refuse('already_archived')
    if (channel.name === 'general') refuse('cant_archive_general')
    channel.archived = true
    addNotice(call.world, channel, {
      user: call.actor.id,
      subtype: 'channel_archive',
      text: `<@${call.actor.id}> archived the channel`,
    })
    call.world.happened(call.world, { what: 'channel_archived', channel, by: call.actor.id })
    return { ok: true }
  },

  'conversations.unarchive': (call) => {
    const channel = requireMembership(requireOwnChannel(call))
    if (!channel.archived) refuse('not_archived')
    delete channel.archived
    addNotice(call.world, channel, {
      user: call.actor.id,
      subtype: 'channel_unarchive',
      text: `<@${call.actor.id}> un-archived the channel`,
    })
    call.world.happened(call.world, { what: 'channel_unarchived', channel, by: call.actor.id })
    return { ok: true }
  },

  'conversations.setTopic': (call) => {
    const topic = call.args['topic'] ?? ''
    return about(call, topic, 'topic')
  },

  'conversations.setPurpose': (call) => {
    const purpose = call.args['purpose'] ?? ''
    return about(call, purpose, 'purpose')
  },

  'conversations.mark': (call) => {
    const { world, args, actor } = call
    const channel = requireChannel(call)
    if (!isMember(channel, actor.id)) refuse('not_in_channel')
    const ts = args['ts'] ?? ''
    if (!/^\d+(?:\.\d+)?$/.test(ts)) refuse('invalid_timestamp')
    channel.lastRead = { ...channel.lastRead, [actor.id]: ts }
    world.changed()
    return { ok: true }
  },
} satisfies Handlers

function about(call: Call, text: string, what: 'topic' | 'purpose'): AnswerBody {
  const { world, actor } = call
  const channel = requireOwnChannel(call)
  if (channel.kind === 'im') refuse('method_not_supported_for_channel_type')
  if (channel.archived) refuse('is_archived')
  if (text.length > longestTopic) refuse('too_long')
  const set = { by: actor.id, at: Math.floor(world.now() / 1000) }
  if (what === 'topic') Object.assign(channel, { topic: text, topicSet: set })
  else Object.assign(channel, { purpose: text, purposeSet: set })
  addNotice(call.world, channel, {
    user: call.actor.id,
    subtype: `channel_${what}`,
    text: `<@${actor.id}> set the channel ${what}: ${text}`,
    notice: { [what]: text },
  })
  return { ok: true, [what]: text, channel: channelView(world, channel, actor.id) }
}
