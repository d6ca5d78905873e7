import { canSee, findChannel } from '../state/channels.ts'
import type { Channel } from '../state/content-types.ts'
import { holds } from '../state/scopes.ts'
import { type Call, isOn } from './method.ts'

/** The first part of the scopes that belong to a kind of conversation, as in `groups:read`. */
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

/** Reads `types` of conversations.list, or undefined when one of them is none of Slack's. */
export function readTypes(args: Call['args']): Channel['kind'][] | undefined {
  const words = (args['types'] || 'public_channel').split(',').map((word) => word.trim())
  return words.every((word) => Object.hasOwn(kinds, word))
    ? words.map((word) => kinds[word as keyof typeof kinds])
    : undefined
}

/**
 * The scopes that the token lacks for this call, as Slack's `needed` names them: nothing when it may go on. Of the
 * scopes that a method accepts any one is enough, but for conversations it has to be the one for that kind.
 * @param accepted the scopes of the facts for this kind of token.
 */
export function missingScopes(method: string, accepted: readonly string[], call: Call): readonly string[] {
  const groups = alternatives(method, accepted, call)
  return groups.filter((group) => group.length > 0 && !group.some((scope) => holds(call.token, scope))).flat()
}

/** Each group wants one of its scopes. */
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

/** Of a conversation that the call makes. */
function kindToBe(method: string, args: Call['args']): Channel['kind'] | undefined {
  if (method === 'conversations.create') return isOn(args['is_private']) ? 'private' : 'public'
  if (method !== 'conversations.open') return undefined
  const users = args['users'] ?? ''
  if (users === '') return undefined
  return users.includes(',') ? 'mpim' : 'im'
}

/** What the token cannot see tells nothing of itself, not even its kind: any of the scopes will do. */
function visibleKind({ world, args, actor }: Call): Channel['kind'] | undefined {
  const channel = findChannel(world, args['channel'] ?? '')
  return channel !== undefined && canSee(channel, actor.id) ? channel.kind : undefined
}
