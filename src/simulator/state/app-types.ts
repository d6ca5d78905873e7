import type { Group } from '../../slack/manifest/validate.ts'

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
  /** Where everything is sent that its scopes allow, whatever its manifest says; left out: by the manifest. */
  requestUrl?: string
  /** As last given: what no setting above holds is remembered in it alone. */
  manifest?: Manifest
  /** Made by a manifest: only such an app can be deleted by the API. */
  byManifest?: boolean
}

/** What the settings pages of an app, and the rules of its workspace, decide about an install. */
export interface AppSettings {
  redirectUrls: string[]
  /** Display name of its bot user, null when it has none: then bot scopes are refused. */
  botName: string | null
  messagesTab: boolean
  /** Has opted into PKCE: a public client, to which any redirect to localhost is one to a desktop. */
  pkce: boolean
  /** May be installed in other workspaces than its own. */
  distributed: boolean
  /** The workspace wants an admin to approve the app first, and this has not happened. */
  approvalRequired: boolean
  /** Scopes that the person may untick, as `bot_optional` and `user_optional` of a manifest name them. */
  optionalScopes: { bot: string[]; user: string[] }
  /** What comes back with `access_denied` when Cancel is pressed. Reports differ, so both are switches. */
  cancel: { description: boolean; state: boolean }
  /** Which of the published forms `oauth.v2.user.access` answers in. */
  userAnswer: 'flat' | 'nested' | 'authed'
  /** Tokens come as pairs that end and are refreshed. */
  rotation: boolean
  /** Seconds that an access token of a pair lasts; always 43200 at Slack. */
  tokenLifetime: number
  /** Seconds that a used refresh token still works. */
  refreshGrace: number
  /** What a second use in that time brings: a pair beside the first, or one that ends the first. */
  refreshReuse: 'two-pairs' | 'one-dead'
  /** May be installed on the whole organization. */
  orgDeploy: boolean
  /** What becomes of the app when the person who installed it is deactivated. Slack's pages contradict each other. */
  installerLeaves: 'bot-stays' | 'uninstalled'
}

/** Settings as a seed or a change names them: some of them, and of a group only what is to change. */
export interface GivenSettings extends Partial<Omit<AppSettings, 'optionalScopes' | 'cancel'>> {
  readonly optionalScopes?: ScopesInLists
  readonly cancel?: AfterCancel
}

export type ScopesInLists = Partial<AppSettings['optionalScopes']>
export type AfterCancel = Partial<AppSettings['cancel']>

/** A JSON object that describes an app (docs.slack.dev/reference/app-manifest). */
export type Manifest = Group

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

/** The other half of a pair. It calls nothing; `auth.revoke` alone takes it as a token. */
export interface RefreshToken extends Token {
  /** Milliseconds since 1970: when it was used. */
  usedAt?: number
  /** Milliseconds since 1970, for an app that opted into PKCE. */
  endsAt?: number
  /** The long-lived token that the pair was exchanged for: it ends with the first refresh. */
  longLived?: string
}

/** Which authorize page: of classic apps, of today's, or the one for user tokens alone. */
export type ConsentFlow = 'v1' | 'v2' | 'v2_user'

export interface Code {
  value: string
  flow: ConsentFlow
  appId: string
  /** Left out: the app's own workspace. */
  workspaceId?: string
  /** Who pressed Allow. */
  userId: string
  botScopes: string[]
  userScopes: string[]
  /** As sent to authorize; null when it was left out. */
  redirectUri: string | null
  /** PKCE: base64url of the SHA-256 of the verifier that has to come. */
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
  /** Where the app was installed with it; left out: the workspace in the path. */
  installedIn?: string
  dead?: boolean
}

/** A pair that changes settings of apps, made on the page of all apps and tied to a person and a workspace. */
export interface ConfigToken {
  /** Looks like a rotating user token, as Slack's do. */
  token: string
  refreshToken: string
  userId: string
  /** Milliseconds since 1970. */
  issuedAt: number
  /** The refresh token was used: it works once. */
  refreshed?: boolean
}

/** Secrets of an app that its developer gave: in the memory of this run alone. */
export interface GivenSecrets {
  readonly clientSecret?: string
  readonly signingSecret?: string
}
