/// <reference lib="esnext.disposable" />
// The public types of `slack-tokens/simulator`. The build ships this file as the declaration file, so it has only types
// and imports nothing.

export interface SimulatorOptions {
  /** The TCP port on 127.0.0.1 and ::1; by default any free port. */
  readonly port?: number
  /** The source of random ids and tokens. By default every run makes the same ids and tokens. */
  readonly seed?: string
  /**
   * The time at which the clock stands still until `clock.advance`. By default the simulator uses the computer's clock.
   */
  readonly startAt?: Date | number | string
  /** The redirect URLs of the app, in place of the default ones. */
  readonly redirectUrls?: readonly string[]
  /**
   * The workspaces, people, channels and apps, in the format of a seed file (`slack-tokens sim seed --print --json`).
   */
  readonly content?: object
  /** The lifetime of an access token in seconds. When it is given, token rotation is on. */
  readonly tokenLifetime?: number
  /** The function that is called with each warning, for example about a call with a token of the real Slack. */
  readonly onWarning?: (text: string) => void
}

export interface SimulatedApp {
  readonly id: string
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly signingSecret: string
  /** The app-level token, `xapp-…`, for Socket Mode. */
  readonly appToken: string
  readonly redirectUrls: readonly string[]
}

export interface SimulatedToken {
  readonly value: string
  readonly kind: 'bot' | 'user'
  /** Id of the user or bot user for whom the token acts; `user` is the name. */
  readonly userId: string
  readonly user: string
  readonly scopes: readonly string[]
  readonly appId: string
  /** Id of the workspace or organization in which the app is installed. */
  readonly teamId: string
  /** The expiry in milliseconds since 1970; null for a token that does not expire. */
  readonly expiresAt: number | null
}

export interface LoggedRequest {
  /** The time of the request, in milliseconds since 1970. */
  readonly at: number
  readonly verb: string
  /** The name of the API method, `authorize`, `webhook`, `upload`, or the request's path. */
  readonly what: string
  /**
   * The user, bot user or app for which the token acts: `user:U…`, `bot:U…`, `configuration:U…` or `app:A…`; null
   * without a valid token.
   */
  readonly as: string | null
  /**
   * The owner of the request's token, and the workspace or organization that issued the token: `bot:U…@T…`. An expired
   * token, a revoked token and a refresh token have an owner too. Undefined when the request has no token of an
   * install.
   */
  readonly owner?: string
  /** The arguments, with masked secrets. */
  readonly args: Readonly<Record<string, string>>
  readonly status: number
  readonly ok: boolean
  /** The error code of Slack; null on success. */
  readonly error: string | null
  /** The fault that applied to the request, as in `Failure.what`; undefined when none applied. */
  readonly drill?: string
  /**
   * The names of the arguments that have a secret in the query of the URL, such as `token`; undefined when there are
   * none.
   */
  readonly secretsInQuery?: readonly string[]
  /** The names of the other arguments in which a secret was masked, such as `text`; undefined when there are none. */
  readonly secretsInText?: readonly string[]
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
   * The requests or deliveries that fail. For a request of the app: an API method, `page`, `webhook`, `upload`, or `*`.
   * For a delivery to the app: `event`, `command`, `interaction`, or the type or subscription of an event
   * (`app_mention`, `message.channels`).
   */
  readonly on: string
  /**
   * How they fail. For a request of the app: an error code of Slack, `429`, `500`, `html`, `slow:MS`, `cut`,
   * `drop-after-commit`, `expire-token`, `revoke-token`, or `require-approval`. For any delivery to the app: `slow:MS`
   * or `twice`. For a delivery over HTTP also: `cut`, `wrong-signature` or `old-timestamp`. For a delivery over Socket
   * Mode also: `drop-socket`, `disconnect`, `disconnect:warning` or `disconnect:link_disabled`. For an event also:
   * `out-of-order` or `retry`.
   */
  readonly what: string
  /** Number of requests or deliveries that fail; by default 1. */
  readonly times?: number
  /** Number of matching requests or deliveries that still succeed before the first one fails; by default 0. */
  readonly after?: number
  /** Seconds in the Retry-After header of a 429. */
  readonly retryAfter?: number
}

