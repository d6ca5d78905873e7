export interface Channel {
  id: string
  name: string
  kind: 'public' | 'private' | 'im' | 'mpim'
  topic: string
  purpose?: string
  /** Who set topic and purpose last, and when, in seconds since 1970. */
  topicSet?: { by: string; at: number }
  purposeSet?: { by: string; at: number }
  created: number
  creator: string
  members: string[]
  archived?: boolean
  previousNames?: string[]
  messages: Message[]
  /** The newest last. */
  pins?: Pin[]
  /** By person, the `ts` up to which it was read. */
  lastRead?: Record<string, string>
}

export interface Message {
  ts: string
  /** Empty for a message under the app's own name (`bot_message`). */
  user: string
  text: string
  botId?: string
  appId?: string
  username?: string
  /** As given with `chat:write.customize`. */
  icons?: { emoji?: string; image_48?: string }
  subtype?: string
  /** What a message of Slack itself says in fields: `topic`, `name`, `old_name`, `inviter`, … */
  notice?: Readonly<Record<string, string>>
  threadTs?: string
  /** Made by the program that a person writes with; what apps post has none. */
  clientMsgId?: string
  blocks?: unknown
  attachments?: unknown
  /** False when `mrkdwn` was: the text is shown without formatting. */
  mrkdwn?: false
  metadata?: Metadata
  /** Ids of its files. */
  files?: string[]
  /** User who edited its text, and when. */
  edited?: { user: string; ts: string }
  reactions?: Reaction[]
}

/** A message that is not in a channel yet. */
export type MessageAuthor = Omit<Message, 'ts'>

/** What an app attaches to a message for programs (docs.slack.dev/messaging/message-metadata). */
export interface Metadata {
  event_type: string
  event_payload: Readonly<Record<string, unknown>>
}

export interface Pin {
  ts: string
  by: string
  /** Seconds since 1970. */
  at: number
}

export interface Reaction {
  name: string
  /** Ids of the users, in the order of their reactions. */
  users: string[]
}

/** A scheduled message. */
export interface ScheduledMessage {
  id: string
  channelId: string
  appId: string
  /** Id of the app whose token scheduled it, and may list and delete it. */
  userId: string
  /** Seconds since 1970. */
  postAt: number
  createdAt: number
  said: MessageAuthor
}

/** A file. */
export interface StoredFile {
  id: string
  /** Last part of its upload address. */
  ticket: string
  appId: string
  /** Owner: the user who started the upload. */
  userId: string
  name: string
  title: string
  /** Alternative text. */
  altText?: string
  /** Syntax of a snippet, such as `python`. */
  snippetType?: string
  /** Bytes: as announced, then as received. */
  size: number
  /** SHA-256 of its bytes, hexadecimal; null before the upload. */
  sha256: string | null
  /** Its bytes in base64; not stored for large and old files. */
  content?: string
  /** Seconds since 1970. */
  created: number
  /** Whether the upload was completed: only then anybody sees the file. */
  completed: boolean
  shares: { channelId: string; ts: string }[]
  deleted?: boolean
}

/** A modal, or the App Home of one user. */
export interface StoredView {
  id: string
  appId: string
  /** Id of the user who sees it. */
  userId: string
  type: 'modal' | 'home'
  /** The view as the app sent it. */
  payload: Record<string, unknown>
  hash: string
  /** Id of the lowest modal of the stack, which may be this one. */
  rootId: string
  /** Id of the modal under it. */
  previousId: string | null
  /** The values filled in so far: `values[block id][action id]`, as in a `view` object. */
  values?: Record<string, Record<string, Readonly<Record<string, unknown>>>>
}

/** An address that answers one interaction, without a token (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrl {
  /** `commands/T…/…/…`, `actions/…`, `app/…`: what follows the host. */
  path: string
  appId: string
  channelId: string
  /** The person who sees an ephemeral answer. */
  userId: string
  /** The message that was acted on: what `replace_original` replaces; left out for a command and a view. */
  messageTs?: string
  /** Milliseconds since 1970. */
  issuedAt: number
  uses: number
}

/** A message that one person sees, and no method finds again. */
export interface EphemeralMessage {
  channelId: string
  userId: string
  message: Message
}

/** A trigger_id, with which an app may open one view. */
export interface Trigger {
  id: string
  appId: string
  userId: string
  /** Milliseconds since 1970. */
  issuedAt: number
  used: boolean
  /** Id of the modal that it was issued in. */
  viewId?: string
}
