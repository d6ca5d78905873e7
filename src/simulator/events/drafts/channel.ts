import type { SlackEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'
import type { Channel } from '../../state/content-types.ts'
import type { Happening } from '../../state/happening.ts'
import { newTs } from '../../state/ids.ts'
import type { World } from '../../state/types.ts'
import { currentWorkspace } from '../../state/workspaces.ts'
import type { EventDraft, InnerEvent } from '../types.ts'

type ChannelHappening<What extends Happening['what']> = Extract<Happening, { readonly what: What }>

/**
 * Builds the events for a person who joined or left a conversation
 * (docs.slack.dev/reference/events/member_joined_channel).
 */
export function memberDrafts(world: World, happening: ChannelHappening<'member_joined' | 'member_left'>): EventDraft[] {
  const { what, channel, userId, by } = happening
  if (channel.kind === 'im' || (channel.kind === 'mpim' && what === 'member_left')) return []
  const member = {
    user: userId,
    channel: channel.id,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: currentWorkspace(world).id,
  }
  if (what === 'member_joined') {
    const inviter = by !== undefined && by !== userId ? { inviter: by } : {}
    return [draft(world, 'member_joined_channel', { channel, fields: { ...member, ...inviter } })]
  }
  const fields = { channel: channel.id, actor_id: by ?? userId }
  const left =
    channel.kind === 'public' ? draft(world, 'channel_left', { fields }) : draft(world, 'group_left', { fields })
  return [draft(world, 'member_left_channel', { channel, fields: member }), { ...left, personId: userId }]
}

/** Builds the event for a channel that was created, renamed, archived or unarchived. */
export function channelDrafts(
  world: World,
  {
    what,
    channel,
    by,
  }: ChannelHappening<'channel_created' | 'channel_renamed' | 'channel_archived' | 'channel_unarchived'>,
): EventDraft[] {
  const isPrivate = channel.kind !== 'public'
  if (what === 'channel_created') {
    if (isPrivate) return []
    return [draft(world, 'channel_created', { channel, fields: { channel: createdView(world, channel) } })]
  }
  if (what === 'channel_renamed') {
    const view = { id: channel.id, name: channel.name, name_normalized: channel.name, created: channel.created }
    const fields = { channel: { ...view, is_channel: true, is_mpim: false } }
    return [
      isPrivate
        ? draft(world, 'group_rename', { channel, fields })
        : draft(world, 'channel_rename', { channel, fields }),
    ]
  }
  const archived = what === 'channel_archived'
  if (!isPrivate) {
    const fields = { channel: channel.id, user: by }
    return [
      archived
        ? draft(world, 'channel_archive', { channel, fields })
        : draft(world, 'channel_unarchive', { channel, fields }),
    ]
  }
  return archived
    ? [draft(world, 'group_archive', { channel, fields: { channel: channel.id, user: by, is_moved: 0 } })]
    : [draft(world, 'group_unarchive', { channel, fields: { channel: channel.id, actor_id: by } })]
}

/**
 * Builds the events for a direct conversation that was opened for the first time: `im_created` for its members, and
 * `im_open` or `group_open` for the person who opened it (docs.slack.dev/reference/events/im_created, group_open).
 */
export function directDrafts(world: World, { channel, by }: ChannelHappening<'direct_opened'>): EventDraft[] {
  const fields = { user: by, channel: channel.id }
  if (channel.kind !== 'im') return [{ ...draft(world, 'group_open', { fields }), personId: by }]
  const created = draft(world, 'im_created', { channel, fields: { user: by, channel: { id: channel.id } } })
  return [created, { ...draft(world, 'im_open', { fields }), personId: by }]
}

interface DraftFields<Name extends EventName> {
  readonly channel?: Channel
  /** The fields of the event, as `@slack/types` declares them. */
  readonly fields: Omit<Extract<SlackEvent, { readonly type: Name }>, 'type' | 'event_ts'>
}

function draft<Name extends EventName>(world: World, name: Name, { channel, fields }: DraftFields<Name>): EventDraft {
  const event = (): InnerEvent => ({ type: name, ...fields, event_ts: newTs(world) })
  return { name, event, ...(channel && { channel }) }
}

function createdView(world: World, { id, name, created, creator }: Channel) {
  return {
    id,
    name,
    name_normalized: name,
    created,
    creator,
    context_team_id: currentWorkspace(world).id,
    is_archived: false,
    is_channel: true,
    is_ext_shared: false,
    is_frozen: false,
    is_general: false,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    is_private: false,
    is_shared: false,
  }
}