export interface Consent {
  /** Id or name of the user who allows or cancels; by default the first user of the workspace. */
  readonly user?: string
  /** Id of the workspace or organization in which the user installs the app. */
  readonly workspace?: string
  /** Id or name of the channel in which the incoming webhook posts. */
  readonly channel?: string
  /** The optional scopes that the user unticks. */
  readonly without?: readonly string[]
  readonly decision?: 'allow' | 'cancel'
}

export interface Approved {
  /** The URL of the app's callback with the parameters from Slack: `code` and `state`, or `error`. */
  readonly callback: URL
  /**
   * HTTP status of the app's last page after all redirects. Null when `installUrl` is Slack's consent page, because
   * then the callback is not opened.
   */
  readonly status: number | null
  readonly url: string
  readonly text: string
}

export interface Clock {
  /** Returns the time of the simulator, in milliseconds since 1970. */
  now(): number
  /**
   * Moves the clock forward. Tokens and codes expire, and scheduled messages are posted.
   * @param ms milliseconds, not negative
   */
  advance(ms: number): void
}

/** One attempt to deliver an event, a command or an interaction to an app. */
export interface SimulatedDelivery {
  readonly id: string
  /** The time of sending, in milliseconds since 1970. */
  readonly at: number
  readonly appId: string
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** The type of the event, the `/command`, the action id or the callback id. */
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** The request URL, or the number of the socket connection; null when the app has neither. */
  readonly to: string | null
  /** The number of the retry, 1 to 3; 0 for the first attempt. */
  readonly attempt: number
  /** Whether the app acknowledged the delivery in time. */
  readonly ok: boolean
  readonly status: number | null
  /** The error code: `http_timeout`, `http_error`, `connection_failed`, …; null on success. */
  readonly error: string | null
  /** The body of the app's answer, as parsed JSON or text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds from the sending to the answer. */
  readonly ms: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The fault that applied to the delivery, as in `Failure.what`; undefined when none applied. */
  readonly fault?: string
  /**
   * Frames that acknowledge no delivery, and that arrived over the same connection before the app answered this
   * delivery; undefined when there were none.
   */
  readonly wrongAcks?: readonly SimulatedWrongAck[]
}

/** A frame that an app sent over Socket Mode, and that acknowledges no delivery. */
export interface SimulatedWrongAck {
  readonly id: string
  /** The time of arrival, in milliseconds since 1970. */
  readonly at: number
  readonly appId: string
  readonly kind: 'wrong_ack'
  readonly by: 'socket'
  /** The number of the socket connection. */
  readonly to: string
  readonly ok: false
  /**
   * The reason why the frame acknowledges no delivery. `message` is the same reason as text that completes the sentence
   * “the app sent …”.
   */
  readonly error:
    | 'unknown_envelope'
    | 'acknowledged_twice'
    | 'acknowledged_late'
    | 'other_connection'
    | 'no_json'
    | 'no_envelope_id'
    | 'binary_frame'
    | 'frame_too_long'
    | 'broken_frame'
  readonly message: string
  /** The first 200 characters of the frame. */
  readonly frame: string
  /** The id of the earlier delivery that the frame names; null when it names none. */
  readonly delivery: string | null
}

/** The result of a person's action. */
export interface Act {
  /**
   * The first attempt of each delivery that the action caused, in the order of sending; an empty list when the action
   * concerns no app.
   */
  readonly deliveries: readonly SimulatedDelivery[]
  /**
   * The text that Slackbot shows only to the person, after a command of Slack such as `/invite`; undefined when there
   * is none.
   */
  readonly notice?: string
}

