import type { MessageStream } from './agent-types.ts'

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im' | 'mpim'
  topic: string
  purpose?: string
  /** The user who last set the topic, and the time in seconds since 1970. `purposeSet` has the same for the purpose. */
  topicSet?: { by: string; at: number }
  purposeSet?: { by: string; at: number }
  created: number
  creator: string
  members: string[]
  archived?: boolean
  /** Ids of the outside workspaces with which the channel is shared (Slack Connect); undefined when there is none. */
  sharedWith?: string[]
  previousNames?: string[]
  messages: Message[]
  /** Pinned messages, the newest pin last. */
  pins?: Pin[]
  /** For each person, the `ts` of the last message that they have read. */
  lastRead?: Record<string, string>
}

export interface Message {
  ts: string
  /** Id of the user or bot user who wrote the message; empty for a message that has only a bot id (`bot_message`). */
  user: string
  text: string
  botId?: string
  appId?: string
  username?: string
  /** The icon that the app chose with `chat:write.customize`. */
  icons?: { emoji?: string; image_48?: string }
  subtype?: string
  /** Further fields of a message that Slack itself wrote; undefined for any other message. */
  notice?: Notice
  threadTs?: string
  /** An id that Slack's client adds when a person writes; undefined for a message that an app posted. */
  clientMsgId?: string
  blocks?: unknown
  attachments?: unknown
  /** False when the app sent `mrkdwn: false`: the text is shown without formatting. */
  mrkdwn?: false
  metadata?: Metadata
  /** Ids of the files in the message. */
  files?: string[]
  /** The id of the user who edited the text, and the time of the edit as a `ts`. */
  edited?: { user: string; ts: string }
  reactions?: Reaction[]
  /** The data of a streamed message (`chat.startStream`); undefined for any other message. */
  stream?: MessageStream
  /**
   * The id of the function execution whose token the app used to post the message; undefined when the app used another
   * token.
   */
  executionId?: string
  /**
   * For each person, the values that the person entered in elements of the message, and the blocks that the message had
   * at that time. The keys of the values are the block id and the action id.
   */
  entered?: Record<string, { readonly blocks: unknown; readonly values: EnteredValues }>
}

/** What a person entered in elements of a message: `values[block id][action id]`. */
export type EnteredValues = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>

/** Further fields of a message that Slack itself wrote (docs.slack.dev/reference/events/message, “subtypes”). */
export interface Notice {
  readonly topic?: string
  readonly purpose?: string
  readonly name?: string
  readonly old_name?: string
  /** Id of the person who invited the new member. */
  readonly inviter?: string
}

/** The fields of a message that is not in a channel yet: everything but its `ts`. */
export type MessageAuthor = Omit<Message, 'ts'>

/** Data that an app adds to a message for other apps to read (docs.slack.dev/messaging/message-metadata). */
export interface Metadata {
  event_type: string
  event_payload: Readonly<Record<string, unknown>>
}

export interface Pin {
  ts: string
  by: string
  /** The time when the message was pinned, in seconds since 1970. */
  at: number
}

export interface Reaction {
  name: string
  /** Ids of the users who reacted, in the order of their reactions. */
  users: string[]
}

/** A message that will be posted later. */
export interface ScheduledMessage {
  id: string
  channelId: string
  appId: string
  /** Id of the user or bot user whose token scheduled the message. */
  userId: string
  /** The time when the message will be posted, in seconds since 1970. */
  postAt: number
  createdAt: number
  said: MessageAuthor
}

/** An uploaded file. */
export interface StoredFile {
  id: string
  /** The last part of the URL to which the file's bytes are uploaded. */
  ticket: string
  appId: string
  /** Id of the user who started the upload; that user owns the file. */
  userId: string
  name: string
  title: string
  /** Alternative text of an image. */
  altText?: string
  /** The language of a snippet, such as `python`; undefined for any other file. */
  snippetType?: string
  /** The size in bytes: first the size that the app announced, after the upload the size that was received. */
  size: number
  /** SHA-256 of the bytes, in hexadecimal; null before the upload. */
  sha256: string | null
  /** The bytes in base64; undefined when the file is too large to store, or so old that its bytes were removed. */
  content?: string
  /** The time of the upload, in seconds since 1970. */
  created: number
  /** Whether the upload was completed. Until then nobody can see the file. */
  completed: boolean
  shares: { channelId: string; ts: string }[]
  deleted?: boolean
}

/** A modal, or the App Home of one user. The methods `views.*` open and change it. */
export interface StoredView {
  id: string
  appId: string
  /** Id of the user who sees the view. */
  userId: string
  type: 'modal' | 'home'
  /** The view as the app sent it. */
  payload: Record<string, unknown>
  hash: string
  /** Id of the first modal in the stack; for the first modal, its own id. */
  rootId: string
  /** Id of the modal under this one in the stack; null for the first modal. */
  previousId: string | null
  /** `channelId` and `executionId` of the trigger that opened the view, or of the view under it. */
  channelId?: string
  executionId?: string
  /** The values that the user entered: `values[block id][action id]`, as in the `state` of a `view` object. */
  values?: Record<string, Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * A URL to which an app sends answers to one interaction, without a token
 * (docs.slack.dev/interactivity/handling-user-interaction).
 */
export interface ResponseUrl {
  /** The path of the URL: `commands/T…/…/…`, or with `actions`, `app-actions` or `app` in place of `commands`. */
  path: string
  appId: string
  channelId: string
  /** The id of the person who acted. Only this person sees an ephemeral answer. */
  userId: string
  /**
   * The `ts` of the message in which the person acted; `replace_original` replaces this message. Undefined for a slash
   * command and for a view.
   */
  messageTs?: string
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  uses: number
}

/** A message that only the person `userId` sees; no API method returns it. */
export interface EphemeralMessage {
  channelId: string
  userId: string
  message: Message
}

/** A `trigger_id`: it allows an app to open one view. */
export interface Trigger {
  id: string
  appId: string
  userId: string
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  used: boolean
  /** Id of the modal in which the person acted; undefined outside a modal. */
  viewId?: string
  /** Id of the conversation that the person was viewing; undefined when it is unknown. */
  channelId?: string
  /**
   * Id of the function execution that posted the message, or opened the view, in which the person acted; undefined when
   * there is none.
   */
  executionId?: string
}
