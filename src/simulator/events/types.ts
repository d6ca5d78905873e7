import type { EventName } from '../../slack/facts/events.ts'
import type { Channel } from '../state/content-types.ts'

/** One event before its receivers are known. */
export interface EventDraft {
  /** The subscription that an app needs. */
  readonly name: EventName
  /** The conversation of the event; missing when there is none. */
  readonly channel?: Channel
  /** The person whom it is about, for an event that only this person gets. */
  readonly personId?: string
  /** The only app that gets it. */
  readonly appId?: string
  /** The event removed the app's tokens, so no token is required. */
  readonly withoutToken?: true
  /** Builds the inner event; called once, and only when some app gets it. */
  event(): InnerEvent
}

/** An event that an app did not get, and why. */
export interface MissedEvent {
  readonly appId: string
  readonly app: string
  /** The missing subscription. */
  readonly event: string
  readonly why: 'not_installed' | 'not_subscribed' | 'missing_scope' | 'not_in_conversation' | 'no_way'
  /** Name of the app's bot; null without one. */
  readonly bot: string | null
  /** Scopes of which one is needed. */
  readonly scopes: readonly string[]
  /** Name of the conversation; null for a direct one, and when there is none. */
  readonly channel: string | null
}

/** The `event` of an envelope. */
export type InnerEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** The content of one delivery to an app. */
export interface Parcel {
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** Event type, `/command`, action id, callback id. */
  readonly what: string
  /** The fields as JSON. Over HTTP a command is a form with these fields, an interaction a form with `payload`. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The result of one attempt. */
export interface DeliveryAnswer {
  /** Whether the app acknowledged it in time. */
  readonly ok: boolean
  /** HTTP status; null over a socket and when no answer came. */
  readonly status: number | null
  /** Slack’s word for the error (`http_timeout`, `connection_failed`, …); null on success. */
  readonly error: string | null
  /** The content of the answer: the JSON, or the text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds from sending to the answer. */
  readonly ms: number
  /** The app requested no further attempt (`X-Slack-No-Retry: 1`). */
  readonly noRetry?: true
}

/** One delivery attempt, as the log shows it. */
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
  /** The fault of this attempt. */
  readonly fault?: string
}
