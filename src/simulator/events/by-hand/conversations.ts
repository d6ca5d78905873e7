import type { EventName } from '../../../slack/facts/events.ts'
import type { HandScene, Templates } from './types.ts'

type ConversationEvent = Extract<
  EventName,
  | `message.${string}`
  | `message_metadata_${string}`
  | `channel_${string}`
  | `group_${string}`
  | `im_${string}`
  | `member_${string}`
  | `pin_${string}`
  | `reaction_${string}`
  | `star_${string}`
  | 'app_mention'
  | 'link_shared'
>

const shared = { is_shared: false, is_org_shared: false, is_ext_shared: false, is_pending_ext_shared: false }
const kinds = { is_channel: true, is_group: false, is_im: false, is_mpim: false, is_private: false, is_general: false }

const named = ({ channelName: name, now }: HandScene, id: string, isChannel: boolean) => ({
  channel: { id, name, name_normalized: name, created: now, is_channel: isChannel, is_mpim: false },
})

const said = ({ user, ts, team, bot }: HandScene) => ({ user, ts, team, text: `<@${bot}> hello` })

const pinned = ({ user, channel, ts, now }: HandScene) => ({
  user,
  channel_id: channel,
  item: { type: 'message', channel, created_by: user, created: now },
  item_user: user,
  pin_count: '1',
  pinned_info: { channel, pinned_by: user, pinned_ts: Math.floor(Number(ts)) },
})

const reacted = ({ user, channel, ts }: HandScene) => ({
  user,
  reaction: 'tada',
  item: { type: 'message', channel, ts } as const,
  item_user: user,
})

const metadata = { event_type: 'task_created', event_payload: { id: '1' } }
const annotated = ({ user, channel, ts, team, appId }: HandScene) => ({
  app_id: appId,
  user_id: user,
  team_id: team,
  channel_id: channel,
  message_ts: ts,
})

/** For each event about a conversation, the function that builds its payload (docs.slack.dev/reference/events). */
export const conversationTemplates: Templates<ConversationEvent> = {
  'message.channels': (scene) => ({ ...said(scene), channel: scene.channel, channel_type: 'channel' }),
  'message.groups': (scene) => ({ ...said(scene), channel: scene.group, channel_type: 'group' }),
  'message.im': (scene) => ({ ...said(scene), channel: scene.im, channel_type: 'im' }),
  'message.mpim': (scene) => ({ ...said(scene), channel: scene.mpim, channel_type: 'mpim' }),
  'message.app_home': (scene) => ({ ...said(scene), channel: scene.im, channel_type: 'app_home' }),
  app_mention: (scene) => ({ ...said(scene), channel: scene.channel }),
  link_shared: ({ user, channel, ts }) => ({
    channel,
    is_bot_user_member: true,
    user,
    message_ts: ts,
    links: [{ domain: 'example.com', url: 'https://example.com/1' }],
  }),
  message_metadata_posted: (scene) => ({ ...annotated(scene), metadata }),
  message_metadata_updated: (scene) => ({ ...annotated(scene), metadata, previous_metadata: metadata }),
  message_metadata_deleted: (scene) => ({ ...annotated(scene), previous_metadata: metadata, deleted_ts: scene.ts }),
  reaction_added: reacted,
  reaction_removed: reacted,
  pin_added: pinned,
  pin_removed: (scene) => ({ ...pinned(scene), pin_count: '0', has_pins: false }),
  star_added: ({ user, channel, ts }) => ({ user, item: { type: 'message', channel, message: { ts } } }),
  star_removed: ({ user, channel, ts }) => ({ user, item: { type: 'message', channel, message: { ts } } }),
  member_joined_channel: ({ user, channel, team }) => ({ user, channel, channel_type: 'C', team }),
  member_left_channel: ({ user, channel, team }) => ({ user, channel, channel_type: 'C', team }),
  channel_created: ({ channel: id, channelName: name, now: created, user: creator, team }) => ({
    channel: {
      ...{ id, name, name_normalized: name, created, creator, context_team_id: team },
      ...{ is_archived: false, is_frozen: false },
      ...shared,
      ...kinds,
    },
  }),
  channel_rename: (scene) => named(scene, scene.channel, true),
  channel_deleted: ({ channel }) => ({ channel }),
  channel_archive: ({ channel, user }) => ({ channel, user }),
  channel_unarchive: ({ channel, user }) => ({ channel, user }),
  channel_left: ({ channel, user }) => ({ channel, actor_id: user }),
  channel_history_changed: ({ ts }) => ({ latest: ts, ts }),
  channel_id_changed: ({ channel }) => ({ old_channel_id: channel, new_channel_id: `${channel}2` }),
  channel_shared: ({ channel }) => ({ connected_team_id: 'T0SIMPARTNER', channel }),
  channel_unshared: ({ channel }) => ({
    previously_connected_team_id: 'T0SIMPARTNER',
    channel,
    is_ext_shared: false,
  }),
  group_rename: (scene) => named(scene, scene.group, false),
  group_archive: ({ group, user }) => ({ channel: group, user, is_moved: 0 }),
  group_unarchive: ({ group, user }) => ({ channel: group, actor_id: user }),
  group_deleted: ({ group, user, now }) => ({ channel: group, date_deleted: now, actor_id: user }),
  group_left: ({ group, user }) => ({ channel: group, actor_id: user }),
  group_open: ({ group, user }) => ({ channel: group, user }),
  group_close: ({ group, user }) => ({ channel: group, user }),
  group_history_changed: ({ ts }) => ({ latest: ts, ts }),
  im_created: ({ im, user }) => ({ user, channel: { id: im } }),
  im_open: ({ im, user }) => ({ user, channel: im }),
  im_close: ({ im, user }) => ({ user, channel: im }),
  im_history_changed: ({ ts }) => ({ latest: ts, ts }),
}
