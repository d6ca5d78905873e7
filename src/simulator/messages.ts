import { messageFile } from './files.ts'
import type { Call, OpenCall } from './method.ts'
import { findApp } from './people.ts'
import { type Channel, type Message, newTs, type World } from './world.ts'

/** How many messages a channel keeps, the newest. */
const mostMessages = 10_000
const spare = 1000

/** Characters of `text` that Slack keeps (docs.slack.dev/reference/methods/chat.postMessage). */
const mostText = 40_000

/** What a message says, read from the arguments of a method or a webhook. */
export interface Content {
  readonly text: string
  readonly blocks?: readonly unknown[]
  readonly attachments?: readonly unknown[]
  readonly truncated: boolean
}

/** Puts a message at the end of a channel, which keeps its 10,000 newest and at most a thousand more. */
export function addMessage(world: World, channel: Channel, message: Omit<Message, 'ts'>): Message {
  const added: Message = { ...message, ts: newTs(world) }
  channel.messages.push(added)
  // In blocks: taking one off the front of a long list for every message would cost more than the message.
  if (channel.messages.length >= mostMessages + spare) channel.messages.splice(0, spare)
  world.changed()
  return added
}

/**
 * Reads `text`, `markdown_text`, `blocks` and `attachments`, or says with Slack's code what is wrong with them.
 * Blocks are looked at from afar: an array of at most 50 objects, each with a `type`.
 */
export function readContent(args: OpenCall['args']): Content | string {
  const blocks = parseList(args['blocks'])
  if (blocks === null) return 'invalid_blocks_format'
  if (blocks && (blocks.length > 50 || !blocks.every(isBlock))) return 'invalid_blocks'
  // Attachments that do not parse are passed over in silence, which leaves a call without text as no_text.
  const attachments = parseList(args['attachments']) ?? undefined
  if (attachments && attachments.length > 100) return 'too_many_attachments'
  if (args['markdown_text'] && (args['text'] || blocks)) return 'markdown_text_conflict'
  const text = args['text'] || args['markdown_text'] || ''
  if (text === '' && !blocks && !attachments) return 'no_text'
  return {
    text: text.slice(0, mostText),
    truncated: text.length > mostText,
    ...(blocks && { blocks }),
    ...(attachments && { attachments }),
  }
}

/** Undefined for none or an empty list, null for what is not a JSON array. */
function parseList(json: string | undefined): unknown[] | undefined | null {
  if (json === undefined || json === '') return undefined
  try {
    const value: unknown = JSON.parse(json)
    if (!Array.isArray(value)) return null
    return value.length > 0 ? value : undefined
  } catch {
    return null
  }
}

function isBlock(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** A `message` object as the methods answer it (docs.slack.dev/reference/events/message). */
export function messageView(world: World, message: Message): Readonly<Record<string, unknown>> {
  const { user, ts, text, botId, appId, threadTs, subtype, username, icons, blocks, attachments, files } = message
  return {
    type: 'message',
    ...(subtype !== undefined && { subtype }),
    ...(user !== '' && { user }),
    text,
    ts,
    ...(username !== undefined && { username }),
    ...(icons !== undefined && { icons }),
    ...(botId !== undefined && { bot_id: botId }),
    ...(appId !== undefined && { app_id: appId }),
    team: world.state.workspace.id,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(botId !== undefined && appId !== undefined && { bot_profile: botProfile(world, { botId, appId, user }) }),
    ...(blocks !== undefined && { blocks }),
    ...(attachments !== undefined && { attachments }),
    ...(files !== undefined && { files: files.map((id) => messageFile(world, id)), upload: true }),
  }
}

interface BotAuthor {
  readonly botId: string
  readonly appId: string
  readonly user: string
}

function botProfile(world: World, { botId, appId, user }: BotAuthor): Readonly<Record<string, unknown>> {
  return {
    id: botId,
    app_id: appId,
    ...(user !== '' && { user_id: user }),
    name: findApp(world, appId)?.name ?? appId,
    icons: {},
    deleted: false,
    team_id: world.state.workspace.id,
  }
}

/** Address of one message, on this simulator. */
export function permalink({ url }: Pick<Call, 'url'>, channel: Channel, ts: string): string {
  return `${url}/archives/${channel.id}/p${ts.replace('.', '')}`
}
