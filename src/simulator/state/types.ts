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

/** All state of the simulated Slack: plain JSON, so that it can be kept in a file and compared in a test. */
export interface WorldState {
  readonly version: 1
  /** Ids and tokens follow from it: the same seed and the same calls give the same world. */
  readonly seed: string
  counter: number
  /** Seconds with six decimals of the last message, so that no two are equal. */
  lastTs: string
  /** The app's own; `people` and `channels` are its. */
  workspace: Workspace
  /** A second one that the browser is signed in to; null when there is none. */
  otherWorkspace: Workspace | null
  /** Further ones, each with people and channels of its own. */
  moreWorkspaces?: OwnWorkspace[]
  /** What the world was seeded with, when not with the usual: a reset goes back to it. */
  given?: SeedContent
  /** What both belong to; null when there is none. */
  organization: Organization | null
  people: Person[]
  channels: Channel[]
  apps: App[]
  installs: Install[]
  tokens: Token[]
  refreshTokens: RefreshToken[]
  codes: Code[]
  webhooks: Hook[]
  /** Pairs that change settings of apps, the newest last. */
  configTokens: ConfigToken[]
  files: StoredFile[]
  /** What is to be posted later, in no order. */
  scheduled: ScheduledMessage[]
  views: StoredView[]
  /** What lets an app open a view: one for each time that somebody used it. */
  triggers: Trigger[]
  /** Addresses that answer an interaction, the newest last. */
  responseUrls?: ResponseUrl[]
  /** What single people see, the newest last. */
  ephemerals?: EphemeralMessage[]
  /** The newest requests, secrets masked. */
  log: RequestRecord[]
  /** How many arrived since the world began, those that the log has forgotten too. */
  requests: number
  faults: Fault[]
}

export interface Workspace {
  id: string
  name: string
  domain: string
}

export interface Organization extends Workspace {
  /** Ids of the workspaces that its admins have added the org-wide apps to: an install alone adds none. */
  teams: string[]
}

/** A workspace that shares no people and channels with the app's own. */
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
  /** What was set in the profile: status, title and the like, over what follows from the fields above. */
  profile?: Record<string, unknown>
  /** Set to be away; left out: as Slack sees it. */
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
  /** The staged failure that it met. */
  drill?: string
}

export interface World {
  state: WorldState
  /** The workspace that it is seen from, where that has people and channels of its own; left out: the app's own. */
  readonly at?: OwnWorkspace
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** To be called after every change of `state`. */
  readonly changed: () => void
  /** What was given for this run, by client id: never a part of `state`, which is kept in a file. */
  readonly secrets: Map<string, GivenSecrets>
  /** To be called with what apps may be subscribed to, after the change of `state`; `world` is the one it happened in. */
  readonly happened: (world: World, happening: Happening) => void
  /** Who may see the newest events, by `event_context`: in the memory of this run alone. */
  readonly contexts: Map<string, EventContext>
}