/** A view that a person sees: a modal, or the App Home of an app. */
export interface SimulatedView {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly callbackId: string
  readonly title: string
  readonly blocks: unknown
  /** The values that the person entered: `values[block id][action id]`. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** A thread that a person opened with an assistant. */
export interface SimulatedThread {
  readonly appId: string
  readonly userId: string
  /** Id of the direct conversation of the person and the bot, for `messages(channel)` and `say(channel, …)`. */
  readonly channel: string
  readonly ts: string
  /** Id of the channel that the person was viewing; null when it was none. */
  readonly contextChannel: string | null
  /** The title that the app set; empty before that. */
  readonly title: string
  /** The status that the app shows while it works, such as `is thinking…`; null when it shows none. */
  readonly status: string | null
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

/** The prompts that an agent (`agent_view` in its manifest) shows in its messages tab. */
export interface SimulatedAgentPrompts {
  readonly appId: string
  /** Id of the direct conversation of the person and the bot, for `messages(channel)` and `say(channel, …)`. */
  readonly channel: string
  readonly title: string
  readonly prompts: SimulatedThread['prompts']
}

/** An execution of a function that an app declares in its manifest (`functions`). */
export interface SimulatedExecution {
  readonly id: string
  readonly appId: string
  readonly callbackId: string
  /** `running` until the app calls functions.completeSuccess or functions.completeError. */
  readonly state: 'running' | 'completed' | 'failed'
  readonly outputs: Readonly<Record<string, unknown>> | null
  /** The text of functions.completeError. */
  readonly error: string | null
}

/** The result of submitting a modal. */
export type Submission =
  | { readonly outcome: 'closed' | 'cleared' | 'updated' | 'pushed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly outcome: 'failed'; readonly reason: string }

/** A person of the workspace who uses apps. An action throws a TypeError when the person could not do it in Slack. */
export interface SimulatedPerson {
  readonly id: string
  readonly name: string
  /**
   * Writes a message, or runs a slash command when the text starts with `/`. `@name`, `#name` and `<@bot>` become
   * mentions.
   */
  say(
    channel: string,
    text: string,
    options?: { readonly thread?: string },
  ): Promise<Act & { readonly ts: string | null }>
  command(text: string, options?: { readonly in?: string }): Promise<Act>
  /**
   * Uses an element in the open modal, otherwise in the newest message that has it, otherwise in an App Home. With
   * `message` (a `ts`) or `view` (an id), only that message or view is searched. `values` maps `block.action` to what
   * the person entered in the other elements of the same message or view.
   */
  click(
    actionId: string,
    options?: {
      readonly message?: string
      readonly view?: string
      readonly value?: string
      readonly values?: Readonly<Record<string, string>>
    },
  ): Promise<Act>
  /** Enters the values in the open modal and submits it. Each key is `block.action`, a block id or an action id. */
  submit(values?: Readonly<Record<string, string>>): Promise<Act & { readonly result: Submission }>
  /** Closes the open modal; with `all`, closes the modals below it too. */
  close(options?: { readonly all?: boolean }): Promise<Act>
  shortcut(callbackId: string, options?: { readonly message?: string }): Promise<Act>
  /** Opens a tab of an app’s home; `channel` is the direct conversation with the app. */
  openHome(options?: {
    readonly app?: string
    readonly tab?: 'home' | 'messages'
  }): Promise<Act & { readonly channel: string }>
  /**
   * Opens a new thread with an assistant. `in` is the channel that the person is viewing. With `thread`, opens no new
   * thread, but changes the context of that thread, because the person went to another channel.
   */
  openAssistant(options?: {
    readonly app?: string
    readonly in?: string
    readonly thread?: string
  }): Promise<Act & { readonly thread: SimulatedThread }>
  react(ts: string, emoji: string, options?: { readonly remove?: boolean }): Promise<Act>
  /** Joins a public channel. */
  join(channel: string): Promise<Act>
  /** Removes another member from a channel. */
  kick(channel: string, member: string): Promise<Act>
  /** Creates a channel, and returns its id. */
  createChannel(name: string, options?: { readonly private?: boolean }): Promise<Act & { readonly channel: string }>
  /** Changes the text of a message that the person wrote. */
  edit(message: { readonly channel: string; readonly ts: string }, text: string): Promise<Act>
  /** Deletes a message that the person wrote. An admin can delete every message. */
  delete(message: { readonly channel: string; readonly ts: string }): Promise<Act>
  /**
   * Uploads a file of at most 256 kB and returns its id. `channel` is the conversation in which it is shared; null for a
   * file that is only stored, such as one for an input of a modal.
   */
  upload(
    channel: string | null,
    file: {
      readonly name: string
      readonly content: Uint8Array
      readonly text?: string
      readonly thread?: string
      /** The ids of files that were stored earlier with `channel` null. The same message shares them too. */
      readonly with?: readonly string[]
    },
  ): Promise<Act & { readonly file: string }>
  /**
   * Starts a function of an app as a step of a workflow: the app gets `function_executed`. If an input is left out and
   * its type allows it, the value of the input is this person or a channel.
   */
  runFunction(
    callbackId: string,
    inputs?: Readonly<Record<string, unknown>>,
  ): Promise<Act & { readonly execution: SimulatedExecution | null }>
  /** The messages that only this person sees, oldest first. */
  readonly ephemerals: readonly SimulatedMessage[]
}

export interface Simulator extends AsyncDisposable {
  /** The base URL, without a slash at the end. In a browser it shows the page on which a person acts. */
  readonly url: string
  /** The base URL of the Web API, which ends in `/api/`, for `slackApiUrl` of Slack's SDKs. */
  readonly apiUrl: string
  /** The URL of the consent page, for `authorizationUrl` of Slack's SDKs. */
  readonly authorizeUrl: string
  /**
   * The token with which other programs can change the simulator. They send `authorization: Bearer …` to `/_sim/…`, for
   * example to `POST /_sim/reset`. A browser opens `${url}/#control=${controlToken}`.
   */
  readonly controlToken: string
  /** The app that a test installs. */
  readonly app: SimulatedApp
  readonly workspace: { readonly id: string; readonly name: string; readonly domain: string }
  /** The valid access tokens, oldest first. */
  readonly tokens: readonly SimulatedToken[]
  /** The newest 500 requests, oldest first. */
  readonly log: readonly LoggedRequest[]
  readonly clock: Clock
  /**
   * Installs the app as a person with a browser does. When `installUrl` is a page of the app, follows redirects or the
   * link on the page, stores cookies, allows or cancels on the consent page, and opens the app's callback. When
   * `installUrl` is the consent page, only allows or cancels there, and the caller opens the callback.
   * @throws Error when the install does not reach the callback; the message names the last page and the reason
   */
  approve(installUrl: string | URL, consent?: Consent): Promise<Approved>
  /**
   * Returns the messages of the channel with this id or name, from any workspace, oldest first.
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
  /** The newest 500 frames over Socket Mode that acknowledge no delivery, oldest first. */
  readonly wrongAcks: readonly SimulatedWrongAck[]
  /** The threads that people opened with assistants, oldest first. */
  readonly assistantThreads: readonly SimulatedThread[]
  /** Executions of functions of apps, oldest first. */
  readonly executions: readonly SimulatedExecution[]
  /** The prompts that agents show in their messages tabs. */
  readonly agentPrompts: readonly SimulatedAgentPrompts[]
  /** Returns the view that a person has open: the top modal, otherwise the App Home; null when there is neither. */
  view(person?: string): SimulatedView | null
  /**
   * Sets the request URL of the app after it has answered Slack's `url_verification`. This URL gets all events,
   * commands and interactions that the app's scopes allow. With null, the app gets them only over Socket Mode.
   * @throws Error when the URL does not answer with the challenge
   */
  sendTo(requestUrl: string | URL | null): Promise<void>
  /**
   * Replaces the app's settings with those in a manifest: subscriptions, URLs, commands, shortcuts.
   * @throws TypeError when the manifest is invalid
   */
  useManifest(manifest: object): void
  /**
   * Resolves when no delivery to an app and no request of an app has been running for `quiet` milliseconds: 50 by
   * default, at most 5000.
   * @throws Error after ten seconds; TypeError when `quiet` is not a number from 0 to 5000
   */
  settled(options?: { readonly quiet?: number }): Promise<void>
  /** Adds a fault. Disposing the returned object removes the fault. @throws TypeError when the fault is invalid */
  fail(failure: Failure): Disposable
  /** Restores the initial state of the workspace, tokens, log, faults and clock. */
  reset(): void
  /**
   * Stops the simulator and interrupts requests that take long. A simulator that is not stopped does not keep the
   * process running.
   */
  close(): Promise<void>
}

/**
 * Starts a local Slack in this process. Unlike `slack-tokens sim start`, it does not keep the process running. One
 * process can start several simulators.
 */
export type StartSimulator = (options?: SimulatorOptions) => Promise<Simulator>
