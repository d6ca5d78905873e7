import { isMember } from '../../state/channels.ts'
import type { Channel, Message, Pin } from '../../state/content-types.ts'
import { findMessage, isNotice, messageView, permalink, requireMessage } from '../../state/messages.ts'
import { unpin } from '../../state/reactions-and-pins.ts'
import { refuse } from '../../state/refusal.ts'
import { requireChannel } from '../channel-args.ts'
import type { Call, Handlers } from '../method.ts'

/** Maximum number of pins in a channel. */
const mostPins = 100

export const pins = {
  'pins.add': (call) => {
    const { world, actor } = call
    const { channel, message } = needItem(call)
    if (isNotice(message)) refuse('not_pinnable')
    const others = channel.pins ?? []
    if (others.some(({ ts }) => ts === message.ts)) refuse('already_pinned')
    if (others.length >= mostPins) refuse('too_many_pins')
    channel.pins = [...others, { ts: message.ts, by: actor.id, at: Math.floor(world.now() / 1000) }]
    world.changed()
    world.happened(world, { what: 'pin_added', channel, message, by: actor.id })
    return { ok: true }
  },

  'pins.remove': (call) => {
    const { channel, message } = needItem(call)
    if (!unpin(channel, message.ts)) refuse('no_pin')
    call.world.changed()
    call.world.happened(call.world, { what: 'pin_removed', channel, message, by: call.actor.id })
    return { ok: true }
  },

  'pins.list': (call) => {
    const channel = requireChannel(call)
    const newestFirst = [...(channel.pins ?? [])].reverse()
    return { ok: true, items: newestFirst.flatMap((pin) => pinView(call, channel, pin)) }
  },
} satisfies Handlers

function needItem(call: Call): { channel: Channel; message: Message } {
  const { args, actor } = call
  const channel = requireChannel(call)
  if (!args['timestamp']) refuse('no_item_specified')
  if (!isMember(channel, actor.id)) refuse('not_in_channel')
  if (channel.archived) refuse('is_archived')
  return { channel, message: requireMessage(channel, args['timestamp']) }
}

/**
 * Returns a list whose only entry is the pinned message, in the form of the answer; an empty list when the channel no
 * longer stores the message.
 */
function pinView(call: Call, channel: Channel, { ts, by, at }: Pin): Readonly<Record<string, unknown>>[] {
  const message = findMessage(channel, ts)
  if (!message) return []
  const shown = { ...messageView(call.world, message), pinned_to: [channel.id] }
  const link = permalink(call.url, channel, message)
  return [{ type: 'message', channel: channel.id, created: at, created_by: by, message: { ...shown, permalink: link } }]
}
