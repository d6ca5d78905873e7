/** Which of the identities with a sufficient scope receive an event. */
export type EventAudience =
  /** Members of the conversation. A user token receives the events of all conversations that the person can see. */
  | 'conversation'
  /** Everybody who can see the item; the whole workspace can see a public channel. */
  | 'item'
  | 'workspace'
  /** The one person (or bot) that the event is about. */
  | 'person'
  /** The app itself, whoever installed it. */
  | 'app'

export interface EventFact {
  /** The app needs one of these scopes; empty when it needs none. */
  readonly scopes: readonly string[]
  /** Whether the event may be in `bot_events`, in `user_events`, or in both. */
  readonly for: 'bot' | 'user' | 'both'
  readonly audience: EventAudience
  /** The `type` of the payload, when it differs from the name of the subscription. */
  readonly type?: 'message' | 'message_metadata_posted'
}

const conversationReads = ['channels:read', 'groups:read'] as const
const memberReads = ['channels:read', 'groups:read', 'mpim:read'] as const

const both = (audience: EventAudience, ...scopes: readonly string[]): EventFact => ({ scopes, for: 'both', audience })
const bot = (audience: EventAudience, ...scopes: readonly string[]): EventFact => ({ scopes, for: 'bot', audience })
const user = (audience: EventAudience, ...scopes: readonly string[]): EventFact => ({ scopes, for: 'user', audience })
const message = (scope: string): EventFact => ({ ...both('conversation', scope), type: 'message' })

/**
 * The events to which an app can subscribe: the names in `bot_events` and `user_events` of a manifest, with the scopes
 * that they need and the identities that receive them (docs.slack.dev/reference/events, as exported by
 * slack-ruby/slack-api-ref in August 2026). Slack no longer sends events of workspace apps (`scope_granted`,
 * `resources_added`, …).
 */
const table = {
  'message.channels': message('channels:history'),
  'message.groups': message('groups:history'),
  'message.im': message('im:history'),
  'message.mpim': message('mpim:history'),
  'message.app_home': { ...both('conversation'), type: 'message' },
  app_mention: bot('conversation', 'app_mentions:read'),
  app_home_opened: bot('app'),
  app_uninstalled: both('app'),
  tokens_revoked: both('app'),
  team_access_granted: both('app'),
  team_access_revoked: both('app'),
  grid_migration_started: both('app'),
  grid_migration_finished: both('app'),
  reaction_added: both('item', 'reactions:read'),
  reaction_removed: both('item', 'reactions:read'),
  pin_added: both('conversation', 'pins:read'),
  pin_removed: both('conversation', 'pins:read'),
  channel_created: both('workspace', 'channels:read'),
  channel_rename: both('workspace', 'channels:read'),
  channel_deleted: both('workspace', 'channels:read'),
  channel_archive: both('workspace', 'channels:read'),
  channel_unarchive: both('workspace', 'channels:read'),
  channel_left: both('person', 'channels:read'),
  channel_history_changed: user('conversation', 'channels:history'),
  channel_id_changed: both('app'),
  channel_shared: both('conversation', ...conversationReads),
  channel_unshared: both('conversation', ...conversationReads),
  group_rename: both('conversation', 'groups:read'),
  group_archive: both('conversation', 'groups:read'),
  group_unarchive: both('conversation', 'groups:read'),
  group_deleted: both('conversation', 'groups:read'),
  group_left: both('person', 'groups:read'),
  group_open: user('person', 'groups:read'),
  group_close: user('person', 'groups:read'),
  group_history_changed: user('conversation', 'groups:history'),
  im_created: both('conversation', 'im:read'),
  im_open: both('person', 'im:read'),
  im_close: both('person', 'im:read'),
  im_history_changed: user('conversation', 'im:history'),
  member_joined_channel: both('conversation', ...memberReads),
  member_left_channel: both('conversation', ...conversationReads),
  file_created: both('item', 'files:read'),
  file_public: both('item', 'files:read'),
  file_shared: both('item', 'files:read'),
  file_unshared: both('item', 'files:read'),
  file_change: both('item', 'files:read'),
  file_deleted: both('workspace', 'files:read'),
  link_shared: both('conversation', 'links:read'),
  emoji_changed: both('workspace', 'emoji:read'),
  team_join: both('workspace', 'users:read'),
  user_change: both('workspace', 'users:read'),
  user_profile_changed: both('workspace', 'users:read'),
  user_status_changed: both('workspace', 'users:read'),
  user_huddle_changed: both('workspace'),
  team_rename: both('workspace', 'team:read'),
  team_domain_change: both('workspace', 'team:read'),
  email_domain_changed: both('workspace', 'team:read'),
  dnd_updated: user('person', 'dnd:read'),
  dnd_updated_user: both('workspace', 'dnd:read'),
  star_added: user('person', 'stars:read'),
  star_removed: user('person', 'stars:read'),
  subteam_created: both('workspace', 'usergroups:read'),
  subteam_updated: both('workspace', 'usergroups:read'),
  subteam_members_changed: both('workspace', 'usergroups:read'),
  subteam_self_added: user('person', 'usergroups:read'),
  subteam_self_removed: user('person', 'usergroups:read'),
  message_metadata_posted: both('conversation', 'metadata.message:read'),
  message_metadata_updated: both('conversation', 'metadata.message:read'),
  message_metadata_deleted: both('conversation', 'metadata.message:read'),
  function_executed: bot('app'),
  assistant_thread_started: bot('app'),
  assistant_thread_context_changed: bot('app'),
  app_context_changed: bot('app', 'assistant:write'),
  agent_session_stopped: bot('app', 'chat:write'),
  app_installed: user('workspace', 'admin.apps:read'),
  app_deleted: user('workspace', 'admin.apps:read'),
  app_uninstalled_team: user('workspace', 'admin.apps:read'),
  app_requested: user('workspace'),
  invite_requested: user('workspace', 'admin.invites:read'),
  entity_details_requested: both('app'),
  shared_channel_invite_accepted: both('workspace'),
  shared_channel_invite_approved: both('workspace'),
  shared_channel_invite_declined: both('workspace'),
  shared_channel_invite_received: both('workspace'),
  shared_channel_invite_requested: both('workspace'),
} as const satisfies Readonly<Record<string, EventFact>>

export type EventName = keyof typeof table

export const events: Readonly<Record<EventName, EventFact>> = table

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(table, name)
}

/** Returns the facts of one event. Undefined when no event has this name. */
export function eventFact(name: string): EventFact | undefined {
  return isEventName(name) ? table[name] : undefined
}

/** Returns the events to which a kind of token with these scopes can subscribe. */
export function eventsFor(kind: 'bot' | 'user', granted: readonly string[]): EventName[] {
  return Object.keys(table).filter((name): name is EventName => {
    const fact = eventFact(name)
    if (fact === undefined || (fact.for !== 'both' && fact.for !== kind)) return false
    return fact.scopes.length === 0 || fact.scopes.some((scope) => granted.includes(scope))
  })
}
