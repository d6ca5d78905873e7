import type { AgentPrompts, AssistantThread, FunctionExecution, ThreadStatus } from './agent-types.ts'
import type {
  App,
  ApprovalRequest,
  Code,
  ConfigToken,
  GivenSecrets,
  Hook,
  Install,
  RefreshToken,
  Token,
} from './app-types.ts'
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
  /** The source of random ids and tokens: the same seed and the same calls give the same data. */
  readonly seed: string
  counter: number
  /** The latest `ts` that was issued; the next `ts` is later. */
  lastTs: string
  /** The app's own workspace; its people and channels are in `people` and `channels`. */
  workspace: Workspace
  /**
   * A second workspace that the browser is signed in to, with the same people and channels; null when there is none.
   */
  otherWorkspace: Workspace | null
  /** More workspaces, each with its own people and channels. */
  moreWorkspaces?: OwnWorkspace[]
  /** The seed that a developer gave, which a reset uses again; undefined for the default state. */
  given?: SeedContent
  /** The organization of the workspaces; null when there is none. */
  organization: Organization | null
  people: Person[]
  channels: Channel[]
  /** The names of the emoji that the app's own workspace has in addition to Slack's. */
  emoji?: string[]
  apps: App[]
  installs: Install[]
  tokens: Token[]
  refreshTokens: RefreshToken[]
  codes: Code[]
  webhooks: Hook[]
  /** The requests for an admin's approval, the newest last. */
  approvals?: ApprovalRequest[]
  /** App configuration tokens, the newest last. */
  configTokens: ConfigToken[]
  files: StoredFile[]
  /** The scheduled messages, in no particular order. */
  scheduled: ScheduledMessage[]
  views: StoredView[]
  /** Triggers that allow an app to open a view. */
  triggers: Trigger[]
  /** The response URLs to which apps send answers to interactions, the newest last. */
  responseUrls?: ResponseUrl[]
  /** Messages that only one person sees, the newest last. */
  ephemerals?: EphemeralMessage[]
  /** Threads that people opened with an assistant, the newest last. */
  assistantThreads?: AssistantThread[]
  /** The prompts in the messages tabs of agents, the newest last. */
  agentPrompts?: AgentPrompts[]
  /** Executions of functions, the newest last. */
  functionExecutions?: FunctionExecution[]
  /** The statuses that apps show in threads, the newest last. */
  threadStatuses?: ThreadStatus[]
  /** The newest requests, the newest last, with masked secrets. */
  log: RequestRecord[]
  /** The number of all requests, including those that were removed from `log`. */
  requests: number
  faults: Fault[]
}

export interface Workspace {
  id: string
  name: string
  domain: string
}

export interface Organization extends Workspace {
  /**
   * Ids of the workspaces to which an admin added the org-wide apps. In these workspaces people can use the apps, and
   * the tokens of the apps work. An org-wide install does not by itself add a workspace to this list.
   */
  teams: string[]
}

/** A workspace with its own people and channels. */
export interface OwnWorkspace extends Workspace {
  people: Person[]
  channels: Channel[]
  emoji?: string[]
}

export interface Person {
  id: string
  name: string
  realName: string
  email: string
  isAdmin: boolean
  /** The bot id and the app id of a bot user; undefined for a person. */
  bot?: { id: string; appId: string }
  deleted?: boolean
  /** The profile fields that were set, such as status and title. In an answer they replace the fields above. */
  profile?: Record<string, unknown>
  /** True when the user has set their presence to away. */
  away?: boolean
}

export interface RequestRecord {
  /** The time of the request, in milliseconds since 1970. */
  at: number
  verb: string
  /** The name of the API method, `authorize`, `webhook`, `upload`, or the request's path. */
  what: string
  /**
   * The user, bot user or app for which the token acts: `user:U…`, `bot:U…`, `configuration:U…` or `app:A…`. Null when
   * the request has no valid token.
   */
  as: string | null
  /**
   * The owner of the token in the request, and the workspace or organization that issued the token: `bot:U…@T…`. The
   * owner is also known when the token is expired or revoked, or is a refresh token. Undefined when the request has no
   * token of an install.
   */
  owner?: string
  args: Record<string, string>
  status: number
  ok: boolean
  error: string | null
  /** The `what` of the fault that applied to the request; undefined when none applied. */
  drill?: string
  /** The arguments in the query of the URL that contain a secret; undefined when there are none. */
  secretsInQuery?: string[]
  /** The other arguments in which a secret was masked; undefined when there are none. */
  secretsInText?: string[]
}

export interface World {
  state: WorldState
  /** The current workspace, when it is one of `moreWorkspaces`; undefined for the app's own workspace. */
  readonly at?: OwnWorkspace
  /** Returns the time of the simulator, in milliseconds since 1970. */
  readonly now: () => number
  /**
   * Returns the time of the apps' clock, in milliseconds since 1970: `now` minus the time by which the simulator's
   * clock was moved forward.
   */
  readonly clockOfApps: () => number
  /** Returns the base URL of the simulator, without a slash at the end. */
  readonly url: () => string
  /** Reports that `state` changed, so that it is saved. Call this function after every change. */
  readonly changed: () => void
  /**
   * A map from the client id to the app secrets that the developer gave for this run. These secrets are never part of
   * `state`, because `state` is written to a file.
   */
  readonly secrets: Map<string, GivenSecrets>
  /**
   * Reports a change about which Slack can send an event. Call this function after the change of `state`, with the
   * world of the workspace that changed.
   */
  readonly happened: (world: World, happening: Happening) => void
  /**
   * A map from `event_context` to the app and the authorizations of an event, for the newest events. They are not
   * saved.
   */
  readonly contexts: Map<string, EventContext>
}
