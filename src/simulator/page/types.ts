// The data that the page in the browser gets. The page's script uses these types too, so this file imports nothing.

export interface NamedPlace {
  readonly id: string
  readonly name: string
}

export interface PagePerson {
  readonly id: string
  /** The name with which people mention the person: `dana`. */
  readonly name: string
  readonly realName: string
  readonly isAdmin: boolean
  /** The id of the app whose bot user this is; null for a person. */
  readonly appId: string | null
  readonly deactivated: boolean
}

export interface PageChannel {
  readonly id: string
  /** The name without `#`; empty for a direct conversation. */
  readonly name: string
  readonly kind: 'public' | 'private' | 'im' | 'mpim'
  readonly topic: string
  readonly archived: boolean
  readonly members: readonly string[]
  /** The `ts` of the newest message; empty when there is none. */
  readonly latest: string
  /** Number of messages from others that the person has not read; at most 99. */
  readonly unread: number
}

export interface PageCommand {
  readonly command: string
  readonly description: string
  readonly usage: string
  /** The name of the app; null for a command of Slack itself. */
  readonly app: string | null
}

export interface PageShortcut {
  readonly callbackId: string
  readonly name: string
  readonly description: string
  readonly on: 'global' | 'message'
  readonly app: string
}

export interface PageApp {
  readonly id: string
  readonly name: string
  /** The id of the bot user in the workspace; null when the app is not installed or has no bot user. */
  readonly botUserId: string | null
  readonly installed: boolean
  readonly homeTab: boolean
  /** Whether people can write to the app in its messages tab. */
  readonly messagesTab: boolean
  readonly assistant: boolean
  /** The URL that starts an install of the app as Slack's consent page does; null for an app that lists no scopes. */
  readonly installUrl: string | null
}

/** A modal or an App Home, in the format of Slack's `view` object. */
export interface PageView {
  readonly id: string
  readonly appId: string
  readonly app: string
  readonly hash: string
  readonly payload: Readonly<Record<string, unknown>>
  /** The current values of all inputs: `values[block id][action id]`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Number of modals below this one. */
  readonly below: number
}

export interface PageThread {
  readonly appId: string
  readonly channel: string
  readonly ts: string
  /** The id of the channel that the person viewed when the thread got its context; empty without a context. */
  readonly context: string
  readonly title: string
  readonly status: string | null
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

/** All data that the page shows around the messages, as one person sees it. */
export interface Desk {
  readonly version: number
  /** The time of the simulator, in milliseconds since 1970. */
  readonly now: number
  readonly workspace: NamedPlace & { readonly domain: string }
  readonly organization: NamedPlace | null
  /** The person who acts. */
  readonly me: PagePerson
  /** The people and bot users of the person's workspace. */
  readonly people: readonly PagePerson[]
  /** All people whose role a visitor of the page can take, in every workspace. */
  readonly actors: readonly (Pick<PagePerson, 'id' | 'name' | 'realName'> & { readonly workspace: NamedPlace })[]
  /** The conversations that the person sees. */
  readonly channels: readonly PageChannel[]
  readonly apps: readonly PageApp[]
  readonly commands: readonly PageCommand[]
  readonly shortcuts: readonly PageShortcut[]
  /** The top modal that the person has open; null when none is open. */
  readonly modal: PageView | null
  /** The App Home that each app published for the person. */
  readonly homes: readonly PageView[]
  /** The person's threads with assistants, and the messages tabs of agents (their `ts` is empty). */
  readonly threads: readonly PageThread[]
}

/** A message of a conversation, as one person sees it. */
export interface PageMessage {
  /** The message in the format of Slack's API: `text`, `blocks`, `attachments`, `files`, `reactions`, `edited`. */
  readonly message: Readonly<Record<string, unknown>> & { readonly ts: string; readonly text: string }
  readonly author: { readonly id: string; readonly name: string; readonly isApp: boolean; readonly icon: string | null }
  /** The current values of the elements of the message for the person: `values[block id][action id]`. */
  readonly values: PageView['values']
  /** Whether only this person sees the message. */
  readonly ephemeral: boolean
  readonly pinned: boolean
  readonly replies: number
  readonly latestReply: string | null
  /** The status that the app shows in the thread of the message; null when there is none. */
  readonly status: string | null
}

export interface PageConversation {
  readonly channel: string
  /** The messages, oldest first. */
  readonly messages: readonly PageMessage[]
  /** Whether there are older messages. */
  readonly more: boolean
}

/** A file that the person sees. */
export interface PageFile {
  readonly name: string
  /** The media type that Slack gives to files with this ending. */
  readonly type: string
  /** The bytes in base64; null when the simulator has not stored them. */
  readonly content: string | null
}
