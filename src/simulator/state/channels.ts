import type { Channel } from './content-types.ts'
import { newId } from './ids.ts'
import type { World } from './types.ts'
import { findPerson } from './users.ts'
import { channelsIn, currentWorkspace } from './workspaces.ts'

/** Returns the conversation with this id in the current workspace; undefined when there is none. */
export function findChannel(world: World, id: string): Channel | undefined {
  return channelsIn(world).find((channel) => channel.id === id)
}

/**
 * Returns the channel with this name, which can start with `#`; undefined when there is none. Only `chat.postMessage`
 * accepts a name; other methods require an id.
 */
export function findChannelByName(world: World, name: string): Channel | undefined {
  const bare = name.startsWith('#') ? name.slice(1) : name
  return bare === '' ? undefined : channelsIn(world).find((channel) => channel.name === bare)
}

/** Whether a user is a member of a conversation. */
export function isMember(channel: Channel, userId: string): boolean {
  return channel.members.includes(userId)
}

/**
 * Whether a user can see a conversation. Everybody in the workspace can see a public channel; only members can see any
 * other conversation.
 */
export function canSee(channel: Channel, userId: string): boolean {
  return channel.kind === 'public' || isMember(channel, userId)
}

/** Returns the direct conversation that has exactly these members; undefined when there is none. */
export function findDirect(world: World, userIds: readonly string[]): Channel | undefined {
  return channelsIn(world).find(
    ({ kind, members }) =>
      (kind === 'im' || kind === 'mpim') &&
      members.length === userIds.length &&
      userIds.every((id) => members.includes(id)),
  )
}

/** Returns the direct conversation of these users, and creates it when there is none. The first user is its creator. */
export function openDirect(world: World, userIds: readonly [string, ...string[]]): Channel {
  const members = [...new Set(userIds)]
  const existing = findDirect(world, members)
  if (existing) return existing
  const group = members.length > 2
  const names = members.map((id) => findPerson(world, id)?.name ?? id)
  const channel: Channel = {
    id: newId(world, group ? 'G' : 'D'),
    name: group ? `mpdm-${names.join('--')}-1` : '',
    kind: group ? 'mpim' : 'im',
    topic: '',
    created: Math.floor(world.now() / 1000),
    creator: userIds[0],
    members,
    messages: [],
  }
  channelsIn(world).push(channel)
  world.changed()
  world.happened(world, { what: 'direct_opened', channel, by: userIds[0] })
  return channel
}

/**
 * Returns the `channel` object that the user `viewerId` gets (docs.slack.dev/reference/objects/conversation-object).
 */
export function channelView(world: World, channel: Channel, viewerId: string): Readonly<Record<string, unknown>> {
  return channel.kind === 'im' ? directView(world, channel, viewerId) : roomView(world, channel, viewerId)
}

function directView(world: World, channel: Channel, viewerId: string): Readonly<Record<string, unknown>> {
  const other = channel.members.find((id) => id !== viewerId) ?? viewerId
  return {
    id: channel.id,
    created: channel.created,
    is_archived: false,
    is_im: true,
    is_org_shared: false,
    context_team_id: currentWorkspace(world).id,
    user: other,
    is_user_deleted: findPerson(world, other)?.deleted === true,
    is_open: true,
    priority: 0,
  }
}

function roomView(world: World, channel: Channel, viewerId: string): Readonly<Record<string, unknown>> {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind !== 'mpim',
    is_group: channel.kind === 'mpim',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    created: channel.created,
    creator: channel.creator,
    is_archived: channel.archived === true,
    is_general: channel.name === 'general',
    unlinked: 0,
    name_normalized: channel.name,
    ...sharedFields(world, channel),
    pending_shared: [],
    context_team_id: currentWorkspace(world).id,
    is_member: isMember(channel, viewerId),
    topic: { value: channel.topic, ...lastSet(channel.topicSet) },
    purpose: { value: channel.purpose ?? '', ...lastSet(channel.purposeSet) },
    previous_names: channel.previousNames ?? [],
    ...(channel.lastRead?.[viewerId] !== undefined && { last_read: channel.lastRead[viewerId] }),
    num_members: channel.members.length,
  }
}

/** Whether a conversation is shared with an outside workspace (Slack Connect). */
export function isExtShared({ sharedWith = [] }: Pick<Channel, 'sharedWith'>): boolean {
  return sharedWith.length > 0
}

/** Returns the fields of a channel about the workspaces that share it (docs.slack.dev/apis/slack-connect). */
function sharedFields(world: World, channel: Pick<Channel, 'sharedWith'>) {
  const here = currentWorkspace(world).id
  const { sharedWith = [] } = channel
  const isShared = isExtShared(channel)
  return {
    is_shared: isShared,
    is_ext_shared: isShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    ...(isShared && {
      conversation_host_id: here,
      shared_team_ids: [here, ...sharedWith],
      internal_team_ids: [here],
      connected_team_ids: [...sharedWith],
    }),
  }
}

function lastSet(set: Channel['topicSet']): Readonly<Record<string, unknown>> {
  return { creator: set?.by ?? '', last_set: set?.at ?? 0 }
}
