/** Everything that is stored about one installation: one app in one workspace (or organization). */
export interface Installation {
  /** The flow of the install. `token`: stored from a bare token, without an install. */
  readonly flow: 'v1' | 'v2' | 'v2_user' | 'token'
  /** The base URL of the Web API; the tokens of the installation are sent to no other URL. */
  readonly apiUrl: string
  /** Whether the installation was made on the local Slack simulator. */
  readonly simulator: boolean
  readonly appId: string | null
  readonly appName: string | null
  readonly clientId: string | null
  /** The workspace; null after an org-wide install. */
  readonly workspace: NamedInstallation | null
  readonly organization: NamedInstallation | null
  readonly bot: BotToken | null
  /** One user token for each person; the person who installed last comes first. */
  readonly users: readonly UserToken[]
  /** All webhooks that were granted, newest first. */
  readonly webhooks: readonly Webhook[]
  /** The newest answer for each person, complete as it was received, with unknown fields. */
  readonly responses: readonly RawResponse[]
  /** The time of the install in ISO 8601, UTC. */
  readonly installedAt: string
  /**
   * Whether a running app may use the same tokens. If so, they are refreshed, revoked and exchanged only on request.
   */
  readonly borrowed: boolean
  /** The channels that `post` and `call` reached, newest first, for the completion; absent when none did. */
  readonly seenChannels?: readonly string[]
}

/** Whether an installation has a token or a webhook. An installation without both is useless, so it is not stored. */
export function holdsSomething({ bot, users, webhooks }: Pick<Installation, 'bot' | 'users' | 'webhooks'>): boolean {
  return bot !== null || users.length > 0 || webhooks.length > 0
}

/**
 * Whether two installations or apps belong to the same Slack. All simulators of a config folder count as one Slack, on
 * any port.
 */
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
  /** The id of the user that the token acts as: the bot's user, or the person. Null when Slack's answer had no id. */
  readonly userId: string | null
  /** The handle of that user without `@`, from auth.test. */
  readonly userName: string | null
  readonly scopes: readonly string[]
  /** The scopes that the install requested; null when unknown. */
  readonly asked: readonly string[] | null
  /** The expiry in ISO 8601; null when the token does not expire. */
  readonly expiresAt: string | null
  readonly refreshToken: string | null
  /** The lifetime in seconds; absent when unknown. */
  readonly lifetime?: number
  /** The last refresh if it returned no new token; absent when no refresh failed. */
  readonly refreshTrouble?: RefreshProblem
  /** Present when Slack refused the token at the last check. */
  readonly dead?: DeadToken
}

/**
 * The mark of a token or webhook that Slack refused at the last check. The mark is removed when a later check succeeds.
 */
export interface DeadToken {
  /** Slack's error code, such as `account_inactive`. */
  readonly code: string
  /** When Slack first refused the token or webhook, in ISO 8601. */
  readonly at: string
}

export interface RefreshProblem {
  /** `pending`: the request was sent, and its answer is unknown. `refused`: Slack refuses the refresh token. */
  readonly state: 'pending' | 'refused'
  /** When the last refresh was sent, in ISO 8601. */
  readonly at: string
  /** The number of refreshes that were sent. */
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
  /** Present when Slack refused the webhook at the last check. */
  readonly dead?: DeadToken
}

export interface RawResponse {
  /** The method that returned the answer: `oauth.v2.access`, … */
  readonly method: string
  /** The time of the answer in ISO 8601. */
  readonly at: string
  readonly userId: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** Everything that another install of the app needs. */
export interface AppRecord {
  readonly clientId: string
  /** The client secret; null when it came from the environment, because then it is not stored. */
  readonly clientSecret: string | null
  readonly appId: string | null
  readonly apiUrl: string
  /** True when the app was made on the local Slack simulator of this config folder; absent for a real app. */
  readonly simulator?: boolean
  readonly flow: 'v1' | 'v2' | 'v2_user'
  /** Whether the app uses PKCE. Then an install sends a verifier instead of the client secret. */
  readonly pkce: boolean
  /** The redirect URL as it was given; null when the login used its default redirect URL on localhost. */
  readonly redirectUri: string | null
  readonly port: number
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** The signing secret, which verifies that a request came from Slack. Absent or null when it was not given. */
  readonly signingSecret?: string | null
  /** The app-level token (`xapp-`), which Socket Mode needs. Absent or null when it was not given. */
  readonly appToken?: string | null
  /** The app's name as Slack shows it; absent when unknown. */
  readonly appName?: string | null
  /** The redirect URLs in the app's settings when they were last read; absent when they were never read. */
  readonly redirectUrls?: readonly string[]
  /** The redirect URLs of installs that succeeded, as they were sent. Slack accepted them, so they are registered. */
  readonly provenRedirects?: readonly string[]
  /** The settings that are known to be on or off; absent when unknown. */
  readonly switches?: AppFeatureFlags
}

/** Settings that change the result of an install. Slack cannot turn off rotation, org-wide installs and PKCE again. */
export interface AppFeatureFlags {
  readonly rotation?: boolean
  readonly org?: boolean
  readonly pkce?: boolean
  readonly socketMode?: boolean
}

/**
 * An app configuration token and its refresh token. The token can edit the settings of its owner's apps in one
 * workspace, and expires after twelve hours.
 */
export interface ConfigTokenPair {
  readonly token: string
  /**
   * The refresh token; empty when only the access token was given, or when another program used up the refresh token.
   * Without a refresh token, the pair cannot be rotated.
   */
  readonly refreshToken: string
  /** The expiry in ISO 8601; the latest possible time when only the access token was given. */
  readonly expiresAt: string
  readonly teamId: string
  readonly userId: string | null
  /** The base URL of the Web API to which the pair belongs. */
  readonly apiUrl: string
}

export type Identity = 'bot' | 'user'

/** Returns the user that a token acts as: the handle with @, otherwise the id, otherwise the text `otherwise`. */
export function handleOrId({ userName, userId }: Pick<AccessToken, 'userName' | 'userId'>, otherwise: string): string {
  return userName ? `@${userName}` : (userId ?? otherwise)
}
