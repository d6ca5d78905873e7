import type { Channel, Message, StoredFile } from './content-types.ts'

/**
 * A change in the simulated workspace that apps can be subscribed to. People and apps are named by their ids, so that
 * this file does not depend on the rest of the state.
 */
export type Happening =
  | MessageHappening
  | { readonly what: 'message_changed'; readonly channel: Channel; readonly message: Message; readonly before: Message }
  | {
      readonly what: 'message_deleted'
      readonly channel: Channel
      readonly before: Message
      /** The message that replaces the deleted one: only the first message of a thread leaves a tombstone. */
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
      /** The id of the person who invited or removed; undefined when the person joined or left on their own. */
      readonly by?: string
    }
  | {
      readonly what: 'channel_created' | 'channel_renamed' | 'channel_archived' | 'channel_unarchived'
      readonly channel: Channel
      readonly by: string
    }
  | { readonly what: 'direct_opened'; readonly channel: Channel; readonly by: string }
  | { readonly what: 'file_created'; readonly file: StoredFile }
  | { readonly what: 'file_shared'; readonly file: StoredFile; readonly channel: Channel }
  | { readonly what: 'file_deleted'; readonly file: StoredFile }
  | {
      readonly what: 'user_changed'
      readonly userId: string
      /** Whether the status changed, too. */
      readonly status: boolean
    }
  | { readonly what: 'user_joined'; readonly userId: string }
  | {
      readonly what: 'tokens_revoked'
      readonly appId: string
      /** Ids of the people whose tokens were revoked; `bots` has the ids of bot users. */
      readonly people: readonly string[]
      readonly bots: readonly string[]
    }
  | { readonly what: 'app_uninstalled'; readonly appId: string }
  | { readonly what: 'home_opened'; readonly appId: string; readonly userId: string; readonly tab: 'home' | 'messages' }
  | {
      readonly what: 'assistant_thread'
      readonly appId: string
      readonly userId: string
      readonly channel: Channel
      readonly threadTs: string
      /** The channel that the person had open when the thread began; empty when it is unknown. */
      readonly context: Readonly<Record<string, string>>
      /** Whether the thread is new, or the person has opened another channel. */
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

/** A user or bot on whose behalf an app gets an event (docs.slack.dev/apis/events-api, “authorizations”). */
export interface Authorization {
  readonly enterprise_id: string | null
  readonly team_id: string | null
  readonly user_id: string
  readonly is_bot: boolean
  readonly is_enterprise_install: boolean
}

/** The app and the authorizations of one event that was sent. */
export interface EventContext {
  readonly appId: string
  readonly authorizations: readonly Authorization[]
}
