/// <reference lib="esnext.disposable" />
// What `slack-tokens/simulator` promises to other people's tests. The build ships this file as its declaration, so it
// imports nothing and holds types alone.

export interface SimulatorOptions {
  /** TCP port on 127.0.0.1 and ::1; any free one unless told. */
  readonly port?: number
  /** Ids and tokens follow from this text; the same unless told. */
  readonly seed?: string
  /** Where the clock stands still, to be moved by `clock.advance`. Left out: it goes as the computer's does. */
  readonly startAt?: Date | number | string
  /** Redirect URLs of the app, instead of the usual ones. */
  readonly redirectUrls?: readonly string[]
  /** Workspaces, people, channels and apps, as a seed file names them (`slack-tokens sim seed --print --json`). */
  readonly content?: object
  /** Seconds that an access token lasts; turns token rotation on. */
  readonly tokenLifetime?: number
  /** Told when something is wrong, such as a call with what looks like a real token. */
  readonly onWarning?: (text: string) => void
}

export interface SimulatedApp {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
  /** App-level token, `xapp-…`, which a Socket Mode app starts with. */
  readonly appToken: string
  readonly redirectUrls: readonly string[]
}

export interface SimulatedToken {
  readonly value: string
  readonly kind: 'bot' | 'user'
  /** Id and name of whom it acts as. */
  readonly userId: string
  readonly user: string
  readonly scopes: readonly string[]
  readonly appId: string
  /** Workspace, or organization. */
  readonly teamId: string
  /** Milliseconds since 1970; null for one that does not end by itself. */
  readonly expiresAt: number | null
}

export interface LoggedRequest {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly verb: string
  /** API method, `authorize`, `webhook`, `upload` or the path. */
  readonly what: string
  /** Who the token acts as, `bot:U…`, `user:U…` or `app:A…`; null without a valid one. */
  readonly as: string | null
  /** Secrets masked. */
  readonly args: Readonly<Record<string, string>>
  readonly status: number
  readonly ok: boolean
  /** Slack's error code. */
  readonly error: string | null
  /** The staged failure that it met. */
  readonly drill?: string
}

export interface SimulatedMessage {
  readonly ts: string
  /** Whose name stands above it. */
  readonly author: string
  /** Id; empty for what an incoming webhook says. */
  readonly userId: string
  readonly text: string
  readonly threadTs: string | null
  readonly blocks: unknown
}

export interface Failure {
  /** An API method, `page`, `webhook`, `upload`, or `*`. */
  readonly on: string
  /**
   * A Slack error code, or `429`, `500`, `html`, `slow:MS`, `cut`, `drop-after-commit`, `expire-token`, `revoke-token`,
   * `require-approval`.
   */
  readonly what: string
  /** How many requests fail; 1 unless told. */
  readonly times?: number
  /** How many go well before; 0 unless told. */
  readonly after?: number
  /** Seconds, of a 429. */
  readonly retryAfter?: number
}

export interface Consent {
  /** Who presses the button, id or name; the first of the workspace unless told. */
  readonly user?: string
  /** Id of the workspace or organization. */
  readonly workspace?: string
  /** Where the incoming webhook posts, id or name. */
  readonly channel?: string
  /** Optional scopes that are unticked. */
  readonly without?: readonly string[]
  readonly decision?: 'allow' | 'cancel'
}

export interface Approved {
  /** The app's callback with what Slack sent along: `code` and `state`, or `error`. */
  readonly callback: URL
  /** What the app answered to it, after all redirects; null when only Slack's page was opened. */
  readonly status: number | null
  readonly url: string
  readonly text: string
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Tokens and codes end by it, and scheduled messages are posted. @param ms not negative */
  advance(ms: number): void
}

export interface Simulator extends AsyncDisposable {
  /** Base URL, no slash at the end; a person finds the inspector there. */
  readonly url: string
  /** Ends in `/api/`: `slackApiUrl` of Slack's SDKs. */
  readonly apiUrl: string
  /** `authorizationUrl` of Slack's SDKs. */
  readonly authorizeUrl: string
  /**
   * What lets other programs act on it: `authorization: Bearer …` to `/_sim/…`, as `POST /_sim/reset`. A person opens
   * the page with it: `${url}/#control=${controlToken}`.
   */
  readonly controlToken: string
  /** The app that can be installed. */
  readonly app: SimulatedApp
  readonly workspace: { readonly id: string; readonly name: string; readonly domain: string }
  /** Those that work now, oldest first. */
  readonly tokens: readonly SimulatedToken[]
  /** The newest 500 requests, oldest first. */
  readonly log: readonly LoggedRequest[]
  readonly clock: Clock
  /**
   * Installs as a person with a browser would. From the app's own install URL: follows redirects or the page's link,
   * keeps cookies, decides on the consent page and opens the app's callback. From an address of the consent page: decides,
   * and leaves the callback to the caller.
   * @throws Error when the road ends before the callback; the message says where and why.
   */
  approve(installUrl: string | URL, consent?: Consent): Promise<Approved>
  /** Of a channel of any workspace, by id or name, oldest first. @throws Error when there is no such channel */
  messages(channel: string): readonly SimulatedMessage[]
  /** Stages a failure; disposing of what is returned lifts it. @throws TypeError when it makes no sense. */
  fail(failure: Failure): Disposable
  /** Back to the beginning: workspace, tokens, log, failures and clock. */
  reset(): void
  /** Ends it, with the requests that are not answered at once. One that is forgotten keeps no process alive. */
  close(): Promise<void>
}

/**
 * Starts a local Slack in this process, which it does not keep alive (`slack-tokens sim start` stays up). Any number can
 * run side by side.
 */
export type StartSimulator = (options?: SimulatorOptions) => Promise<Simulator>
