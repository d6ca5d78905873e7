import { findChannel } from '../../state/channels.ts'
import type { ScheduledMessage } from '../../state/content-types.ts'
import { newId } from '../../state/ids.ts'
import { messageView } from '../../state/messages.ts'
import { type AnswerBody, refuse } from '../../state/refusal.ts'
import { readDraft } from '../message-args.ts'
import type { Call, Handlers } from '../method.ts'
import { pageOf } from '../pagination.ts'

/**
 * Limits of `chat.scheduleMessage`: how many seconds ahead a message can be scheduled, and how many messages can be
 * scheduled within five minutes (docs.slack.dev/reference/methods/chat.scheduleMessage).
 */
const farthest = 120 * 24 * 60 * 60
const window = 5 * 60
const mostInWindow = 30

/** When a message is scheduled for less than this many seconds from now, it can no longer be deleted. */
const tooLate = 60

export const chatScheduled = {
  'chat.scheduleMessage': (call) => schedule(call),

  'chat.scheduledMessages.list': (call) => {
    const { world, args } = call
    const wanted = args['channel'] ?? ''
    if (wanted !== '' && !findChannel(world, wanted)) refuse('invalid_channel')
    const oldest = Number(args['oldest'] || 0)
    const latest = Number(args['latest'] || Number.MAX_SAFE_INTEGER)
    const found = own(call)
      .filter(({ channelId }) => wanted === '' || channelId === wanted)
      .filter(({ postAt }) => postAt >= oldest && postAt <= latest)
      .sort((one, other) => one.postAt - other.postAt)
    const page = pageOf(found, args, { prefix: 'scheduled', id: ({ id }) => id, usual: 100 })
    return {
      ok: true,
      scheduled_messages: page.items.map(listed),
      response_metadata: { next_cursor: page.next },
    }
  },

  'chat.deleteScheduledMessage': (call) => {
    const { world, args } = call
    if (!findChannel(world, args['channel'] ?? '')) refuse('channel_not_found')
    const id = args['scheduled_message_id']
    const found = own(call).find((one) => one.id === id && one.channelId === args['channel'])
    const now = world.now() / 1000
    if (!found || found.postAt - now < tooLate) refuse('invalid_scheduled_message_id')
    world.state.scheduled = world.state.scheduled.filter((one) => one !== found)
    world.changed()
    return { ok: true }
  },
} satisfies Handlers

function own({ world, token, actor }: Call): ScheduledMessage[] {
  return world.state.scheduled.filter(({ appId, userId }) => appId === token.appId && userId === actor.id)
}

function schedule(call: Call): AnswerBody {
  const { world, args, token, actor } = call
  const now = Math.floor(world.now() / 1000)
  const postAt = Number(args['post_at'])
  if (!Number.isInteger(postAt) || postAt < 0) refuse('invalid_time')
  if (postAt <= now) refuse('time_in_past')
  if (postAt > now + farthest) refuse('time_too_far')
  const { channel, said } = readDraft(call)
  const near = world.state.scheduled.filter(
    (one) => one.channelId === channel.id && Math.abs(one.postAt - postAt) < window,
  )
  if (near.length >= mostInWindow) refuse('restricted_too_many')
  const id = newId(world, 'Q')
  const { id: channelId } = channel
  world.state.scheduled.push({ id, channelId, appId: token.appId, userId: actor.id, postAt, createdAt: now, said })
  world.changed()
  const { ts: _, ...message } = messageView(world, { ...said, ts: '' }, true)
  return {
    ok: true,
    channel: channelId,
    scheduled_message_id: id,
    post_at: postAt,
    message: { ...message, type: 'delayed_message' },
  }
}

function listed({ id, channelId, postAt, createdAt, said }: ScheduledMessage): Readonly<Record<string, unknown>> {
  return { id, channel_id: channelId, post_at: postAt, date_created: createdAt, text: said.text }
}
