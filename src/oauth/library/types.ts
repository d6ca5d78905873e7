// The public types of `slack-tokens/install`. The build ships this file as the declaration file, so it has only types
// and imports nothing.

export interface RunInstallOptions {
  /** The Client ID of the app (Basic Information → App Credentials). */
  readonly clientId: string
  /** The Client Secret. Without it, the install uses PKCE. Then PKCE must be switched on for the app. */
  readonly clientSecret?: string | undefined
  /** The scopes of the bot token. */
  readonly scopes?: readonly string[] | undefined
  /** The scopes of the user token. */
  readonly userScopes?: readonly string[] | undefined
  /**
   * `v2` by default. `v1`: a classic app, which has one list of scopes. `v2_user`: user scopes only, on Slack's page
   * for user scopes.
   */
  readonly flow?: 'v1' | 'v2' | 'v2_user' | undefined
  /**
   * The redirect URL, exactly as it is registered in the app's settings. By default
   * `https://localhost:8443/slack/callback`, and with PKCE the same address with http.
   */
  readonly redirectUri?: string | undefined
  /** The port to listen on when it is not the port of the redirect URL, for example behind a tunnel. */
  readonly port?: number | undefined
  /**
   * What to do when the port is in use. `fail`, the default: the install fails. `submit`: no callback server starts;
   * only `submit` can bring the answer. The other program on the port then receives the code.
   */
  readonly portInUse?: 'fail' | 'submit' | undefined
  /**
   * The certificate and key in PEM for an https redirect URL on localhost. Without it, a new one is made, and the
   * browser warns.
   */
  readonly certificate?: { readonly cert: string; readonly key: string } | undefined
  /** The id of the only accepted workspace or organization. Slack's page preselects it. */
  readonly team?: string | undefined
  /** The name of your program, for the pages in the browser. */
  readonly program?: string | undefined
  /** The base URL of the Web API; by default `https://slack.com/api/`, under `sim run` the simulator’s. */
  readonly apiUrl?: string | undefined
  /** Maximum milliseconds to wait for the person; five minutes by default. */
  readonly timeout?: number | undefined
  /** Maximum milliseconds for each request to Slack; 30 seconds by default. */
  readonly requestTimeout?: number | undefined
  /** Ends the install: everything is closed, and `runInstall` rejects with the code `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Shows the address to the person. Called once, when the callback server listens. A rejection ends the install. */
  readonly onReady: (ready: InstallReady) => void | Promise<void>
  /** Called with each notice that the person should get while the install waits. */
  readonly onNotice?: ((notice: InstallNotice) => void) | undefined
}

export interface InstallReady {
  /** The address of Slack's consent page, for the browser. */
  readonly authorizeUrl: string
  /** The redirect URL as Slack receives it. It must be registered in the app's settings. */
  readonly redirectUri: string
  /** False when the port is in use; then only `submit` can bring the answer. */
  readonly listening: boolean
  /** The certificate of the callback server. To avoid a new warning at each install, store it and pass it again. */
  readonly certificate: { readonly cert: string; readonly key: string; readonly fingerprint: string } | null
  /**
   * Takes what the person pasted: the address on which the browser ended, its query, or the text of Slack's error page.
   * Never throws. With `trustCode`, it also takes a bare code, which can belong to another install.
   */
  readonly submit: (text: string, options?: { readonly trustCode?: boolean }) => Submitted
}

/** What `submit` found in a text. When the text was not accepted, the install still waits. */
export type Submitted =
  | { readonly accepted: true }
  | {
      readonly accepted: false
      /**
       * `authorize_url`: the address to open. `bare_code`: a code without an address. `page_error`: an error page, with
       * its code in `slackError`. `wrong_state`: an address of another install. `denial_without_state`: a refusal that
       * may belong to any install. `unknown`: not from an install. `answered`: an answer has already arrived.
       */
      readonly code:
        | 'authorize_url'
        | 'bare_code'
        | 'page_error'
        | 'wrong_state'
        | 'denial_without_state'
        | 'empty'
        | 'unknown'
        | 'answered'
        | 'ended'
      /** What the text is, as a sentence. */
      readonly message: string
      /** What the person can do. */
      readonly hint: string
      readonly slackError?: string
    }

/** `unknown_scope` (misspelt or new) and `http_redirect` come before `onReady`. `denial_without_state`: perhaps the person cancelled. */
export interface InstallNotice {
  readonly code: 'denial_without_state' | 'http_redirect' | 'unknown_scope'
  readonly message: string
}

