import type { Group } from '../../slack/manifest/validate.ts'

export interface App extends AppSettings {
  id: string
  name: string
  clientId: string
  /** The client secret that the simulator made. It is never the secret of a real app. */
  clientSecret: string
  /**
   * Hash of the client secret that the developer gave; undefined when the simulator made the secret. Null for an app
   * that was registered without a client secret: the first secret that an exchange sends becomes its secret.
   */
  clientSecretHash?: string | null
  /** The signing secret that the simulator made. A signing secret that the developer gave is in `World.secrets`. */
  signingSecret: string
  /** The app-level token from the seed; when undefined, `appTokenOf` makes one. */
  appToken?: string
  verificationToken: string
  /**
   * The URL that receives every event, command and interaction that the app's scopes allow. When set, the URLs in the
   * manifest are not used.
   */
  requestUrl?: string
  /** True when `requestUrl` replaces only the URLs of the manifest, so that the app gets what the manifest subscribes to. */
  keepsSubscriptions?: boolean
  /** The last manifest of the app. It has the settings that are not in `AppSettings`, such as event subscriptions. */
  manifest?: Manifest
  /** Whether the app was created from a manifest. The API can delete only these apps. */
  byManifest?: boolean
}

/** The settings of an app, and the rules of its workspace that affect an install. */
export interface AppSettings {
  redirectUrls: string[]
  /** Display name of the bot user; null when the app has no bot user. Then a request for bot scopes fails. */
  botName: string | null
  messagesTab: boolean
  /**
   * Whether the app uses PKCE as a public client. Then Slack treats a redirect URL on localhost as a desktop redirect.
   */
  pkce: boolean
  /** With PKCE: whether a redirect URL on localhost stands for one of the web, with which bot scopes are possible. */
  pkceLocalhost: 'desktop' | 'web'
  /** Whether the app can be installed in other workspaces. */
  distributed: boolean
  /** Whether an admin of the workspace has to approve the app before it can be installed. */
  approvalRequired: boolean
  /** The scopes that the user can untick on the consent page: `bot_optional` and `user_optional` in a manifest. */
  optionalScopes: { bot: string[]; user: string[] }
  /**
   * The scopes that Slack does not grant although the app requests them and nobody unticks them. Slack's first install
   * of an app from a manifest can grant fewer scopes than the manifest has, until the app is installed again.
   */
  withheldScopes: { bot: string[]; user: string[] }
  /**
   * Whether the callback after Cancel has `error_description` and `state` in addition to `error=access_denied`. Reports
   * about Slack differ, so both are settings.
   */
  cancel: { description: boolean; state: boolean }
  /**
   * The format of the answer of `oauth.v2.user.access`: `flat` as in Slack's schema, `nested` as in Slack's example, or
   * `authed` as in the answer of `oauth.v2.access`.
   */
  userAnswer: 'flat' | 'nested' | 'authed'
  /** Whether token rotation is on: access tokens expire and are refreshed. */
  rotation: boolean
  /** Lifetime of a rotating access token in seconds; always 43200 in Slack. */
  tokenLifetime: number
  /** The number of seconds after its first use during which a refresh token can be used again. */
  refreshGrace: number
  /**
   * The effect when a refresh token is used again within `refreshGrace`. `two-pairs`: the tokens from the first use
   * stay valid. `one-dead`: the tokens from the first use are revoked. In both cases new tokens are issued.
   */
  refreshReuse: 'two-pairs' | 'one-dead'
  /** Whether the app can be installed on the whole organization. */
  orgDeploy: boolean
  /**
   * The effect when the user who installed the app is deactivated: the bot stays, or the app is uninstalled. Slack's
   * pages contradict each other, so this is a setting.
   */
  installerLeaves: 'bot-stays' | 'uninstalled'
}

/**
 * Settings in a seed or in a change. Every setting is optional, and so is every key of `optionalScopes`,
 * `withheldScopes` and `cancel`.
 */
export interface GivenSettings extends Partial<Omit<AppSettings, 'optionalScopes' | 'withheldScopes' | 'cancel'>> {
  readonly optionalScopes?: ScopesInLists
  readonly withheldScopes?: ScopesInLists
  readonly cancel?: AfterCancel
}

