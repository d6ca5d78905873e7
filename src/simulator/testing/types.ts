/// <reference lib="esnext.disposable" />
// Public types of `slack-tokens/simulator`. The build ships this file as its declaration, so it imports nothing and
// contains only types.

export interface SimulatorOptions {
  /** TCP port on 127.0.0.1 and ::1; by default any free port. */
  readonly port?: number
  /** The seed of random ids and tokens. By default every run has the same ids and tokens. */
  readonly seed?: string
  /** Time at which the clock stands still until `clock.advance`. By default the simulator uses the computer's clock. */
  readonly startAt?: Date | number | string
  /** Redirect URLs of the app, in place of the default ones. */
  readonly redirectUrls?: readonly string[]
  /** Workspaces, people, channels and apps, in the format of a seed file (`slack-tokens sim seed --print --json`). */
  readonly content?: object
  /** Lifetime of an access token in seconds; when given, token rotation is on. */
  readonly tokenLifetime?: number
  /** Called with each warning, for example about a call with a token that looks real. */
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
  /** Id of the user or bot user that the token acts as; `user` is the name. */
  readonly userId: string
  readonly user: string
  readonly scopes: readonly string[]
  readonly appId: string
  /** Id of the workspace or organization. */
  readonly teamId: string
  /** The expiry in milliseconds since 1970; null for a token that does not expire. */
  readonly expiresAt: number | null
}

export interface LoggedRequest {
  /** The time of the request, in milliseconds since 1970. */
  readonly at: number
  readonly verb: string
  /** The API method, `authorize`, `webhook`, `upload` or the path. */
  readonly what: string
  /** The user, bot or app that the token acts as, `bot:U…`, `user:U…` or `app:A…`; null without a valid token. */
  readonly as: string | null
  /** The arguments, with masked secrets. */
  readonly args: Readonly<Record<string, string>>
  readonly status: number
  readonly ok: boolean
  /** Slack's error code; null on success. */
  readonly error: string | null
  /** The fault that applied to the request. */
  readonly drill?: string
}

export interface SimulatedMessage {
  readonly ts: string
  /** The name of the author, as Slack shows it. */
  readonly author: string
  /** Id of the author; empty for a message of an incoming webhook. */
  readonly userId: string
  readonly text: string
  readonly threadTs: string | null
  readonly blocks: unknown
}

export interface Failure {
  /**
   * What fails. A request of the app: an API method, `page`, `webhook`, `upload`, or `*`. A delivery to the app:
   * `event`, `command`, `interaction`, or an event by its type or subscription (`app_mention`, `message.channels`).
   */
  readonly on: string
  /**
   * How it fails. A request of the app: a Slack error code, or `429`, `500`, `html`, `slow:MS`, `cut`,
   * `drop-after-commit`, `expire-token`, `revoke-token`, `require-approval`. A delivery to the app: `slow:MS`, `twice`;
   * an event also `out-of-order`, `retry`; over HTTP also `cut`, `wrong-signature`, `old-timestamp`; over Socket Mode
   * also `drop-socket`, `disconnect`, `disconnect:warning`, `disconnect:link_disabled`.
   */
  readonly what: string
  /** Number of requests or deliveries that fail; by default 1. */
  readonly times?: number
  /** Number of matching requests or deliveries that succeed first; by default 0. */
  readonly after?: number
  /** Seconds in the Retry-After header of a 429. */
  readonly retryAfter?: number
}

export interface Consent {
  /** Id or name of the user who decides; by default the first user of the workspace. */
  readonly user?: string
  /** Id of the workspace or organization. */
  readonly workspace?: string
  /** Id or name of the channel where the incoming webhook posts. */
  readonly channel?: string
  /** Optional scopes that the user unticks. */
  readonly without?: readonly string[]
  readonly decision?: 'allow' | 'cancel'
}

