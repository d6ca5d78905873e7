import type { Channel, Message, StoredFile } from './content-types.ts'

/**
 * A change in the simulated workspace about which Slack can send an event. People and apps are given as ids, so this
 * file does not import their types.
 */
export type Happening =
  | MessageHappening
  | { readonly what: 'message_changed'; readonly channel: Channel; readonly message: Message; readonly before: Message }
  | {
      readonly what: 'message_deleted'
      readonly channel: Channel
      readonly before: Message
      /** The tombstone that replaces a deleted message which has replies; null when the message has none. */
      readonly tombstone: Message | null
    }
  | ReactionHappening
  | {
      readonly what: 'pin_added' | 'pin_removed'
      readonly channel: Channel
      readonly message: Message
      readonly by: string
    }
  | {
      readonly what: 'member_joined' | 'member_left'
      readonly channel: Channel
      readonly userId: string
      /** The id of the person who invited or removed the user; undefined when the user joined or left by themselves. */
      readonly by?: string
    }
  | {
      readonly what: 'channel_created' | 'channel_renamed' | 'channel_archived' | 'channel_unarchived'
      readonly channel: Channel
      readonly by: string
    }
  | { readonly what: 'direct_opened'; readonly channel: Channel; readonly by: string }
  | { readonly what: 'file_created'; readonly file: StoredFile }
  | { readonly what: 'file_shared' | 'file_unshared'; readonly file: StoredFile; readonly channel: Channel }
  /** A file was shared in a public channel for the first time. */
  | { readonly what: 'file_public'; readonly file: StoredFile; readonly channel: Channel }
  | { readonly what: 'file_deleted'; readonly file: StoredFile }
  | {
      readonly what: 'user_changed'
      readonly userId: string
      /** Whether the user's status is among the changed fields. */
      readonly status: boolean
    }
  | {
      readonly what: 'user_joined'
      readonly userId: string
      /** The id of the app whose bot user joined. */
      readonly appId: string
    }
  | {
      readonly what: 'tokens_revoked'
      readonly appId: string
      /**
       * Ids of the people whose user tokens were revoked. `bots` has the ids of the bot users whose tokens were
       * revoked.
       */
      readonly people: readonly string[]
      readonly bots: readonly string[]
    }
  | { readonly what: 'app_uninstalled'; readonly appId: string }
  | { readonly what: 'app_installed'; readonly appId: string; readonly userId: string }
  | { readonly what: 'app_deleted'; readonly appId: string; readonly name: string }
  | {
      readonly what: 'app_requested'
      readonly appId: string
      readonly userId: string
      readonly scopes: { readonly bot: readonly string[]; readonly user: readonly string[] }
    }
  | {
      readonly what: 'team_access_granted' | 'team_access_revoked'
      /**
       * The id of an app that is installed on the whole organization. `teamIds` are the workspaces that it gained or
       * lost.
       */
      readonly appId: string
      readonly teamIds: readonly string[]
    }
  | { readonly what: 'home_opened'; readonly appId: string; readonly userId: string; readonly tab: 'home' | 'messages' }
  | {
      readonly what: 'assistant_thread'
      readonly appId: string
      readonly userId: string
      readonly channel: Channel
      readonly threadTs: string
      /** The thread's context: `{ channel_id }` with the channel that the person is viewing, or `{}`. */
      readonly context: Readonly<Record<string, string>>
      /** `started` when the thread is new; `context_changed` when the person went to another channel. */
      readonly change: 'started' | 'context_changed'
    }

export interface MessageHappening {
  readonly what: 'message'
  readonly channel: Channel
  readonly message: Message
}

export interface ReactionHappening {
  readonly what: 'reaction_added' | 'reaction_removed'
  readonly channel: Channel
  readonly message: Message
  /** The name of the emoji, without colons. */
  readonly name: string
  readonly by: string
}

/**
 * A user or bot user whose installation lets an app receive an event (docs.slack.dev/apis/events-api,
 * “authorizations”).
 */
export interface Authorization {
  readonly enterprise_id: string | null
  readonly team_id: string | null
  readonly user_id: string
  readonly is_bot: boolean
  readonly is_enterprise_install: boolean
}

/** The app that received an event, and all authorizations for this event. */
export interface EventContext {
  readonly appId: string
  readonly authorizations: readonly Authorization[]
}
