import { canSee, findChannel, findChannelByName, findDirect, isMember, openDirect } from '../state/channels.ts'
import type { Channel, Message, MessageAuthor } from '../state/content-types.ts'
import { findMessage } from '../state/messages.ts'
import { refuse } from '../state/refusal.ts'
import { holds } from '../state/scopes.ts'
import type { Person, World } from '../state/types.ts'
import { findApp, findInstall, findPerson } from '../state/users.ts'
import { linked } from './mentions.ts'
import { type MessageContent, requireContent } from './message-content.ts'
import { readMetadata } from './metadata.ts'
import { type Call, isOn } from './method.ts'

/** A message whose arguments were checked, and the channel in which it can be posted. */
export interface Draft {
  readonly channel: Channel
  readonly said: MessageAuthor
  readonly truncated: boolean
}

/**
 * Reads and checks the arguments of a method that posts a message: content, channel, permission to post, thread.
 * @throws Refused with Slack's error code
 */
export function readDraft(call: Call): Draft {
  const { truncated, ...content }: MessageContent = requireContent(call.args)
  const metadata = readMetadata(call.args)
  const channel = requireTarget(call)
  const said = {
    ...content,
    text: linked(content.text, call),
    ...(call.args['mrkdwn'] === 'false' && { mrkdwn: false as const }),
    ...(metadata && { metadata }),
    ...author(call),
    ...thread(channel, call.args),
  }
  return { channel, said, truncated }
}

/**
 * Returns the channel whose id or name is `args.channel`. When `args.channel` is the id of a user, returns the direct
 * conversation with this user, and creates it when there is none.
 * @throws Refused with Slack's error code when the caller cannot post there
 */
export function requireTarget(call: Call): Channel {
  const { world, args, actor } = call
  const wanted = args['channel'] ?? ''
  const person = findPerson(world, wanted)
  if (person) return directWith(call, person)
  const channel = findChannel(world, wanted) ?? findChannelByName(world, wanted)
  if (!channel || !canSee(channel, actor.id)) refuse('channel_not_found')
  checkRight(call, channel)
  return channel
}

function directWith({ world, actor, token }: Call, person: Person): Channel {
  if (person.deleted) refuse('channel_not_found')
  if (token.kind === 'bot' && person.bot) refuse('cannot_dm_bot')
  checkDirect(world, [actor, person])
  const members = [...new Set([actor.id, person.id])]
  return findDirect(world, members) ?? openDirect(world, [actor.id, person.id])
}

/** Checks that the caller can post in a channel that it can see. @throws Refused with Slack's error code */
function checkRight(call: Call, channel: Channel): void {
  const { world, actor, token } = call
  if (channel.archived) refuse('is_archived')
  if (channel.kind === 'im') {
    const people = channel.members.map((id) => findPerson(world, id))
    checkDirect(world, people)
    return
  }
  if (isMember(channel, actor.id)) return
  const anywhere = token.kind === 'bot' ? holds(token, 'chat:write.public') : speaksAsApp(call)
  if (!anywhere) refuse('not_in_channel')
}

/** Checks that no member is the bot of an app without a messages tab. @throws Refused `messages_tab_disabled` */
function checkDirect(world: World, people: readonly (Person | undefined)[]): void {
  const closed = people.some((person) => person?.bot && findApp(world, person.bot.appId)?.messagesTab === false)
  if (closed) refuse('messages_tab_disabled')
}

export type Author = Pick<Message, 'user' | 'appId' | 'botId' | 'subtype' | 'username' | 'icons'>

/**
 * Returns the author of the message that a call posts: the bot user, the user, or the app when `speaksAsApp` is true.
 */
export function author(call: Call): Author {
  const { world, token, actor, args } = call
  const { appId } = token
  if (speaksAsApp(call)) {
    const botId = findInstall(world, appId)?.botId
    const username = args['username'] || (findApp(world, appId)?.name ?? appId)
    return { user: '', appId, subtype: 'bot_message', username, ...(botId && { botId }), ...icons(args) }
  }
  if (token.kind === 'user') return { user: actor.id, appId }
  const bot = {
    ...{ user: actor.id, appId },
    ...(actor.bot && { botId: actor.bot.id }),
    ...(token.executionId !== undefined && { executionId: token.executionId }),
  }
  const custom = args['username'] || args['icon_emoji'] || args['icon_url']
  // Without the scope `chat:write.customize`, Slack ignores `username` and the icon.
  if (!custom || !holds(token, 'chat:write.customize')) return bot
  return { ...bot, user: '', subtype: 'bot_message', username: args['username'] || actor.realName, ...icons(args) }
}

/**
 * Whether a message that a user token posts has the app as its author. This happens in a classic app with
 * `chat:write:bot`, because `as_user` is false by default (docs.slack.dev/reference/methods/chat.postMessage, legacy
 * concerns).
 */
export function speaksAsApp({ token, args }: Pick<Call, 'token' | 'args'>): boolean {
  if (token.kind !== 'user' || !token.scopes.includes('chat:write:bot')) return false
  const asPerson = ['chat:write', 'chat:write:user', 'post', 'client'].some((scope) => token.scopes.includes(scope))
  return !(asPerson && isOn(args['as_user']))
}

function icons(args: Call['args']): Pick<Message, 'icons'> {
  if (args['icon_emoji']) return { icons: { emoji: args['icon_emoji'] } }
  return args['icon_url'] ? { icons: { image_48: args['icon_url'] } } : {}
}

/**
 * Returns the fields that put a message into the thread `thread_ts`; an empty object without `thread_ts`. When
 * `thread_ts` is the `ts` of a reply, the message goes into the thread of that reply. A thread accepts replies even
 * when its first message was deleted or never existed.
 * @throws Refused `invalid_thread_ts`
 */
export function thread(channel: Channel, args: Call['args']): Pick<Message, 'threadTs' | 'subtype'> {
  const wanted = args['thread_ts'] ?? ''
  if (wanted === '') return {}
  if (!/^\d+\.\d+$/.test(wanted)) refuse('invalid_thread_ts')
  const threadTs = findMessage(channel, wanted)?.threadTs ?? wanted
  return { threadTs, ...(isOn(args['reply_broadcast']) && { subtype: 'thread_broadcast' }) }
}
