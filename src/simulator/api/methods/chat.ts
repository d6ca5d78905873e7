import { findChannel, isMember } from '../../state/channels.ts'
import { addEphemeral } from '../../state/ephemerals.ts'
import { addMessage, findMessage, messageView, permalink } from '../../state/messages.ts'
import { type AnswerBody, refuse } from '../../state/refusal.ts'
import { findPerson } from '../../state/users.ts'
import { requireChannel } from '../channel-args.ts'
import { author, readDraft, requireTarget } from '../message-args.ts'
import type { Call, Handlers } from '../method.ts'
import { warn } from '../warnings.ts'

/** Maximum number of characters in a `/me` message. */
const mostOfMe = 40_000

export const chat = {
  'chat.postMessage': (call) => {
    const { world } = call
    const { channel, said, truncated } = readDraft(call)
    const message = addMessage(world, channel, said)
    const body = { ok: true, channel: channel.id, ts: message.ts, message: messageView(world, message, true) }
    return truncated ? warn(body, ['message_truncated']) : body
  },

  'chat.meMessage': (call) => {
    const { world, args } = call
    const text = args['text'] ?? ''
    if (text.length > mostOfMe) refuse('msg_too_long')
    const channel = requireTarget(call)
    const { ts } = addMessage(world, channel, { ...author(call), subtype: 'me_message', text })
    return { ok: true, channel: channel.id, ts }
  },

  'chat.postEphemeral': (call) => postEphemeral(call),

  'chat.getPermalink': (call) => {
    const channel = requireChannel(call)
    const message = findMessage(channel, call.args['message_ts'] ?? '')
    if (!message) refuse('message_not_found')
    return { ok: true, channel: channel.id, permalink: permalink(call.url, channel, message) }
  },
} satisfies Handlers

/**
 * Posts a message that only one person sees. It is not stored with the channel's messages, so no other method returns
 * it.
 */
function postEphemeral(call: Call): AnswerBody {
  const { world, args } = call
  // Unlike `chat.postMessage`, this method does not accept a user id or a name as the channel.
  if (!findChannel(world, args['channel'] ?? '')) refuse('channel_not_found')
  const { channel, said } = readDraft(call)
  const reader = findPerson(world, args['user'] ?? '')
  if (!reader || reader.deleted || !isMember(channel, reader.id)) refuse('user_not_in_channel')
  const { message } = addEphemeral(world, { channelId: channel.id, userId: reader.id, message: said })
  return { ok: true, message_ts: message.ts }
}
