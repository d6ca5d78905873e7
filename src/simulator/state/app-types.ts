import type { Group } from '../../slack/manifest/validate.ts'

export interface App extends AppSettings {
  id: string
  name: string
  clientId: string
  /** The client secret that the simulator made; it is not a secret of a real app. */
  clientSecret: string
  /**
   * Hash of the client secret that the developer gave. Null for an app that exists elsewhere, until the first exchange
   * sends its secret.
   */
  clientSecretHash?: string | null
  /** The signing secret that the simulator made. One that the developer gave is in `World.secrets`. */
  signingSecret: string
  /** The app-level token that a seed sets; without it, `appTokenOf` derives one. */
  appToken?: string
  verificationToken: string
  /** The request URL for everything that the app's scopes allow. When set, it replaces the URLs of the manifest. */
  requestUrl?: string
  /** The last manifest of the app, for the facts that have no setting of their own. */
  manifest?: Manifest
  /** Whether the app was created from a manifest. Only such an app can be deleted through the API. */
  byManifest?: boolean
}

/** Settings of an app and rules of its workspace that affect an install. */
export interface AppSettings {
  redirectUrls: string[]
  /** Display name of the bot user; null when the app has none, and then bot scopes are refused. */
  botName: string | null
  messagesTab: boolean
  /** Whether the app uses PKCE as a public client. A redirect URL on localhost is then a desktop redirect. */
  pkce: boolean
  /** Whether the app can be installed in other workspaces. */
  distributed: boolean
  /** Whether an admin of the workspace still has to approve the app. */
  approvalRequired: boolean
  /** Scopes that the user can untick: `bot_optional` and `user_optional` of a manifest. */
  optionalScopes: { bot: string[]; user: string[] }
  /**
   * The parameters that the callback gets together with `access_denied` after Cancel. Reports differ, so both are
   * settings.
   */
  cancel: { description: boolean; state: boolean }
  /** The published format that the answer of `oauth.v2.user.access` has. */
  userAnswer: 'flat' | 'nested' | 'authed'
  /** Whether token rotation is on: access tokens expire and are refreshed. */
  rotation: boolean
  /** Lifetime of a rotating access token in seconds; always 43200 at Slack. */
  tokenLifetime: number
  /** Seconds after its first use in which a refresh token still works. */
  refreshGrace: number
  /**
   * The effect of a second use within that time: `two-pairs` adds new tokens; `one-dead` adds new tokens and revokes
   * the first ones.
   */
  refreshReuse: 'two-pairs' | 'one-dead'
  /** Whether the app can be installed on the whole organization. */
  orgDeploy: boolean
  /** The effect on the app when its installer is deactivated. Slack's pages contradict each other. */
  installerLeaves: 'bot-stays' | 'uninstalled'
}

/** Settings in a seed or in a change. A setting can be missing, and so can a key of a setting that is an object. */
export interface GivenSettings extends Partial<Omit<AppSettings, 'optionalScopes' | 'cancel'>> {
  readonly optionalScopes?: ScopesInLists
  readonly cancel?: AfterCancel
}

export type ScopesInLists = Partial<AppSettings['optionalScopes']>
export type AfterCancel = Partial<AppSettings['cancel']>

/** A JSON object that describes an app (docs.slack.dev/reference/app-manifest). */
export type Manifest = Group

/** The installation of an app in a workspace; a reinstall does not replace it. */
export interface Install {
  appId: string
  /** The workspace; undefined means the app's own workspace. The field has the same meaning in a token. */
  workspaceId?: string
  /** The id of the bot user; null when only user scopes were ever granted. */
  botUserId: string | null
  botId: string | null
  /** The id of the user who pressed Allow last. */
  installerId?: string
}

export interface Token {
  value: string
  kind: 'bot' | 'user'
  appId: string
  workspaceId?: string
  /** Id of the user or bot user that the token acts as. */
  userId: string
  scopes: string[]
  revoked?: boolean
  /** The expiry in milliseconds since 1970; undefined for a token that does not expire. */
  expiresAt?: number
  /** Value of the refresh token that was issued together with this token. */
  refresh?: string
  /** True for a long-lived token that was exchanged for a pair; this works only once. */
  exchanged?: boolean
}

/** A refresh token. As the token of a call, it is valid only for `auth.revoke`. */
export interface RefreshToken extends Token {
  /** The time of its first use, in milliseconds since 1970. */
  usedAt?: number
  /** The expiry in milliseconds since 1970; only for an app that uses PKCE. */
  endsAt?: number
  /** The long-lived token that was exchanged for the pair; the first refresh expires it. */
  longLived?: string
}

/** The authorize page: `v1` for classic apps, `v2` for current apps, `v2_user` for user tokens only. */
export type ConsentFlow = 'v1' | 'v2' | 'v2_user'

export interface Code {
  value: string
  flow: ConsentFlow
  appId: string
  /** The workspace; undefined means the app's own workspace. */
  workspaceId?: string
  /** The id of the user who pressed Allow. */
  userId: string
  botScopes: string[]
  userScopes: string[]
  /** The redirect URL that the app sent to authorize; null when the app sent none. */
  redirectUri: string | null
  /** The PKCE challenge: the SHA-256, in base64url, of the verifier that the exchange has to send. */
  challenge?: string
  /** Id of the channel that the user chose for the incoming webhook; null without a webhook. */
  webhookChannelId: string | null
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  used?: boolean
}

export interface Hook {
  /** The path of the webhook's URL after `/services/`: workspace id, bot id and secret, `T…/B…/secret`. */
  path: string
  appId: string
  channelId: string
  userId: string
  /** The workspace or organization where the app was installed; undefined means the workspace in the path. */
  installedIn?: string
  dead?: boolean
}

/** A pair of app configuration tokens, which belongs to one user in one workspace. */
export interface ConfigToken {
  /** The access token. As at Slack, it looks like a user token with rotation. */
  token: string
  refreshToken: string
  userId: string
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  /** Whether the refresh token was used; it works once. */
  refreshed?: boolean
}

/** Secrets of an app that the developer gave. They are never written to a file. */
export interface GivenSecrets {
  readonly clientSecret?: string
  readonly signingSecret?: string
}
