import type { MessageStream } from '../../state/agent-types.ts'
import type { Channel, Message, MessageAuthor } from '../../state/content-types.ts'
import { addMessage, findMessage, messageView } from '../../state/messages.ts'
import { refuse, refuseArguments } from '../../state/refusal.ts'
import { requireChannel } from '../channel-args.ts'
import { author, requireTarget, thread } from '../message-args.ts'
import { requireContent } from '../message-content.ts'
import { readMetadata } from '../metadata.ts'
import type { Call, Handlers } from '../method.ts'
import { applyChunks, readChunks } from '../stream-chunks.ts'

/**
 * The methods with which an app writes a message in several steps (docs.slack.dev/reference/methods/chat.startStream).
 */
export const chatStream = {
  'chat.startStream': (call) => {
    const { world, args } = call
    const chunks = readChunks(args)
    const display = args['task_display_mode'] || 'timeline'
    if (display !== 'timeline' && display !== 'plan') refuseArguments('invalid `task_display_mode`')
    const channel = requireTarget(call)
    if (channel.kind !== 'im') requireRecipient(call)
    const stream: MessageStream = { state: 'in_progress', display, tasks: [], blocks: [] }
    const said: MessageAuthor = { ...author(call), ...thread(channel, args), text: '', stream }
    applyChunks(said, stream, chunks)
    const message = addMessage(world, channel, said)
    return { ok: true, channel: channel.id, ts: message.ts }
  },

  'chat.appendStream': (call) => {
    const chunks = readChunks(call.args)
    if (chunks.length === 0) refuseArguments('missing required field: markdown_text or chunks')
    const { channel, message, stream } = needStream(call)
    applyChunks(message, stream, chunks)
    call.world.changed()
    return { ok: true, channel: channel.id, ts: message.ts }
  },

  'chat.stopStream': (call) => {
    const { world, args } = call
    const chunks = readChunks(args)
    const blocks = args['blocks'] ? requireContent({ blocks: args['blocks'] }).blocks : undefined
    const metadata = readMetadata(args)
    const { channel, message, stream } = needStream(call)
    const before = structuredClone(message)
    stream.blocks.push(...(blocks ?? []))
    stream.state = 'completed'
    if (metadata) message.metadata = metadata
    applyChunks(message, stream, chunks)
    world.changed()
    world.happened(world, { what: 'message_changed', channel, message, before })
    return { ok: true, channel: channel.id, ts: message.ts, message: messageView(world, message, true) }
  },
} satisfies Handlers

/**
 * Checks that the call names the recipient of the message. Slack requires a recipient outside direct conversations.
 * @throws Refused `missing_recipient_user_id`, `missing_recipient_team_id`
 */
function requireRecipient({ args }: Call): void {
  if (!args['recipient_user_id']) refuse('missing_recipient_user_id')
  if (!args['recipient_team_id']) refuse('missing_recipient_team_id')
}

function needStream(call: Call): { channel: Channel; message: Message; stream: MessageStream } {
  const channel = requireChannel(call)
  const message = findMessage(channel, call.args['ts'] ?? '') ?? refuse('message_not_found')
  if (message.appId !== call.token.appId || message.user !== call.actor.id) refuse('message_not_owned_by_app')
  const { stream } = message
  if (stream?.state !== 'in_progress') refuse('message_not_in_streaming_state')
  return { channel, message, stream }
}