/** What the install returned: both tokens, who they act as, and what was granted. */
export interface InstallResult {
  readonly flow: 'v1' | 'v2' | 'v2_user'
  /** The workspace; null after an install in a whole organization. */
  readonly team: InstallPlace | null
  /** The organization; null for a workspace that belongs to none. */
  readonly enterprise: InstallPlace | null
  readonly app: { readonly id: string | null; readonly name: string | null; readonly clientId: string }
  /** The id of the person who pressed Allow. */
  readonly installerId: string | null
  /** The bot token; null when Slack granted none. */
  readonly bot: InstalledBotToken | null
  /** The user token, which acts as the person who installed; null when Slack granted none. */
  readonly user: InstalledToken | null
  readonly webhook: InstalledWebhook | null
  /** The same install in the form of `Installation` of @slack/oauth: for an InstallationStore, and so for Bolt. */
  readonly installation: SlackInstallation
  /** The answer of the exchange as Slack sent it, with unknown fields. */
  readonly answer: { readonly method: string; readonly body: Readonly<Record<string, unknown>> }
}

export interface InstallPlace {
  readonly id: string
  readonly name: string | null
}

export interface InstalledToken {
  readonly token: string
  /** The id of the user that the token acts as. */
  readonly userId: string | null
  /** The handle of that user without `@`; null when `auth.test` did not answer. */
  readonly userName: string | null
  /** The granted scopes. */
  readonly scopes: readonly string[]
  /** The requested scopes that were not granted. Empty with the flow `v1`, which has one list for both tokens. */
  readonly missingScopes: readonly string[]
  /** The expiry in ISO 8601; null when the token does not expire. */
  readonly expiresAt: string | null
  readonly refreshToken: string | null
}

export interface InstalledBotToken extends InstalledToken {
  /** The id of the bot, `B…`, from `auth.test`. */
  readonly botId: string | null
}

export interface InstalledWebhook {
  readonly url: string
  readonly channel: string | null
  readonly channelId: string | null
  readonly configurationUrl: string | null
}

/**
 * `Installation` of @slack/oauth 3 and 4, with what this install knows. `user.token` is missing when no user scope was
 * granted.
 */
export interface SlackInstallation {
  team: { id: string; name?: string } | undefined
  enterprise: { id: string; name?: string } | undefined
  user: {
    id: string
    token: string | undefined
    scopes: string[] | undefined
    refreshToken?: string
    expiresAt?: number
  }
  bot?: {
    id: string
    userId: string
    token: string
    scopes: string[]
    refreshToken?: string
    expiresAt?: number
  }
  incomingWebhook?: { url: string; channel?: string; channelId?: string; configurationUrl?: string }
  appId: string | undefined
  tokenType?: 'bot'
  enterpriseUrl?: string
  isEnterpriseInstall: boolean
  authVersion: 'v1' | 'v2'
}

/**
 * Why an install failed. `aborted`: the signal was aborted; `cause` is its reason. `access_denied`: the person pressed
 * Cancel. `refused`: Slack refused, with its code in `slackError`. `wrong_team`: another workspace than `team`.
 * `timed_out`: nobody answered. `exchange_refused`: Slack refused the code, with its code in `slackError`.
 * `exchange_answer_lost`: the code was sent, and no answer arrived; Slack may have installed the app. `unreachable`:
 * Slack could not be reached. `unreadable_answer`: the answer did not come from Slack. `no_token_in_answer`: nothing
 * was granted.
 */
export type InstallErrorCode =
  | 'invalid_options'
  | 'port_in_use'
  | 'port_forbidden'
  | 'aborted'
  | 'access_denied'
  | 'refused'
  | 'wrong_team'
  | 'timed_out'
  | 'exchange_refused'
  | 'exchange_answer_lost'
  | 'unreachable'
  | 'unreadable_answer'
  | 'no_token_in_answer'
  | 'failed'

export interface InstallErrorFields {
  readonly code: InstallErrorCode
  /** What to do, in the imperative; undefined when there is nothing to add to the message. */
  readonly hint?: string | undefined
  /** The error code of Slack; undefined when Slack did not answer. */
  readonly slackError?: string | undefined
  readonly cause?: unknown
}

/** Runs one install. See `runInstall`. */
export type RunInstall = (options: RunInstallOptions) => Promise<InstallResult>