export type ScopesInLists = Partial<AppSettings['optionalScopes']>
export type AfterCancel = Partial<AppSettings['cancel']>

/** An app manifest as a JSON object (docs.slack.dev/reference/app-manifest). */
export type Manifest = Group

/** The installation of an app in a workspace. A reinstall uses the same record again. */
export interface Install {
  appId: string
  /**
   * The id of the workspace; undefined means the app's own workspace. `workspaceId` has the same meaning in a token.
   */
  workspaceId?: string
  /** The id of the bot user; null until bot scopes are granted. */
  botUserId: string | null
  botId: string | null
  /** The id of the last user who allowed bot scopes on the consent page. */
  installerId?: string
}

export interface Token {
  value: string
  kind: 'bot' | 'user'
  appId: string
  workspaceId?: string
  /** Id of the user or bot user for whom the token acts. */
  userId: string
  scopes: string[]
  revoked?: boolean
  /** The expiry in milliseconds since 1970; undefined for a token that does not expire. */
  expiresAt?: number
  /** Value of the refresh token that was issued together with this token. */
  refresh?: string
  /**
   * True for a long-lived token that was exchanged for an access token and a refresh token; an exchange works only
   * once.
   */
  exchanged?: boolean
  /** The id of the function execution to which a workflow token belongs; undefined for any other token. */
  executionId?: string
}

/** A refresh token. It works as the token of an API call only for `auth.revoke`. */
export interface RefreshToken extends Token {
  /** The time of the token's first use, in milliseconds since 1970; undefined before it is used. */
  usedAt?: number
  /**
   * The expiry in milliseconds since 1970; undefined when the token does not expire. Only refresh tokens of an app that
   * uses PKCE expire.
   */
  endsAt?: number
  /**
   * The value of the long-lived token that was exchanged for this token. When this token is used for the first time,
   * the long-lived token expires.
   */
  longLived?: string
}

/** The consent page: `v1` for classic apps, `v2` for current apps, `v2_user` for user tokens only. */
export type ConsentFlow = 'v1' | 'v2' | 'v2_user'

export interface Code {
  value: string
  flow: ConsentFlow
  appId: string
  /** The id of the workspace; undefined means the app's own workspace. */
  workspaceId?: string
  /** The id of the user who pressed Allow. */
  userId: string
  botScopes: string[]
  userScopes: string[]
  /** The redirect URL in the app's authorize request; null when the request had no redirect URL. */
  redirectUri: string | null
  /**
   * The PKCE challenge: the SHA-256, in base64url, of the verifier that the exchange has to send. Undefined without
   * PKCE.
   */
  challenge?: string
  /** Id of the channel that the user chose for the incoming webhook; null without a webhook. */
  webhookChannelId: string | null
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  used?: boolean
}

/** A user's request for an admin's approval of an app. */
export interface ApprovalRequest {
  id: string
  appId: string
  /** The id of the workspace or organization for which the app needs the approval. */
  workspaceId: string
  userId: string
  /** The time of the request, in milliseconds since 1970. */
  requestedAt: number
  decision: 'pending' | 'approved' | 'denied'
}

export interface Hook {
  /** The path of the webhook's URL after `/services/`: `T…/B…/secret`, that is workspace id, bot id and secret. */
  path: string
  appId: string
  channelId: string
  userId: string
  /** The id of the organization of an org-wide install; undefined means the workspace in `path`. */
  installedIn?: string
  dead?: boolean
}

/** An app configuration token and its refresh token. They belong to one user in one workspace. */
export interface ConfigToken {
  /** The configuration token. As in Slack, it has the format of a user token with rotation: `xoxe.xoxp-…`. */
  token: string
  refreshToken: string
  userId: string
  /** The time of issue, in milliseconds since 1970. */
  issuedAt: number
  /** Whether the refresh token was used; it works only once. */
  refreshed?: boolean
}

/** Secrets of an app that the developer gave. They are never written to a file. */
export interface GivenSecrets {
  readonly clientSecret?: string
  readonly signingSecret?: string
}
