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

/** All data of the simulated Slack: plain JSON, so that a file can store it and a test compare it. */
export interface WorldState {
  readonly version: 1
  /** Ids and tokens follow from it: the same seed and the same calls give the same data. */
  readonly seed: string
  counter: number
  /** Seconds with six decimals of the last message, so that no two are equal. */
  lastTs: string
  /** The app's own workspace, with `people` and `channels`. */
  workspace: Workspace
  /** A second workspace that the browser is signed in to; null when there is none. */
  otherWorkspace: Workspace | null
  /** More workspaces, each with its own people and channels. */
  moreWorkspaces?: OwnWorkspace[]
  /** The seed, when it is not the default one; a reset uses it again. */
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
  /** Scheduled messages, in no order. */
  scheduled: ScheduledMessage[]
  views: StoredView[]
  /** Triggers that let an app open a view. */
  triggers: Trigger[]
  /** Addresses that answer an interaction, the newest last. */
  responseUrls?: ResponseUrl[]
  /** Messages that only one person sees, the newest last. */
  ephemerals?: EphemeralMessage[]
  /** The newest requests, secrets masked. */
  log: RequestRecord[]
  /** Number of all requests, also those that the log no longer has. */
  requests: number
  faults: Fault[]
}

export interface Workspace {
  id: string
  name: string
  domain: string
}

export interface Organization extends Workspace {
  /** Ids of the workspaces that have its org-wide apps; an install adds none. */
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
  /** Set for the bot user of an app. */
  bot?: { id: string; appId: string }
  deleted?: boolean
  /** Profile fields that were set: status, title and the like. They win over the fields above. */
  profile?: Record<string, unknown>
  /** True when the user set themselves away. */
  away?: boolean
}

export interface RequestRecord {
  /** Milliseconds since 1970. */
  at: number
  verb: string
  /** API method, `authorize`, `webhook`, `upload` or the path. */
  what: string
  /** Who the token acts as, `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`; null without a valid one. */
  as: string | null
  args: Record<string, string>
  status: number
  ok: boolean
  error: string | null
  /** The fault that applied to it. */
  drill?: string
}

export interface World {
  state: WorldState
  /** The current workspace, when it has its own people and channels; when left out, the app's workspace. */
  readonly at?: OwnWorkspace
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** To be called after every change of `state`. */
  readonly changed: () => void
  /** Secrets that were given for this run, by client id; never in `state`, which is written to a file. */
  readonly secrets: Map<string, GivenSecrets>
  /** To be called with what apps may be subscribed to, after the change of `state`; `world` is the one it happened in. */
  readonly happened: (world: World, happening: Happening) => void
  /** Who may see the newest events, by `event_context`: in the memory of this run alone. */
  readonly contexts: Map<string, EventContext>
}
