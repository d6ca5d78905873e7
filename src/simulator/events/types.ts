import type { EventName } from '../../slack/facts/events.ts'
import type { Channel } from '../state/content-types.ts'

/** One event before it is known which apps get it. */
export interface EventDraft {
  /** What an app must be subscribed to. */
  readonly name: EventName
  /** The conversation that it happened in; left out where there is none. */
  readonly channel?: Channel
  /** The person whom it is about, for an event that only that person gets. */
  readonly personId?: string
  /** The only app that it is for. */
  readonly appId?: string
  /** The app has lost its tokens by it, so none is looked for. */
  readonly withoutToken?: true
  /** Builds the inner event; called once, and only when some app gets it. */
  event(): InnerEvent
}

/** An event that an app did not get, and why. */
export interface MissedEvent {
  readonly appId: string
  readonly app: string
  /** What it would have to be subscribed to. */
  readonly event: string
  readonly why: 'not_installed' | 'not_subscribed' | 'missing_scope' | 'not_in_conversation' | 'no_way'
  /** Name of its bot; null without one. */
  readonly bot: string | null
  /** Scopes of which it needs one. */
  readonly scopes: readonly string[]
  /** Name of the conversation that it happened in; null for a direct one, and where there is none. */
  readonly channel: string | null
}

/** The `event` of an envelope. */
export type InnerEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** What goes to an app in one delivery. */
export interface Parcel {
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** Event type, `/command`, action id, callback id. */
  readonly what: string
  /** As JSON would carry it. Over HTTP a command is a form with these fields, an interaction a form with `payload`. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** What an app made of one attempt. */
export interface DeliveryAnswer {
  /** Whether the app acknowledged it in time. */
  readonly ok: boolean
  /** HTTP status; null over a socket and when no answer came. */
  readonly status: number | null
  /** Slack’s word for what went wrong (`http_timeout`, `connection_failed`, …); null when nothing did. */
  readonly error: string | null
  /** What the answer brought: the JSON, or the text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds from sending to the answer. */
  readonly ms: number
  /** The app asked for no further attempt (`X-Slack-No-Retry: 1`). */
  readonly noRetry?: true
}

/** One attempt to deliver something to an app, as it is shown in the log. */
export interface Delivery extends DeliveryAnswer {
  readonly id: string
  /** Milliseconds since 1970, by the clock of the simulator. */
  readonly at: number
  readonly appId: string
  readonly kind: Parcel['kind']
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** Request URL, or the number of the connection. */
  readonly to: string | null
  /** 0 for the first attempt, then 1 to 3. */
  readonly attempt: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The fault that it met. */
  readonly fault?: string
}