export interface Approved {
  /** The URL of the app's callback with the query from Slack: `code` and `state`, or `error`. */
  readonly callback: URL
  /**
   * HTTP status of the app's last page after all redirects; null when `installUrl` was Slack's page, because the
   * callback is not opened then.
   */
  readonly status: number | null
  readonly url: string
  readonly text: string
}

export interface Clock {
  /** Returns the time of the simulator, in milliseconds since 1970. */
  now(): number
  /** Moves the clock forward: tokens and codes expire, and scheduled messages are posted. @param ms not negative */
  advance(ms: number): void
}

/** One attempt to deliver something to an app. */
export interface SimulatedDelivery {
  readonly id: string
  /** The time of sending, in milliseconds since 1970. */
  readonly at: number
  readonly appId: string
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** The event type, `/command`, action id or callback id. */
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** The request URL, or the number of the connection; null when the app has neither. */
  readonly to: string | null
  /** The number of the attempt: 0 for the first one, 1 to 3 for retries. */
  readonly attempt: number
  /** Whether the app acknowledged the delivery in time. */
  readonly ok: boolean
  readonly status: number | null
  /** The error: `http_timeout`, `http_error`, `connection_failed`, …; null on success. */
  readonly error: string | null
  /** The app's answer, as JSON or text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds from sending to the answer. */
  readonly ms: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The fault that applied to the delivery, as in `Failure.what`. */
  readonly fault?: string
}

/** The result of a person's action. */
export interface Act {
  /** The first attempts of deliveries, in the order of sending; empty when no app is concerned. */
  readonly deliveries: readonly SimulatedDelivery[]
}

