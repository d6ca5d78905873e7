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

/** One attempt to bring something to an app. */
export interface SimulatedDelivery {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly appId: string
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** Event type, `/command`, action id or callback id. */
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** Request URL, or the number of the connection; null when the app has neither. */
  readonly to: string | null
  /** 0, then 1 to 3 for retries. */
  readonly attempt: number
  /** Whether the app acknowledged it in time. */
  readonly ok: boolean
  readonly status: number | null
  /** `http_timeout`, `http_error`, `connection_failed`, …; null when nothing went wrong. */
  readonly error: string | null
  /** What the app answered: JSON, a text, or null. */
  readonly body: unknown
  /** Milliseconds from sending to the answer. */
  readonly ms: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The staged fault that it met, as `Failure.what` names it. */
  readonly fault?: string
}

/** What an act of a person led to. */
export interface Act {
  /** First attempts, in the order in which they were sent; empty when no app is concerned. */
  readonly deliveries: readonly SimulatedDelivery[]
}

/** A view that a person sees: a modal, or the home of an app. */
export interface SimulatedView {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly callbackId: string
  readonly title: string
  readonly blocks: unknown
  /** What was filled in: `values[block id][action id]`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What became of a submitted modal. */
export type Submission =
  | { readonly outcome: 'closed' | 'cleared' | 'updated' | 'pushed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string }

/** A person of the workspace who uses apps. Every act throws a TypeError for what Slack would not offer the person. */
export interface SimulatedPerson {
  readonly id: string
  readonly name: string
  /** Writes a message; a text that begins with `/` is a command. `@name`, `#name` and `<@bot>` become mentions. */
  say(
    channel: string,
    text: string,
    options?: { readonly thread?: string },
  ): Promise<Act & { readonly ts: string | null }>
  command(text: string, options?: { readonly in?: string }): Promise<Act>
  /** Uses an element of the open modal, else of the newest message that has it, else of a home. */
  click(actionId: string, options?: { readonly message?: string; readonly value?: string }): Promise<Act>
  /** Fills in the open modal and submits it: values by `block.action`, block id or action id. */
  submit(values?: Readonly<Record<string, string>>): Promise<Act & { readonly result: Submission }>
  /** Closes the open modal; with `all` those under it too. */
  close(options?: { readonly all?: boolean }): Promise<Act>
  shortcut(callbackId: string, options?: { readonly message?: string }): Promise<Act>
  openHome(options?: { readonly app?: string; readonly tab?: 'home' | 'messages' }): Promise<Act>
  react(ts: string, emoji: string, options?: { readonly remove?: boolean }): Promise<Act>
  /** Messages that only this person sees, oldest first. */
  readonly ephemerals: readonly SimulatedMessage[]
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
  /** A person by name or id; the first of the workspace unless told. @throws TypeError when there is nobody */
  as(person?: string): SimulatedPerson
  /** The newest 500 attempts to bring something to an app, oldest first. */
  readonly deliveries: readonly SimulatedDelivery[]
  /** What a person has open: the modal on top, else the home of the app; null without either. */
  view(person?: string): SimulatedView | null
  /**
   * Where the app takes events, commands and interactions: everything that its scopes allow goes there. Slack's
   * `url_verification` is sent first. null: nowhere, or over Socket Mode.
   * @throws Error when the URL does not answer with the challenge
   */
  sendTo(requestUrl: string | URL | null): Promise<void>
  /** Subscriptions, URLs, commands and shortcuts as a manifest names them. @throws TypeError when it does not fit */
  useManifest(manifest: object): void
  /** Resolves when nothing is under way: no delivery and no call of the app. @throws Error after ten seconds */
  settled(): Promise<void>
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
