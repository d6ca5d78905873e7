import type { Group } from '../../slack/manifest/validate.ts'

export interface App extends AppSettings {
  id: string
  name: string
  clientId: string
  /** Made by the simulator, so no secret of a real app. */
  clientSecret: string
  /** Hash of the app's own secret, for an app that exists elsewhere; null until the first exchange sends it. */
  clientSecretHash?: string | null
  /** Made by the simulator. One that the developer gave is in `World.secrets`. */
  signingSecret: string
  /** App-level token, when a seed sets one; otherwise see `appTokenOf`. */
  appToken?: string
  verificationToken: string
  /** The URL for everything that its scopes allow, instead of its manifest's; by default the manifest counts. */
  requestUrl?: string
  /** The manifest as it was last given, for what no setting above holds. */
  manifest?: Manifest
  /** Created from a manifest: only such an app can be deleted through the API. */
  byManifest?: boolean
}

/** Settings of an app, and rules of its workspace, that decide about an install. */
export interface AppSettings {
  redirectUrls: string[]
  /** Display name of its bot user; null when it has none, and then bot scopes are refused. */
  botName: string | null
  messagesTab: boolean
  /** Opted into PKCE: a public client, for which a redirect to localhost counts as one to a desktop app. */
  pkce: boolean
  /** May be installed in other workspaces. */
  distributed: boolean
  /** An admin of the workspace has to approve the app first, and has not yet. */
  approvalRequired: boolean
  /** Scopes that the user may untick: `bot_optional` and `user_optional` of a manifest. */
  optionalScopes: { bot: string[]; user: string[] }
  /** What the callback gets with `access_denied` after Cancel. Reports differ, so both are settings. */
  cancel: { description: boolean; state: boolean }
  /** Which of the published forms the answer of `oauth.v2.user.access` has. */
  userAnswer: 'flat' | 'nested' | 'authed'
  /** Token rotation: access tokens expire and are refreshed. */
  rotation: boolean
  /** Lifetime of a rotating access token in seconds; always 43200 at Slack. */
  tokenLifetime: number
  /** Seconds that a used refresh token still works. */
  refreshGrace: number
  /**
   * The effect of a second use within that time: new tokens next to the first ones, or tokens that revoke the first
   * ones.
   */
  refreshReuse: 'two-pairs' | 'one-dead'
  /** May be installed on the whole organization. */
  orgDeploy: boolean
  /** What happens to the app when its installer is deactivated. Slack's pages contradict each other. */
  installerLeaves: 'bot-stays' | 'uninstalled'
}

/** Settings in a seed or a change: some of them, and of a group only the keys that change. */
export interface GivenSettings extends Partial<Omit<AppSettings, 'optionalScopes' | 'cancel'>> {
  readonly optionalScopes?: ScopesInLists
  readonly cancel?: AfterCancel
}

export type ScopesInLists = Partial<AppSettings['optionalScopes']>
export type AfterCancel = Partial<AppSettings['cancel']>

/** A JSON object that describes an app (docs.slack.dev/reference/app-manifest). */
export type Manifest = Group

/** An app in a workspace; a reinstall keeps it. */
export interface Install {
  appId: string
  /** When left out, the app's own workspace; the same for a token. */
  workspaceId?: string
  /** Null when only user scopes were ever granted. */
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
  /** Id of the user that it acts as. */
  userId: string
  scopes: string[]
  revoked?: boolean
  /** Milliseconds since 1970; left out for a token that does not expire. */
  expiresAt?: number
  /** Value of the refresh token that was issued with it. */
  refresh?: string
  /** A long-lived token that was exchanged for a pair, which works once. */
  exchanged?: boolean
}

/** A refresh token. Only `auth.revoke` accepts it as a token. */
export interface RefreshToken extends Token {
  /** Milliseconds since 1970: when it was used. */
  usedAt?: number
  /** When it expires, in milliseconds since 1970; only for an app that opted into PKCE. */
  endsAt?: number
  /** The long-lived token that was exchanged for the pair; the first refresh revokes it. */
  longLived?: string
}

/** Which authorize page: for classic apps, for today's apps, or for user tokens only. */
export type ConsentFlow = 'v1' | 'v2' | 'v2_user'

export interface Code {
  value: string
  flow: ConsentFlow
  appId: string
  /** When missing: the app's own workspace. */
  workspaceId?: string
  /** Who pressed Allow. */
  userId: string
  botScopes: string[]
  userScopes: string[]
  /** The value sent to authorize; null when it was missing. */
  redirectUri: string | null
  /** PKCE: base64url of the SHA-256 of the verifier that the exchange has to send. */
  challenge?: string
  /** Channel chosen for the incoming webhook. */
  webhookChannelId: string | null
  /** Milliseconds since 1970. */
  issuedAt: number
  used?: boolean
}

export interface Hook {
  /** The three path parts, `T…/B…/secret`. */
  path: string
  appId: string
  channelId: string
  userId: string
  /** Where the app was installed; when left out, the workspace in the path. */
  installedIn?: string
  dead?: boolean
}

/** A pair of app configuration tokens, of one user in one workspace. */
export interface ConfigToken {
  /** It has the form of a rotating user token, as at Slack. */
  token: string
  refreshToken: string
  userId: string
  /** Milliseconds since 1970. */
  issuedAt: number
  /** Whether the refresh token was used; it works once. */
  refreshed?: boolean
}

/** Secrets that the developer gave, in the memory of this run only. */
export interface GivenSecrets {
  readonly clientSecret?: string
  readonly signingSecret?: string
}
