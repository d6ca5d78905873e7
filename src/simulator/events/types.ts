import type { EventName } from '../../slack/facts/events.ts'
import type { Channel } from '../state/content-types.ts'

/** An event whose receivers are not known yet. */
export interface EventDraft {
  /** The event name that an app must be subscribed to. */
  readonly name: EventName
  /** The conversation of the event; undefined when it has none. */
  readonly channel?: Channel
  /** The id of the only person for whom the event is; undefined when it is for all who see the change. */
  readonly personId?: string
  /** The id of the only app that gets the event; undefined when every app can get it. */
  readonly appId?: string
  /** True when the event removed the app's tokens, so that the app needs no token to get it. */
  readonly withoutToken?: true
  /** Builds the inner event. It is called once, and only when some app gets the event. */
  event(): InnerEvent
}

/** An event that an app did not get, and the reason. */
export interface MissedEvent {
  readonly appId: string
  readonly app: string
  /** The name of the event, as in a subscription. */
  readonly event: string
  readonly why: 'not_installed' | 'not_subscribed' | 'missing_scope' | 'not_in_conversation' | 'no_way'
  /** Name of the app's bot; null without one. */
  readonly bot: string | null
  /** Scopes that allow the event; the app needs one of them. */
  readonly scopes: readonly string[]
  /** Name of the conversation; null for a direct conversation, and when the event has no conversation. */
  readonly channel: string | null
}

/** The `event` of an envelope. */
export type InnerEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** The content of one delivery to an app. */
export interface Parcel {
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** The event type, `/command`, action id or callback id. */
  readonly what: string
  /**
   * The fields as JSON. Over HTTP a command is a form with these fields, and an interaction is a form with the field
   * `payload`.
   */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The result of one delivery attempt. */
export interface DeliveryAnswer {
  /** Whether the app acknowledged the delivery in time. */
  readonly ok: boolean
  /** HTTP status; null over a socket and when no answer came. */
  readonly status: number | null
  /** Slack’s word for the error (`http_timeout`, `connection_failed`, …); null on success. */
  readonly error: string | null
  /** The content of the answer, as JSON or text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds from sending to the answer. */
  readonly ms: number
  /** True when the app requested no further attempt (`X-Slack-No-Retry: 1`). */
  readonly noRetry?: true
}

/** One delivery attempt, as the log shows it. */
export interface Delivery extends DeliveryAnswer {
  readonly id: string
  /** The time of sending in milliseconds since 1970, by the clock of the simulator. */
  readonly at: number
  readonly appId: string
  readonly kind: Parcel['kind']
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** The request URL, or the number of the connection. */
  readonly to: string | null
  /** The number of the attempt: 0 for the first one, then 1 to 3. */
  readonly attempt: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The fault that applied to this attempt. */
  readonly fault?: string
}
