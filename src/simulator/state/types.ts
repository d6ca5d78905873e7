import type { AssistantThread, ThreadStatus } from './agent-types.ts'
import type { App, Code, ConfigToken, GivenSecrets, Hook, Install, RefreshToken, Token } from './app-types.ts'
import type {
  Channel,
  EphemeralMessage,
  ResponseUrl,
  ScheduledMessage,
  StoredFile,
  StoredView,
  Trigger,
} from './content-types.ts'
import type { Fault } from './fault-spec.ts'
import type { EventContext, Happening } from './happening.ts'
import type { SeedContent } from './seed-types.ts'

/** All data of the simulated Slack. It is plain JSON, so that a file can store it and a test can compare it. */
export interface WorldState {
  readonly version: 1
  /** The seed of random ids and tokens: the same seed and the same calls give the same data. */
  readonly seed: string
  counter: number
  /** The `ts` of the last message, so that the next one is later. */
  lastTs: string
  /** The app's own workspace; its people and channels are in `people` and `channels`. */
  workspace: Workspace
  /** A second workspace that the browser is signed in to; null when there is none. */
  otherWorkspace: Workspace | null
  /** More workspaces, each with its own people and channels. */
  moreWorkspaces?: OwnWorkspace[]
  /** The seed, when it is not the default one. A reset uses it again. */
  given?: SeedContent
  /** The organization of the workspaces; null when there is none. */
  organization: Organization | null
  people: Person[]
  channels: Channel[]
  apps: App[]
  installs: Install[]
  tokens: Token[]
  refreshTokens: RefreshToken[]
  codes: Code[]
  webhooks: Hook[]
  /** App configuration tokens, the newest last. */
  configTokens: ConfigToken[]
  files: StoredFile[]
  /** Scheduled messages, unsorted. */
  scheduled: ScheduledMessage[]
  views: StoredView[]
  /** Triggers that allow an app to open a view. */
  triggers: Trigger[]
  /** Addresses where apps answer an interaction, the newest last. */
  responseUrls?: ResponseUrl[]
  /** Messages that only one person sees, the newest last. */
  ephemerals?: EphemeralMessage[]
  /** Threads that people opened with an assistant, the newest last. */
  assistantThreads?: AssistantThread[]
  /** What apps show that they are doing, in threads of any kind; the newest last. */
  threadStatuses?: ThreadStatus[]
  /** The newest requests, with masked secrets. */
  log: RequestRecord[]
  /** Number of all requests, including those that the log no longer has. */
  requests: number
  faults: Fault[]
}

export interface Workspace {
  id: string
  name: string
  domain: string
}

export interface Organization extends Workspace {
  /** Ids of the workspaces where its org-wide apps are installed; an install adds none. */
  teams: string[]
}

/** A workspace with its own people and channels. */
export interface OwnWorkspace extends Workspace {
  people: Person[]
  channels: Channel[]
}

export interface Person {
  id: string
  name: string
  realName: string
  email: string
  isAdmin: boolean
  /** The bot's id and its app; undefined for a person. */
  bot?: { id: string; appId: string }
  deleted?: boolean
  /** Profile fields that were set, such as status and title. They take precedence over the fields above. */
  profile?: Record<string, unknown>
  /** True when the user has set themselves away. */
  away?: boolean
}

export interface RequestRecord {
  /** The time of the request, in milliseconds since 1970. */
  at: number
  verb: string
  /** The API method, `authorize`, `webhook`, `upload` or the path. */
  what: string
  /**
   * The user, bot or app that the token acts as: `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`. Null when the
   * request has no valid token.
   */
  as: string | null
  args: Record<string, string>
  status: number
  ok: boolean
  error: string | null
  /** The fault that applied to the request. */
  drill?: string
}

export interface World {
  state: WorldState
  /** The current workspace, when it has its own people and channels; undefined for the app's workspace. */
  readonly at?: OwnWorkspace
  /** Returns the time of the simulator, in milliseconds since 1970. */
  readonly now: () => number
  /** Returns the base URL of the simulator, without a slash at the end. */
  readonly url: () => string
  /** Reports a change of `state`. Call it after every change. */
  readonly changed: () => void
  /**
   * Secrets that the developer gave for this run, by client id. They are never in `state`, which is written to a file.
   */
  readonly secrets: Map<string, GivenSecrets>
  /**
   * Reports a change that apps can be subscribed to. Call it after the change of `state`, with the world where it
   * happened.
   */
  readonly happened: (world: World, happening: Happening) => void
  /** The apps and authorizations of the newest events, by `event_context`; in memory only. */
  readonly contexts: Map<string, EventContext>
}
