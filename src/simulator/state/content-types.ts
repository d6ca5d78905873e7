import type { MessageStream } from './agent-types.ts'

export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im' | 'mpim'
  topic: string
  purpose?: string
  /** The user who last set the topic and purpose, and the time in seconds since 1970. */
  topicSet?: { by: string; at: number }
  purposeSet?: { by: string; at: number }
  created: number
  creator: string
  members: string[]
  archived?: boolean
  previousNames?: string[]
  messages: Message[]
  /** Pinned messages, the newest pin last. */
  pins?: Pin[]
  /** For each person, the `ts` of the last message that they have read. */
  lastRead?: Record<string, string>
}

export interface Message {
  ts: string
  /** Id of the author; empty for a message under the app's own name (`bot_message`). */
  user: string
  text: string
  botId?: string
  appId?: string
  username?: string
  /** The icon that the app set with `chat:write.customize`. */
  icons?: { emoji?: string; image_48?: string }
  subtype?: string
  /** The facts in a message of Slack itself: `topic`, `name`, `old_name`, `inviter`, … */
  notice?: Notice
  threadTs?: string
  /** An id that Slack's own client makes when a person writes; undefined for messages of apps. */
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
  /** What a message has that an app writes bit by bit (`chat.startStream`). */
  stream?: MessageStream
}

/** The facts in a message of Slack itself (docs.slack.dev/reference/events/message, “subtypes”). */
export interface Notice {
  readonly topic?: string
  readonly purpose?: string
  readonly name?: string
  readonly old_name?: string
  /** Id of the person who invited. */
  readonly inviter?: string
}

/** The fields of a message that is not in a channel yet. */
export type MessageAuthor = Omit<Message, 'ts'>

/** Data for programs that an app adds to a message (docs.slack.dev/messaging/message-metadata). */
export interface Metadata {
  event_type: string
  event_payload: Readonly<Record<string, unknown>>
}

export interface Pin {
  ts: string
  by: string
  /** The time of the pin, in seconds since 1970. */
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
  /** The time of posting, in seconds since 1970. */
  postAt: number
  createdAt: number
  said: MessageAuthor
}

/** An uploaded file. */
export interface StoredFile {
  id: string
  /** Last part of the file's upload address. */
  ticket: string
  appId: string
  /** Id of the owner, the user who started the upload. */
  userId: string
  name: string
  title: string
  /** Alternative text of an image. */
  altText?: string
  /** Syntax of a snippet, such as `python`. */
  snippetType?: string
  /** The number of bytes: before the upload as announced, then as received. */
  size: number
  /** SHA-256 of the bytes, in hexadecimal; null before the upload. */
  sha256: string | null
  /** The bytes in base64; not stored for large and old files. */
  content?: string
  /** The time of the upload, in seconds since 1970. */
  created: number
  /** Whether the upload was completed; before, nobody can see the file. */
  completed: boolean
  shares: { channelId: string; ts: string }[]
  deleted?: boolean
}

/** A modal, or the App Home of one user. */
export interface StoredView {
  id: string
  appId: string
  /** Id of the user who sees the view. */
  userId: string
  type: 'modal' | 'home'
  /** The view as the app sent it. */
  payload: Record<string, unknown>
  hash: string
  /** Id of the lowest modal in the stack; it can be this modal. */
  rootId: string
  /** Id of the modal below this one; null for the lowest one. */
  previousId: string | null
  /** The values that the user has filled in: `values[block id][action id]`, as in a `view` object. */
  values?: Record<string, Record<string, Readonly<Record<string, unknown>>>>
}

/**
 * An address where an app answers one interaction, without a token
 * (docs.slack.dev/interactivity/handling-user-interaction).
 */
export interface ResponseUrl {
  /** The path of the address: `commands/T…/…/…`, `actions/…` or `app/…`. */
  path: string
  appId: string
  channelId: string
  /** The id of the person who sees an ephemeral answer. */
  userId: string
  /**
   * The `ts` of the message with the used element, which `replace_original` replaces; undefined for a command and a
   * view.
   */
  messageTs?: string
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  uses: number
}

/** A message that only one person sees; no method returns it. */
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
}
