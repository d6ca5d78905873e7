import { canSee, findChannel, findChannelByName, findDirect, isMember, openDirect } from '../channels.ts'
import { holds } from '../classic-scopes.ts'
import { addMessage, messageView, readContent } from '../messages.ts'
import { type Call, fail, type Handlers, isOn } from '../method.ts'
import { findApp, findInstall, findPerson } from '../people.ts'
import { warn } from '../warnings.ts'
import type { Channel, Message, Person } from '../world.ts'

export const chat = {
  'chat.postMessage': (call) => {
    const { world, args } = call
    const content = readContent(args)
    if (typeof content === 'string') return fail(content)
    const channel = target(call)
    if (typeof channel === 'string') return fail(channel)
    const refusal = refusePost(call, channel)
    if (refusal) return fail(refusal)
    const { truncated, ...said } = content
    const message = addMessage(world, channel, { ...said, ...author(call), ...thread(args) })
    const body = { ok: true, channel: channel.id, ts: message.ts, message: messageView(world, message) }
    return truncated ? warn(body, ['message_truncated']) : body
  },
} satisfies Handlers

/** The channel that an id, a name or a person's id stands for; a direct conversation is opened if need be. */
function target(call: Call): Channel | string {
  const { world, args, actor } = call
  const wanted = args['channel'] ?? ''
  const person = findPerson(world, wanted)
  if (person) return directWith(call, person)
  const channel = findChannel(world, wanted) ?? findChannelByName(world, wanted)
  return channel && canSee(channel, actor.id) ? channel : 'channel_not_found'
}

function directWith({ world, actor, token }: Call, person: Person): Channel | string {
  if (person.deleted) return 'channel_not_found'
  if (token.kind === 'bot' && person.bot) return 'cannot_dm_bot'
  const refusal = refuseDirect({ world }, [actor, person])
  if (refusal) return refusal
  const members = [...new Set([actor.id, person.id])]
  return findDirect(world, members) ?? openDirect(world, [actor.id, person.id])
}

/** Why this token may not post in a channel that it sees. */
function refusePost(call: Call, channel: Channel): string | undefined {
  const { world, actor, token } = call
  if (channel.archived) return 'is_archived'
  if (channel.kind === 'im') {
    return refuseDirect(
      call,
      channel.members.map((id) => findPerson(world, id)),
    )
  }
  if (isMember(channel, actor.id)) return undefined
  const anywhere = token.kind === 'bot' ? holds(token, 'chat:write.public') : speaksAsApp(call)
  return anywhere ? undefined : 'not_in_channel'
}

/** An app without a messages tab in its home has no place for direct messages. */
function refuseDirect({ world }: Pick<Call, 'world'>, people: readonly (Person | undefined)[]): string | undefined {
  const closed = people.some((person) => person?.bot && findApp(world, person.bot.appId)?.messagesTab === false)
  return closed ? 'messages_tab_disabled' : undefined
}

type Author = Pick<Message, 'user' | 'appId' | 'botId' | 'subtype' | 'username' | 'icons'>

/** Who the message is from: that is the whole difference between the two tokens. */
function author(call: Call): Author {
  const { world, token, actor, args } = call
  const { appId } = token
  if (speaksAsApp(call)) {
    const botId = findInstall(world, appId)?.botId
    const username = args['username'] || (findApp(world, appId)?.name ?? appId)
    return { user: '', appId, subtype: 'bot_message', username, ...(botId && { botId }), ...icons(args) }
  }
  if (token.kind === 'user') return { user: actor.id, appId }
  const bot = { user: actor.id, appId, ...(actor.bot && { botId: actor.bot.id }) }
  const custom = args['username'] || args['icon_emoji'] || args['icon_url']
  if (!custom || !holds(token, 'chat:write.customize')) return bot
  return { ...bot, user: '', subtype: 'bot_message', username: args['username'] || actor.realName, ...icons(args) }
}

/**
 * A classic app's user token with `chat:write:bot` speaks under the app's name, where it can: `as_user` is false
 * unless given (docs.slack.dev/reference/methods/chat.postMessage, legacy concerns).
 */
function speaksAsApp({ token, args }: Call): boolean {
  if (token.kind !== 'user' || !token.scopes.includes('chat:write:bot')) return false
  const asPerson = ['chat:write', 'chat:write:user', 'post', 'client'].some((scope) => token.scopes.includes(scope))
  return !(asPerson && isOn(args['as_user']))
}

function icons(args: Call['args']): Pick<Message, 'icons'> {
  if (args['icon_emoji']) return { icons: { emoji: args['icon_emoji'] } }
  return args['icon_url'] ? { icons: { image_48: args['icon_url'] } } : {}
}

function thread(args: Call['args']): Pick<Message, 'threadTs' | 'subtype'> {
  if (!args['thread_ts']) return {}
  return { threadTs: args['thread_ts'], ...(isOn(args['reply_broadcast']) && { subtype: 'thread_broadcast' }) }
}
