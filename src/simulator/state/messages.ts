import type { Channel, Message, MessageAuthor, Metadata } from './content-types.ts'
import { messageFile } from './files.ts'
import { newTs } from './ids.ts'
import { reactionsView } from './reactions-and-pins.ts'
import { refuse } from './refusal.ts'
import { clearThreadStatus } from './thread-status.ts'
import type { World } from './types.ts'
import { findApp } from './users.ts'
import { currentWorkspace } from './workspaces.ts'

/**
 * A channel always stores at least this number of its newest messages. Older messages are removed in groups of `spare`.
 */
const mostMessages = 10_000
const spare = 1000

/**
 * Adds a message to a channel and returns it. Reports it to the apps, and removes the oldest messages above the limit.
 */
export function addMessage(world: World, channel: Channel, said: MessageAuthor, ts: string = newTs(world)): Message {
  const added: Message = { ...said, ts }
  channel.messages.push(added)
  // Removes a thousand messages at once, because removing one message for each new one is slow in a long list.
  if (channel.messages.length >= mostMessages + spare) channel.messages.splice(0, spare)
  if (added.appId !== undefined) clearThreadStatus(world, channel, added.threadTs, added.appId)
  world.changed()
  world.happened(world, { what: 'message', channel, message: added })
  return added
}

/** Adds a message that Slack itself writes, for example when a person joins or changes the topic. */
export function addNotice(
  world: World,
  channel: Channel,
  notice: Required<Pick<Message, 'user' | 'subtype' | 'text'>> & Pick<Message, 'notice'>,
): void {
  addMessage(world, channel, notice)
}

/** Whether Slack itself wrote the message. No token can change such a message, and search does not find it. */
export function isNotice({ subtype }: Message): boolean {
  return subtype !== undefined && /^(?:channel_|tombstone$)/.test(subtype)
}

/** Returns the message with this `ts` in a channel; undefined when there is none. */
export function findMessage(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts)
}

/** Returns the message with this `ts` in a channel. @throws Refused `bad_timestamp`, `message_not_found` */
export function requireMessage(channel: Channel, ts: string): Message {
  if (!/^\d+\.\d+$/.test(ts)) refuse('bad_timestamp')
  return findMessage(channel, ts) ?? refuse('message_not_found')
}

/**
 * Returns a `message` object for an API answer (docs.slack.dev/reference/events/message).
 * @param wholeMetadata whether to include the payload of the message's metadata
 */
export function messageView(world: World, message: Message, wholeMetadata = false) {
  const { user, ts, text, botId, appId, threadTs, subtype, username, icons, blocks, attachments, files } = message
  const { edited, reactions, mrkdwn, metadata, clientMsgId, notice, stream } = message
  return {
    type: 'message' as const,
    ...(subtype !== undefined && { subtype }),
    ...notice,
    ...(user !== '' && { user }),
    text,
    ts,
    ...(username !== undefined && { username }),
    ...(icons !== undefined && { icons }),
    ...(botId !== undefined && { bot_id: botId }),
    ...(appId !== undefined && { app_id: appId }),
    ...(clientMsgId !== undefined && { client_msg_id: clientMsgId }),
    team: currentWorkspace(world).id,
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...(botId !== undefined && appId !== undefined && { bot_profile: botProfile(world, { botId, appId, user }) }),
    ...(blocks !== undefined && { blocks }),
    ...(attachments !== undefined && { attachments }),
    ...(files !== undefined && { files: files.map((id) => messageFile(world, id)), upload: true }),
    ...(mrkdwn !== undefined && { mrkdwn }),
    ...(metadata !== undefined && { metadata: metadataView(metadata, wholeMetadata) }),
    ...(stream !== undefined && { streaming_state: stream.state }),
    ...(edited !== undefined && { edited }),
    ...(reactions !== undefined && { reactions: reactionsView(reactions) }),
  }
}

/** The time of the last change of a bot's profile, in seconds since 1970: a day in January 2026. */
const profileUpdated = Date.UTC(2026, 0, 5) / 1000

interface BotAuthor {
  readonly botId: string
  readonly appId: string
  readonly user: string
}

function botProfile(world: World, { botId, appId, user }: BotAuthor) {
  return {
    id: botId,
    app_id: appId,
    ...(user !== '' && { user_id: user }),
    name: findApp(world, appId)?.name ?? appId,
    icons: {},
    updated: profileUpdated,
    deleted: false,
    team_id: currentWorkspace(world).id,
  }
}

/**
 * Returns the permalink of a message. As in Slack, the permalink of a reply contains its thread.
 * @param url the simulator's base URL
 */
export function permalink(url: string, channel: Channel, { ts, threadTs }: Message): string {
  const place = `${url}/archives/${channel.id}/p${ts.replace('.', '')}`
  return threadTs === undefined || threadTs === ts ? place : `${place}?thread_ts=${threadTs}&cid=${channel.id}`
}

/** Returns the anchor (the HTML id) of a message on the page that shows all channels. */
export function messageAnchor({ id }: Pick<Channel, 'id'>, { ts }: Pick<Message, 'ts'>): string {
  return `${id}-p${ts.replace('.', '')}`
}

/**
 * Returns the metadata of a message for an API answer: with its payload when `whole` is true, otherwise only its type.
 */
export function metadataView(metadata: Metadata, whole: boolean): Readonly<Record<string, unknown>> {
  return whole ? { ...metadata } : { event_type: metadata.event_type }
}
