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
  /** Empty for what the app says under its own name (`bot_message`). */
  user: string
  text: string
  botId?: string
  appId?: string
  username?: string
  /** As given with `chat:write.customize`. */
  icons?: { emoji?: string; image_48?: string }
  subtype?: string
  threadTs?: string
  /** Made by the program that a person writes with; what apps post has none. */
  clientMsgId?: string
  blocks?: unknown
  attachments?: unknown
  /** Set to false with `mrkdwn`: the text is shown as it stands. */
  mrkdwn?: false
  metadata?: Metadata
  /** Ids of the files that it shares. */
  files?: string[]
  /** Who changed its text, and when. */
  edited?: { user: string; ts: string }
  reactions?: Reaction[]
}

/** A message that has no place in a channel yet. */
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
  /** In the order in which they came. */
  users: string[]
}

/** A message that waits for its time. */
export interface ScheduledMessage {
  id: string
  channelId: string
  appId: string
  /** Whose token scheduled it: the one that lists and deletes it. */
  userId: string
  /** Seconds since 1970. */
  postAt: number
  createdAt: number
  said: MessageAuthor
}

/** A file: what is known of it, not its bytes. */
export interface StoredFile {
  id: string
  /** Last part of the address that its bytes are sent to. */
  ticket: string
  appId: string
  /** Who began the upload, and owns it. */
  userId: string
  name: string
  title: string
  /** What it shows, for people who can't see it. */
  altText?: string
  /** Set for a snippet: its syntax, such as `python`. */
  snippetType?: string
  /** Bytes: as announced, then as received. */
  size: number
  /** Of its bytes, hexadecimal; null before they came. */
  sha256: string | null
  /** The bytes in base64; of large and old files they are not kept. */
  content?: string
  /** Seconds since 1970. */
  created: number
  /** Only a completed upload is a file that anybody sees. */
  completed: boolean
  shares: { channelId: string; ts: string }[]
  deleted?: boolean
}

/** A modal, or the home of an app for one person. */
export interface StoredView {
  id: string
  appId: string
  /** Who sees it. */
  userId: string
  type: 'modal' | 'home'
  /** As the app gave it. */
  payload: Record<string, unknown>
  hash: string
  /** The modal at the bottom of the stack; its own id for that one. */
  rootId: string
  /** The modal under it. */
  previousId: string | null
  /** What the person filled in so far: `values[block id][action id]`, as a `view` object has it. */
  values?: Record<string, Record<string, Readonly<Record<string, unknown>>>>
}

/** An address that answers one interaction, without a token (docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrl {
  /** `commands/T…/…/…`, `actions/…`, `app/…`: what follows the host. */
  path: string
  appId: string
  channelId: string
  /** Who sees what is answered to that person alone. */
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

/** What an app gets when somebody uses it, and may open one view with. */
export interface Trigger {
  id: string
  appId: string
  userId: string
  /** Milliseconds since 1970. */
  issuedAt: number
  used: boolean
  /** When it was used in a modal: that one. */
  viewId?: string
}