/** A view that a person sees: a modal, or the home of an app. */
export interface SimulatedView {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly callbackId: string
  readonly title: string
  readonly blocks: unknown
  /** The values that the person has filled in: `values[block id][action id]`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A thread that a person opened with an assistant. */
export interface SimulatedThread {
  readonly appId: string
  readonly userId: string
  /** The direct conversation of the person and the bot, for `messages(channel)` and `say(channel, …)`. */
  readonly channel: string
  readonly ts: string
  /** Id of the channel where the person was; null when nowhere. */
  readonly contextChannel: string | null
  /** Empty until the app has set one. */
  readonly title: string
  /** What the app shows that it is doing, such as `is thinking…`; null when it shows nothing. */
  readonly status: string | null
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

/** The prompts that an agent (`agent_view` in its manifest) shows in its messages tab. */
export interface SimulatedAgentPrompts {
  readonly appId: string
  /** The direct conversation of the person and the bot. */
  readonly channel: string
  readonly title: string
  readonly prompts: SimulatedThread['prompts']
}

/** The result of a submitted modal. */
export type Submission =
  | { readonly outcome: 'closed' | 'cleared' | 'updated' | 'pushed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string }

/**
 * A person of the workspace who uses apps. An action throws a TypeError when Slack would not offer it to the person.
 */
export interface SimulatedPerson {
  readonly id: string
  readonly name: string
  /** Writes a message; a text with `/` at the start is a command. `@name`, `#name` and `<@bot>` become mentions. */
  say(
    channel: string,
    text: string,
    options?: { readonly thread?: string },
  ): Promise<Act & { readonly ts: string | null }>
  command(text: string, options?: { readonly in?: string }): Promise<Act>
  /** Uses an element in the open modal, otherwise in the newest message that has it, otherwise in an app's home. */
  click(actionId: string, options?: { readonly message?: string; readonly value?: string }): Promise<Act>
  /** Fills in the open modal and submits it. The values are named by `block.action`, block id or action id. */
  submit(values?: Readonly<Record<string, string>>): Promise<Act & { readonly result: Submission }>
  /** Closes the open modal; with `all` the modals below it, too. */
  close(options?: { readonly all?: boolean }): Promise<Act>
  shortcut(callbackId: string, options?: { readonly message?: string }): Promise<Act>
  /** Opens a tab of an app’s home; `channel` is the direct conversation with the app. */
  openHome(options?: {
    readonly app?: string
    readonly tab?: 'home' | 'messages'
  }): Promise<Act & { readonly channel: string }>
  /**
   * Opens a new thread with an app that is an assistant; `in` is the channel where the person is. With `thread`, the
   * person goes on to another channel while that thread is open.
   */
  openAssistant(options?: {
    readonly app?: string
    readonly in?: string
    readonly thread?: string
  }): Promise<Act & { readonly thread: SimulatedThread }>
  react(ts: string, emoji: string, options?: { readonly remove?: boolean }): Promise<Act>
  /** Messages that only this person sees, oldest first. */
  readonly ephemerals: readonly SimulatedMessage[]
}

export interface Simulator extends AsyncDisposable {
  /** Base URL without a slash at the end. In a browser it shows the inspector. */
  readonly url: string
  /** Base URL of the Web API, for `slackApiUrl` of Slack's SDKs; it ends in `/api/`. */
  readonly apiUrl: string
  /** URL of the consent page, for `authorizationUrl` of Slack's SDKs. */
  readonly authorizeUrl: string
  /**
   * Token that allows other programs to change the simulator: they send `authorization: Bearer …` to `/_sim/…`, such as
   * `POST /_sim/reset`. In a browser: `${url}/#control=${controlToken}`.
   */
  readonly controlToken: string
  /** The app to install. */
  readonly app: SimulatedApp
  readonly workspace: { readonly id: string; readonly name: string; readonly domain: string }
  /** Valid tokens, oldest first. */
  readonly tokens: readonly SimulatedToken[]
  /** The newest 500 requests, oldest first. */
  readonly log: readonly LoggedRequest[]
  readonly clock: Clock
  /**
   * Installs the app as a person with a browser does. From the app's own install URL, it follows redirects or the link
   * on the page, stores cookies, decides on the consent page and opens the app's callback. From a URL of the consent
   * page, it only decides, and the caller opens the callback.
   * @throws Error when the install does not reach the callback; the message has the last page and the reason
   */
  approve(installUrl: string | URL, consent?: Consent): Promise<Approved>
  /**
   * Returns the messages of a channel in any workspace, by id or name, oldest first.
   * @throws Error when there is no such channel
   */
  messages(channel: string): readonly SimulatedMessage[]
  /**
   * Returns a person by name or id; by default the first person of the workspace.
   * @throws TypeError when there is no such person
   */
  as(person?: string): SimulatedPerson
  /** The newest 500 delivery attempts to apps, oldest first. */
  readonly deliveries: readonly SimulatedDelivery[]
  /** Threads that people opened with assistants, oldest first. */
  readonly assistantThreads: readonly SimulatedThread[]
  /** The prompts that agents show in their messages tabs. */
  readonly agentPrompts: readonly SimulatedAgentPrompts[]
  /** Returns the open view of a person: the top modal, otherwise the home of the app; null when there is neither. */
  view(person?: string): SimulatedView | null
  /**
   * Sets the request URL that gets all events, commands and interactions that the app's scopes allow. Sends Slack's
   * `url_verification` to it first. With null the app gets them only over Socket Mode.
   * @throws Error when the URL does not answer with the challenge
   */
  sendTo(requestUrl: string | URL | null): Promise<void>
  /**
   * Applies a manifest: its subscriptions, URLs, commands and shortcuts.
   * @throws TypeError when the manifest is invalid
   */
  useManifest(manifest: object): void
  /** Resolves when no delivery and no call of the app is running. @throws Error after ten seconds */
  settled(): Promise<void>
  /** Adds a fault; disposing of the result removes the fault. @throws TypeError when the fault is invalid */
  fail(failure: Failure): Disposable
  /** Goes back to the initial state of workspace, tokens, log, faults and clock. */
  reset(): void
  /** Stops the simulator, and interrupts slow requests. An open simulator does not keep the process running. */
  close(): Promise<void>
}

/**
 * Starts a local Slack in this process, without keeping the process running (`slack-tokens sim start` does). One
 * process can run several.
 */
export type StartSimulator = (options?: SimulatorOptions) => Promise<Simulator>
