import { createHmac } from 'node:crypto'
import type { Manifest } from '../api/manifest-errors.ts'
import type { Metadata } from '../api/metadata.ts'
import type { Code } from '../oauth/code.ts'
import type { GivenSecrets } from './app-secrets.ts'
import type { AppSettings } from './app-settings.ts'
import type { ConfigToken } from './config-tokens.ts'
import type { Fault } from './fault-spec.ts'
import type { StoredFile } from './files.ts'
import type { Pin, Reaction } from './marks.ts'
import type { RequestRecord } from './request-log.ts'
import type { RefreshToken } from './rotation.ts'
import type { ScheduledMessage } from './scheduled.ts'
import type { SeedContent } from './seed-types.ts'
import type { StoredView, Trigger } from './views.ts'
import type { Hook } from './webhooks.ts'
import type { Organization, OwnWorkspace } from './workspaces.ts'

/** All state of the simulated Slack: plain JSON, so that it can be kept in a file and compared in a test. */
export interface WorldState {
  readonly version: 1
  /** Ids and tokens follow from it: the same seed and the same calls give the same world. */
  readonly seed: string
  counter: number
  /** Seconds with six decimals of the last message, so that no two are equal. */
  lastTs: string
  /** The app's own. */
  workspace: Workspace
  /** A second one that the browser is signed in to; null when there is none. */
  otherWorkspace: Workspace | null
  /** Further ones, each with people and channels of its own. */
  moreWorkspaces?: OwnWorkspace[]
  /** The app's own workspace, in what `worldOf` gives of another one. */
  readonly home?: Workspace
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

export interface App extends AppSettings {
  id: string
  name: string
  clientId: string
  /** Made here, so no secret of a real app. */
  clientSecret: string
  /** Of the app's own, where it has one elsewhere; null until the first exchange brings it. */
  clientSecretHash?: string | null
  /** Made here. What was given instead is in `World.secrets`. */
  signingSecret: string
  /** App-level token, where it is not the usual one of `appTokenOf`. */
  appToken?: string
  verificationToken: string
  /** As last given: what no setting above holds is remembered in it alone. */
  manifest?: Manifest
  /** Made by a manifest: only such an app can be deleted by the API. */
  byManifest?: boolean
}

/** The app in a workspace: made by the first install, kept by every reinstall. */
export interface Install {
  appId: string
  /** Left out: the app's own workspace. The same holds for a token. */
  workspaceId?: string
  /** Null while only user scopes were ever granted. */
  botUserId: string | null
  botId: string | null
  /** Who pressed Allow last. */
  installerId?: string
}

export interface Token {
  value: string
  kind: 'bot' | 'user'
  appId: string
  workspaceId?: string
  /** Who it acts as. */
  userId: string
  scopes: string[]
  revoked?: boolean
  /** Milliseconds since 1970; left out for one that does not end by itself. */
  expiresAt?: number
  /** Value of the refresh token that was handed out with it. */
  refresh?: string
  /** A long-lived one that was exchanged for a pair: that works once. */
  exchanged?: boolean
}

export interface World {
  state: WorldState
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** To be called after every change of `state`. */
  readonly changed: () => void
  /** What was given for this run, by client id: never a part of `state`, which is kept in a file. */
  readonly secrets: Map<string, GivenSecrets>
}

/** `length` characters that follow from the world's seed and how many were drawn before. */
export function draw(world: World, alphabet: string, length: number): string {
  world.state.counter += 1
  const bytes = createHmac('sha512', world.state.seed).update(String(world.state.counter)).digest()
  return Array.from({ length }, (_, index) => alphabet[(bytes[index] ?? 0) % alphabet.length]).join('')
}

/** An id as Slack's look, `C0SIMAB12`. */
export function newId(world: World, letter: string): string {
  return `${letter}0SIM${draw(world, 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789', 6)}`
}

/** A message's `ts`: the time in seconds with six decimals, never twice the same. `at` in milliseconds since 1970. */
export function newTs(world: World, at: number = world.now()): string {
  const next = Math.max(Math.round(at * 1000), microseconds(world.state.lastTs) + 1)
  world.state.lastTs = `${Math.floor(next / 1e6)}.${String(next % 1e6).padStart(6, '0')}`
  return world.state.lastTs
}

/** The later of two `ts`: as text, 999.000000 would be later than 1000.000000. */
export function laterTs(one: string, other: string): string {
  return microseconds(one) < microseconds(other) ? other : one
}

/** A whole number, which doubles hold exactly until the year 2255. */
function microseconds(ts: string): number {
  const [seconds = '', fraction = ''] = ts.split('.')
  return Number(seconds) * 1e6 + Number(fraction.padEnd(6, '0'))
}
