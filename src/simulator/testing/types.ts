/// <reference lib="esnext.disposable" />
// Public types of `slack-tokens/simulator`. The build ships this file as its declaration, so it imports nothing and
// holds types only.

export interface SimulatorOptions {
  /** TCP port on 127.0.0.1 and ::1; by default any free one. */
  readonly port?: number
  /** Ids and tokens follow from this text; by default they are the same in every run. */
  readonly seed?: string
  /** Time at which the clock stands still until `clock.advance`. By default it is the computer's clock. */
  readonly startAt?: Date | number | string
  /** Redirect URLs of the app, instead of the default ones. */
  readonly redirectUrls?: readonly string[]
  /** Workspaces, people, channels and apps, as a seed file names them (`slack-tokens sim seed --print --json`). */
  readonly content?: object
  /** Lifetime of an access token in seconds; turns token rotation on. */
  readonly tokenLifetime?: number
  /** Called with a warning, such as about a call with a token that looks real. */
  readonly onWarning?: (text: string) => void
}

export interface SimulatedApp {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
  /** App-level token, `xapp-…`, for Socket Mode. */
  readonly appToken: string
  readonly redirectUrls: readonly string[]
}

export interface SimulatedToken {
  readonly value: string
  readonly kind: 'bot' | 'user'
  /** Id of the user that it acts as; `user` is the name. */
  readonly userId: string
  readonly user: string
  readonly scopes: readonly string[]
  readonly appId: string
  /** Id of the workspace or organization. */
  readonly teamId: string
  /** Milliseconds since 1970; null when it does not expire. */
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
  /** The fault that applied to it. */
  readonly drill?: string
}

export interface SimulatedMessage {
  readonly ts: string
  /** Name that is shown as the author. */
  readonly author: string
  /** Id of the author; empty for a message of an incoming webhook. */
  readonly userId: string
  readonly text: string
  readonly threadTs: string | null
  readonly blocks: unknown
}

export interface Failure {
  /**
   * What the app sends: an API method, `page`, `webhook`, `upload`, or `*`. What it is sent: `event`, `command`,
   * `interaction`, or an event by its type or subscription (`app_mention`, `message.channels`).
   */
  readonly on: string
  /**
   * Of what the app sends: a Slack error code, or `429`, `500`, `html`, `slow:MS`, `cut`, `drop-after-commit`,
   * `expire-token`, `revoke-token`, `require-approval`. Of what it is sent: `slow:MS`, `twice`; of an event also
   * `out-of-order`, `retry`; over HTTP `cut`, `wrong-signature`, `old-timestamp`; over Socket Mode `drop-socket`,
   * `disconnect`, `disconnect:warning`, `disconnect:link_disabled`.
   */
  readonly what: string
  /** How many requests or deliveries fail; by default 1. */
  readonly times?: number
  /** How many matching requests succeed before; by default 0. */
  readonly after?: number
  /** Seconds in the Retry-After of a 429. */
  readonly retryAfter?: number
}

export interface Consent {
  /** Id or name of the user who decides; by default the first of the workspace. */
  readonly user?: string
  /** Id of the workspace or organization. */
  readonly workspace?: string
  /** Id or name of the channel of the incoming webhook. */
  readonly channel?: string
  /** Optional scopes that the user unticks. */
  readonly without?: readonly string[]
  readonly decision?: 'allow' | 'cancel'
}

export interface Approved {
  /** The app's callback with the query from Slack: `code` and `state`, or `error`. */
  readonly callback: URL
  /** HTTP status of the app's last page after all redirects; null when only Slack's page was opened. */
  readonly status: number | null
  readonly url: string
  readonly text: string
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Advances the clock: tokens and codes expire by it, and scheduled messages are posted. @param ms not negative */
  advance(ms: number): void
}

/** One attempt to deliver something to an app. */
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

/** The result of a person's action. */
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
  /** The values filled in: `values[block id][action id]`. */
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
  /** Uses an element of the open modal, otherwise of the newest message that has it, otherwise of a home. */
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
  /** Base URL without a slash at the end; in a browser it shows the inspector. */
  readonly url: string
  /** For `slackApiUrl` of Slack's SDKs; ends in `/api/`. */
  readonly apiUrl: string
  /** For `authorizationUrl` of Slack's SDKs. */
  readonly authorizeUrl: string
  /**
   * Token that lets other programs act: `authorization: Bearer …` to `/_sim/…`, such as `POST /_sim/reset`. In a
   * browser: `${url}/#control=${controlToken}`.
   */
  readonly controlToken: string
  /** The app to install. */
  readonly app: SimulatedApp
  readonly workspace: { readonly id: string; readonly name: string; readonly domain: string }
  /** Valid tokens, the oldest first. */
  readonly tokens: readonly SimulatedToken[]
  /** The newest 500 requests, oldest first. */
  readonly log: readonly LoggedRequest[]
  readonly clock: Clock
  /**
   * Installs as a person with a browser would. From the app's own install URL it follows redirects or the link of the
   * page, keeps cookies, decides on the consent page and opens the app's callback. From an address of the consent page
   * it only decides, and the caller visits the callback.
   * @throws Error when it does not reach the callback; the message says where it stopped and why
   */
  approve(installUrl: string | URL, consent?: Consent): Promise<Approved>
  /**
   * Messages of a channel of any workspace, by id or name, the oldest first.
   * @throws Error when there is no such channel
   */
  messages(channel: string): readonly SimulatedMessage[]
  /**
   * A person by name or id; by default the first of the workspace.
   * @throws TypeError when there is no such person
   */
  as(person?: string): SimulatedPerson
  /** The newest 500 attempts to deliver something to an app, oldest first. */
  readonly deliveries: readonly SimulatedDelivery[]
  /** The open view of a person: the top modal, otherwise the home of the app; null without either. */
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
  /** Adds a fault; disposing of the result removes it. @throws TypeError when it is invalid */
  fail(failure: Failure): Disposable
  /** Goes back to the start: workspace, tokens, log, faults and clock. */
  reset(): void
  /** Stops it, and cuts off slow requests. A simulator that is not closed keeps no process alive. */
  close(): Promise<void>
}

/**
 * Starts a local Slack in this process, without keeping the process alive (`slack-tokens sim start` does that). Several
 * can run side by side.
 */
export type StartSimulator = (options?: SimulatorOptions) => Promise<Simulator>
