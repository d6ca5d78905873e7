import { isMember } from '../../state/channels.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { messageView, permalink, requireMessage } from '../../state/messages.ts'
import { addReaction, removeReaction } from '../../state/reactions-and-pins.ts'
import { refuse } from '../../state/refusal.ts'
import { findPerson } from '../../state/users.ts'
import { channelsIn } from '../../state/workspaces.ts'
import { requireChannel } from '../channel-args.ts'
import type { Call, Handlers } from '../method.ts'
import { pageOf } from '../pagination.ts'

export const reactions = {
  'reactions.add': (call) => {
    const name = needName(call.args)
    const { channel, message } = needItem(call)
    checkRight(call, channel)
    addReaction(call.world, { message, name, userId: call.actor.id })
    call.world.changed()
    call.world.happened(call.world, { what: 'reaction_added', channel, message, name, by: call.actor.id })
    return { ok: true }
  },

  'reactions.remove': (call) => {
    const name = needName(call.args)
    const { channel, message } = needItem(call)
    checkRight(call, channel)
    removeReaction(message, name, call.actor.id)
    call.world.changed()
    call.world.happened(call.world, { what: 'reaction_removed', channel, message, name, by: call.actor.id })
    return { ok: true }
  },

  'reactions.get': (call) => {
    const { channel, message } = needItem(call)
    return { ok: true, type: 'message', channel: channel.id, message: itemView(call, channel, message) }
  },

  'reactions.list': (call) => {
    const { world, args, actor } = call
    const whose = args['user'] || actor.id
    if (!findPerson(world, whose)) refuse('user_not_found')
    const found = reactedBy(call, whose)
    const paged = args['count'] || args['page'] ? numbered(found, args) : undefined
    const page = paged ?? pageOf(found, args, { prefix: 'reaction', id: ({ message }) => message.ts, usual: 100 })
    return {
      ok: true,
      items: page.items.map(({ channel, message }) => ({
        type: 'message',
        channel: channel.id,
        message: itemView(call, channel, message),
      })),
      ...(paged ? { paging: paged.paging } : { response_metadata: { next_cursor: page.next } }),
    }
  },
} satisfies Handlers

/** Returns the page with the number `args.page`. Slack's older methods use this number in place of a cursor. */
function numbered<Item>(items: readonly Item[], args: Call['args']) {
  const [count, page] = [Number(args['count'] || 100), Number(args['page'] || 1)]
  if (!(count >= 1) || !(page >= 1)) refuse('invalid_arguments')
  const paging = { count, total: items.length, page, pages: Math.ceil(items.length / count) }
  return { items: items.slice((page - 1) * count, page * count), next: '', paging }
}

/**
 * Returns the argument `name`. Checks only its format, and not whether such an emoji exists.
 * @throws Refused `invalid_name`
 */
function needName(args: Call['args']): string {
  const name = args['name'] ?? ''
  return /^[\p{Ll}\p{Lo}\d_'+-]+(?:::skin-tone-[2-6])?$/u.test(name) ? name : refuse('invalid_name')
}

/**
 * Returns the message that `channel` and `timestamp` select. Slack no longer accepts reactions to files, so these
 * arguments are required.
 * @throws Refused with Slack's error code
 */
function needItem(call: Call): { channel: Channel; message: Message } {
  const { args } = call
  if (!args['channel'] || !args['timestamp']) refuse('no_item_specified')
  const channel = requireChannel(call)
  return { channel, message: requireMessage(channel, args['timestamp']) }
}

function checkRight({ actor }: Call, channel: Channel): void {
  if (channel.archived) refuse('is_archived')
  if (actor.bot && !isMember(channel, actor.id)) refuse('not_in_channel')
}

function itemView(call: Call, channel: Channel, message: Message): Readonly<Record<string, unknown>> {
  return { ...messageView(call.world, message), permalink: permalink(call.url, channel, message) }
}

/** Returns the messages to which the user has reacted and which the caller can see, newest first. */
function reactedBy(call: Call, userId: string): { channel: Channel; message: Message }[] {
  const { world, actor } = call
  return channelsIn(world)
    .filter((channel) => channel.kind === 'public' || isMember(channel, actor.id))
    .flatMap((channel) => channel.messages.map((message) => ({ channel, message })))
    .filter(({ message }) => message.reactions?.some(({ users }) => users.includes(userId)))
    .sort((one, other) => Number(other.message.ts) - Number(one.message.ts))
}
