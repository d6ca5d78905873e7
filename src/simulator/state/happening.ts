import type { Channel, Message, StoredFile } from './content-types.ts'

/**
 * Something that happened in the simulated workspace and that apps may be subscribed to. Ids stand for people and apps,
 * so that this file needs no other part of the state.
 */
export type Happening =
  | MessageHappening
  | { readonly what: 'message_changed'; readonly channel: Channel; readonly message: Message; readonly before: Message }
  | {
      readonly what: 'message_deleted'
      readonly channel: Channel
      readonly before: Message
      /** The message in its place: only the first message of a thread leaves one. */
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
      /** The person who invited or removed; missing when the person joined or left alone. */
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
      readonly userId: string /** Whether the status is among what changed. */
      readonly status: boolean
    }
  | { readonly what: 'user_joined'; readonly userId: string }
  | {
      readonly what: 'tokens_revoked'
      readonly appId: string
      /** Ids of the people, and of the bot users, whose tokens were revoked. */
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
      /** Where the person was when the thread began; empty when it is not known. */
      readonly context: Readonly<Record<string, string>>
      /** Whether the thread is new, or the person moved on to another channel. */
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
  /** Of the emoji, without colons. */
  readonly name: string
  readonly by: string
}

/** On whose behalf an app gets an event (docs.slack.dev/apis/events-api, “authorizations”). */
export interface Authorization {
  readonly enterprise_id: string | null
  readonly team_id: string | null
  readonly user_id: string
  readonly is_bot: boolean
  readonly is_enterprise_install: boolean
}

/** The stored record of one event that was sent to an app. */
export interface EventContext {
  readonly appId: string
  readonly authorizations: readonly Authorization[]
}
