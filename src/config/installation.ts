/** One installation = one app in one workspace (or organization). All that is stored of it. */
export interface Installation {
  /** How the app was installed. `token`: stored from a bare token, without an install. */
  readonly flow: 'v1' | 'v2' | 'v2_user' | 'token'
  /** Base URL of the Web API it belongs to; its tokens go nowhere else. */
  readonly apiUrl: string
  /** Made on the local Slack simulator. */
  readonly simulator: boolean
  readonly appId: string | null
  readonly appName: string | null
  readonly clientId: string | null
  /** Null after an org-wide install. */
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly bot: BotToken | null
  /** One per person, the last who installed first. */
  readonly users: readonly UserToken[]
  /** Every webhook ever granted, newest first. */
  readonly webhooks: readonly Webhook[]
  /** Whole answers as received, unknown fields included: the newest per person. */
  readonly responses: readonly RawResponse[]
  /** ISO 8601, UTC. */
  readonly installedAt: string
  /** A running app may use the same tokens: they are refreshed, revoked and exchanged only on request. */
  readonly borrowed: boolean
}

/** Whether it has a token or a webhook. Without either there is nothing to use, and it is not stored. */
export function holdsSomething({ bot, users, webhooks }: Pick<Installation, 'bot' | 'users' | 'webhooks'>): boolean {
  return bot !== null || users.length > 0 || webhooks.length > 0
}

/** Whether both belong to the same Slack. The simulator of a config folder is one Slack, whatever its port. */
export function isSameSlack(one: SlackOrigin, other: SlackOrigin): boolean {
  return (one.simulator === true && other.simulator === true) || one.apiUrl === other.apiUrl
}

type SlackOrigin = Pick<Installation, 'apiUrl'> & { readonly simulator?: boolean | undefined }

export interface NamedInstallation {
  readonly id: string
  readonly name: string | null
}

export interface AccessToken {
  readonly token: string
  /** Who it acts as: the bot's user, or the person. v1 answers may leave it out. */
  readonly userId: string | null
  /** Handle without `@`, from auth.test. */
  readonly userName: string | null
  readonly scopes: readonly string[]
  /** Scopes that the install requested; null when unknown. */
  readonly asked: readonly string[] | null
  /** ISO 8601; null when it does not expire. */
  readonly expiresAt: string | null
  readonly refreshToken: string | null
  /** Seconds from issue to expiry; absent when unknown. */
  readonly lifetime?: number
  /** State of a refresh that brought no new token; absent when there is none. */
  readonly refreshTrouble?: RefreshProblem
  /** Slack refused it when it was last checked; absent when it did not. */
  readonly dead?: DeadToken
}

/** Marks a token or a webhook that Slack refuses. It stays stored, and the mark goes when it works again. */
export interface DeadToken {
  /** Slack's, `account_inactive`. */
  readonly code: string
  /** ISO 8601: when that was first seen. */
  readonly at: string
}

export interface RefreshProblem {
  /** `pending`: sent, and no answer is known. `refused`: Slack refuses the refresh token. */
  readonly state: 'pending' | 'refused'
  /** ISO 8601: when it was last sent. */
  readonly at: string
  /** How often it was sent. */
  readonly tries: number
}

export interface BotToken extends AccessToken {
  readonly botId: string | null
}

export interface UserToken extends AccessToken {}

export interface Webhook {
  readonly url: string
  readonly channel: string | null
  readonly channelId: string | null
  readonly configurationUrl: string | null
  /** It was refused when it was last checked; absent when it was not. */
  readonly dead?: DeadToken
}

export interface RawResponse {
  /** `oauth.v2.access`, … */
  readonly method: string
  /** ISO 8601 */
  readonly at: string
  readonly userId: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** Everything that is needed to install an app again. */
export interface AppRecord {
  readonly clientId: string
  /** Null when it came from the environment, and so is not stored here. */
  readonly clientSecret: string | null
  readonly appId: string | null
  readonly apiUrl: string
  /** Made on the local Slack simulator of this config folder; absent for a real one. */
  readonly simulator?: boolean
  readonly flow: 'v1' | 'v2' | 'v2_user'
  /** The app opted into PKCE and is installed without its secret. */
  readonly pkce: boolean
  /** As given; null when the tool's own on localhost was used. */
  readonly redirectUri: string | null
  readonly port: number
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** Checks that a request came from Slack. Absent or null when it was not given. */
  readonly signingSecret?: string | null
  /** App-level token (`xapp-`), which Socket Mode needs. */
  readonly appToken?: string | null
  /** As Slack shows it; absent when unknown. */
  readonly appName?: string | null
  /** Redirect URLs known to be in its settings; absent when those were never read. */
  readonly redirectUrls?: readonly string[]
  /** Redirect URLs of installs that succeeded, as they were sent: Slack accepted them, so they are registered. */
  readonly provenRedirects?: readonly string[]
  /** Settings known to be on or off; absent when unknown. */
  readonly switches?: AppFeatureFlags
}

/** Settings that change what an install yields. Rotation, org-wide installs and PKCE cannot be turned off again. */
export interface AppFeatureFlags {
  readonly rotation?: boolean
  readonly org?: boolean
  readonly pkce?: boolean
  readonly socketMode?: boolean
}

/** A pair of app configuration tokens: edits the settings of its owner's apps in one workspace; lives twelve hours. */
export interface ConfigTokenPair {
  readonly token: string
  /** Empty when only the access token was given, or the refresh token was used up elsewhere: then it cannot be rotated. */
  readonly refreshToken: string
  /** ISO 8601; the latest that it can be, where only the access token was given. */
  readonly expiresAt: string
  readonly teamId: string
  readonly userId: string | null
  /** Base URL of the Web API it belongs to. */
  readonly apiUrl: string
}

export type Identity = 'bot' | 'user'

/** Who a token acts as: the handle with @, otherwise the id without it. */
export function handleOrId({ userName, userId }: Pick<AccessToken, 'userName' | 'userId'>, otherwise: string): string {
  return userName ? `@${userName}` : (userId ?? otherwise)
}
