import { canSee, findChannel } from '../state/channels.ts'
import type { Channel } from '../state/content-types.ts'
import { holds } from '../state/scopes.ts'
import { type Call, isOn } from './method.ts'

/** The first part of a scope's name for each kind of conversation, such as `groups` in `groups:read`. */
const families = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const satisfies Record<
  Channel['kind'],
  string
>

const kinds = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
} as const satisfies Record<string, Channel['kind']>

/** Reads the argument `types` of `conversations.list`; returns undefined when it has an unknown type. */
export function readTypes(args: Call['args']): Channel['kind'][] | undefined {
  const words = (args['types'] || 'public_channel').split(',').map((word) => word.trim())
  return words.every((word) => Object.hasOwn(kinds, word))
    ? words.map((word) => kinds[word as keyof typeof kinds])
    : undefined
}

/**
 * Returns the scopes that the token lacks for this call, as in Slack's `needed`; an empty list when the token can make
 * the call. The token needs only one of the accepted scopes. In a call about a conversation, this scope must be one for
 * the kind of the conversation.
 * @param accepted the scopes that the method accepts for this kind of token
 */
export function missingScopes(method: string, accepted: readonly string[], call: Call): readonly string[] {
  const groups = alternatives(method, accepted, call)
  return groups.filter((group) => group.length > 0 && !group.some((scope) => holds(call.token, scope))).flat()
}

/** Returns a list of groups of scopes. The token needs at least one scope from each group. */
function alternatives(method: string, accepted: readonly string[], call: Call): readonly (readonly string[])[] {
  if (method === 'conversations.list' || method === 'users.conversations') {
    return (readTypes(call.args) ?? ['public']).map((kind) => ofKind(accepted, kind))
  }
  if (!method.startsWith('conversations.')) return [accepted]
  const kind = kindToBe(method, call.args)
  const seen = kind ?? visibleKind(call)
  return [seen === undefined ? accepted : ofKind(accepted, seen)]
}

function ofKind(accepted: readonly string[], kind: Channel['kind']): readonly string[] {
  const fitting = accepted.filter((scope) => scope.startsWith(`${families[kind]}:`))
  return fitting.length > 0 ? fitting : accepted
}

/** Returns the kind of the conversation that the call creates; undefined when it does not create one. */
function kindToBe(method: string, args: Call['args']): Channel['kind'] | undefined {
  if (method === 'conversations.create') return isOn(args['is_private']) ? 'private' : 'public'
  if (method !== 'conversations.open') return undefined
  const users = args['users'] ?? ''
  if (users === '') return undefined
  return users.includes(',') ? 'mpim' : 'im'
}

/**
 * Returns the kind of the conversation in `args.channel`. Returns undefined when the caller cannot see the
 * conversation, because then the answer must not depend on the kind.
 */
function visibleKind({ world, args, actor }: Call): Channel['kind'] | undefined {
  const channel = findChannel(world, args['channel'] ?? '')
  return channel !== undefined && canSee(channel, actor.id) ? channel.kind : undefined
}
