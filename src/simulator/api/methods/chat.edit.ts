import { parseJson } from '../../../slack/facts/json-depth.ts'
import { findChannel } from '../../state/channels.ts'
import type { Channel, Message, StoredFile } from '../../state/content-types.ts'
import { deleteMessage } from '../../state/delete-message.ts'
import { findFile, seesFile } from '../../state/files.ts'
import { newTs } from '../../state/ids.ts'
import { findMessage, isNotice, messageView } from '../../state/messages.ts'
import { type AnswerBody, refuse } from '../../state/refusal.ts'
import { requireChannel } from '../channel-args.ts'
import { linked } from '../mentions.ts'
import { speaksAsApp } from '../message-args.ts'
import { parseList, requireContent } from '../message-content.ts'
import { readMetadata } from '../metadata.ts'
import { type Call, type Handlers, isOn } from '../method.ts'
import { warn } from '../warnings.ts'

/** The methods that change or delete a posted message. */
export const chatEdit = {
  'chat.update': (call) => {
    const { channel, message } = needMessage(call)
    if (isNotice(message) || !isOwn(call, message)) refuse('cant_update_message')
    if (channel.archived) refuse('is_inactive')
    return update(call, channel, message)
  },

  'chat.delete': (call) => {
    const { world, actor, token } = call
    const { channel, message } = needMessage(call)
    const may = isOwn(call, message) || (token.kind === 'user' && actor.isAdmin)
    if (isNotice(message) || !may) refuse('cant_delete_message')
    deleteMessage(world, channel, message)
    return { ok: true, channel: channel.id, ts: message.ts }
  },

  'chat.unfurl': (call) => unfurl(call),
} satisfies Handlers

function needMessage(call: Call): { channel: Channel; message: Message } {
  const channel = requireChannel(call)
  const message = findMessage(channel, call.args['ts'] ?? '')
  return message ? { channel, message } : refuse('message_not_found')
}

/**
 * Whether the caller can change the message. A bot can change only its own messages; a user can change all messages
 * under their name, whichever app posted them.
 */
function isOwn(call: Call, message: Message): boolean {
  const { token, actor } = call
  if (actor.bot) return message.botId === actor.bot.id
  if (message.user === actor.id) return true
  return message.subtype === 'bot_message' && message.appId === token.appId && speaksAsApp(call)
}

/**
 * Updates a message. New text removes the old blocks. The message keeps its old attachments, unless the call has new
 * ones or an empty list (docs.slack.dev/reference/methods/chat.update).
 */
function update(call: Call, channel: Channel, message: Message): AnswerBody {
  const { world, args, actor } = call
  if (isOn(args['reply_broadcast'])) return broadcast(call, channel, message)
  const before = structuredClone(message)
  const metadata = readMetadata(args)
  const files = readFiles(call)
  const { text, blocks, attachments, truncated } = requireContent(args)
  const said = args['text'] || args['markdown_text']
  if (said) message.text = linked(text, call)
  if (metadata) message.metadata = metadata
  if (files) shareIn(channel, message, files)
  if (blocks) message.blocks = blocks
  else if (said || args['blocks']) delete message.blocks
  if (attachments) message.attachments = attachments
  else if (parseList(args['attachments']) === undefined && args['attachments']) delete message.attachments
  // As in Slack, a message is marked as edited only when the call changes its text.
  if (said) message.edited = { user: actor.id, ts: newTs(world) }
  world.changed()
  world.happened(world, { what: 'message_changed', channel, message, before })
  const body = answered(call, channel, message)
  return truncated ? warn(body, ['message_truncated']) : body
}

/**
 * Returns the files whose ids are in `file_ids`. The ids are a JSON list or are separated by commas. Undefined when the
 * call does not have `file_ids`.
 */
function readFiles(call: Call): StoredFile[] | undefined {
  const given = call.args['file_ids'] ?? ''
  if (given === '') return undefined
  const ids = parseList(given) ?? given.split(',').map((id) => id.trim())
  return ids.map((id) => {
    const file = findFile(call.world, String(id))
    return file && seesFile(call.world, file, call.actor.id) ? file : refuse('file_not_found')
  })
}

function shareIn({ id: channelId }: Channel, message: Message, files: readonly StoredFile[]): void {
  const { ts } = message
  for (const file of files) {
    if (!message.files?.includes(file.id)) file.shares.push({ channelId, ts })
  }
  message.files = files.map(({ id }) => id)
}

function broadcast(call: Call, channel: Channel, message: Message): AnswerBody {
  const { args, world } = call
  if (args['text'] || args['blocks'] || args['attachments']) refuse('no_dual_broadcast_content_update')
  if (message.threadTs === undefined || message.threadTs === message.ts) refuse('cant_broadcast_message')
  const before = structuredClone(message)
  message.subtype = 'thread_broadcast'
  world.changed()
  world.happened(world, { what: 'message_changed', channel, message, before })
  return answered(call, channel, message)
}

function answered({ world }: Call, channel: Channel, message: Message): AnswerBody {
  return {
    ok: true,
    channel: channel.id,
    ts: message.ts,
    text: message.text,
    message: messageView(world, message, true),
  }
}

/**
 * Adds link previews to a message that contains the links. The error codes, such as `missing_channel`, are used only by
 * `chat.unfurl`, so this function does not call `requireChannel` or `requireMessage`.
 */
function unfurl(call: Call): AnswerBody {
  const { world, args, token } = call
  if (!args['channel']) refuse('missing_channel')
  if (!args['ts']) refuse('missing_ts')
  if (!args['unfurls']) refuse('missing_unfurls')
  const channel = findChannel(world, args['channel'])
  if (!channel?.members.includes(call.actor.id)) refuse('cannot_find_channel')
  const message = findMessage(channel, args['ts']) ?? refuse('cannot_find_message')
  const previews = readPreviews(args['unfurls'])
  if (previews.some(([link]) => !message.text.includes(link))) refuse('cannot_unfurl_message')
  const before = structuredClone(message)
  const others = Array.isArray(message.attachments) ? message.attachments : []
  const added = previews.map(([link, preview]) => ({ ...preview, from_url: link, app_id: token.appId }))
  message.attachments = [...others, ...added]
  world.changed()
  world.happened(world, { what: 'message_changed', channel, message, before })
  return { ok: true }
}

function readPreviews(json: string): [link: string, preview: object][] {
  let value: unknown
  try {
    value = parseJson(json)
  } catch {
    refuse('invalid_unfurls_format')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse('invalid_unfurls_format')
  const previews = Object.entries(value)
  if (!previews.every(([, one]) => typeof one === 'object' && one !== null)) refuse('cannot_parse_attachment')
  return previews as [string, object][]
}
