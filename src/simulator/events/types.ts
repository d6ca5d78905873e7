import type { EventName } from '../../slack/facts/events.ts'
import type { Channel } from '../state/content-types.ts'

/** An event for which the receiving apps are not decided yet. */
export interface EventDraft {
  /** The event name that an app must be subscribed to. */
  readonly name: EventName
  /** The conversation in which the event happened; undefined for an event outside conversations. */
  readonly channel?: Channel
  /**
   * The id of the only person for whom apps get the event; undefined when they get it for everybody who can see the
   * change.
   */
  readonly personId?: string
  /** The id of the only app that gets the event; undefined when every app can get it. */
  readonly appId?: string
  /**
   * True when the event is about the loss of the app's tokens. Then the app gets the event although it has no token.
   */
  readonly withoutToken?: true
  /** True for an event about the whole organization, which only org-wide installations get. */
  readonly ofOrganization?: true
  /** Builds the inner event. This function is called only when an app gets the event. */
  event(): InnerEvent
}

/** An event that an app did not get, and the reason. */
export interface MissedEvent {
  readonly appId: string
  readonly app: string
  /** The name of the event, as in a subscription. */
  readonly event: string
  readonly why: 'not_installed' | 'not_added' | 'not_subscribed' | 'missing_scope' | 'not_in_conversation' | 'no_way'
  /** Name of the app's bot user; null when it has none. */
  readonly bot: string | null
  /** The scopes that allow the event; one of them is enough. */
  readonly scopes: readonly string[]
  /** Name of the conversation; null for a direct conversation, and for an event outside conversations. */
  readonly channel: string | null
  /** Whether the event is about the app itself, such as a mention of its bot. */
  readonly addressed: boolean
}

/** The `event` inside an envelope. */
export type InnerEvent = Readonly<Record<string, unknown>> & { readonly type: string }

/** The content of a delivery to an app: an event, a command, an interaction or a challenge. */
export interface Parcel {
  readonly kind: 'event' | 'command' | 'interaction' | 'options' | 'verification'
  /** The type of the event, the `/command`, the action id or the callback id. */
  readonly what: string
  /**
   * The payload. Over HTTP, a command is sent as a form with these fields. An interaction is sent as a form with the
   * single field `payload`, which has them as JSON. Anything else is sent as JSON.
   */
  readonly payload: Readonly<Record<string, unknown>>
}

/** The result of one delivery attempt. */
export interface DeliveryAnswer {
  /** Whether the app acknowledged the delivery in time. */
  readonly ok: boolean
  /** HTTP status of the app's answer; null over a socket, and when the app did not answer. */
  readonly status: number | null
  /** The error code of Slack (`http_timeout`, `connection_failed`, …); null on success. */
  readonly error: string | null
  /** The body of the app's answer, as parsed JSON or text; null when it was empty. */
  readonly body: unknown
  /** Milliseconds between sending the delivery and the answer. */
  readonly ms: number
  /** True when the app asked for no retry (`X-Slack-No-Retry: 1`). */
  readonly noRetry?: true
  /**
   * The frames that the app sent over the socket while the delivery waited, and that acknowledge no delivery; undefined
   * when there were none.
   */
  readonly wrongAcks?: readonly WrongAck[]
}

/** A frame from an app over Socket Mode that acknowledges no delivery. */
export interface WrongAck {
  /** The number of the entry as text, from `1`. */
  readonly id: string
  /** The time of arrival, in milliseconds since 1970, on the simulator's clock. */
  readonly at: number
  readonly appId: string
  readonly kind: 'wrong_ack'
  readonly by: 'socket'
  /** The number of the socket connection. */
  readonly to: string
  readonly ok: false
  /** Why the frame acknowledges no delivery. `message` completes a sentence that begins with “the app sent”. */
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

/** One delivery attempt, as the log shows it. */
export interface Delivery extends DeliveryAnswer {
  readonly id: string
  /** The time of sending, in milliseconds since 1970, on the simulator's clock. */
  readonly at: number
  readonly appId: string
  readonly kind: Parcel['kind']
  readonly what: string
  readonly by: 'http' | 'socket' | 'nothing'
  /** The request URL, or the number of the socket connection; null when nothing was sent. */
  readonly to: string | null
  /** The number of the retry, 1 to 3; 0 for the first attempt. */
  readonly attempt: number
  readonly payload: Readonly<Record<string, unknown>>
  /** The headers of the request, with the signature; undefined over a socket. */
  readonly headers?: Readonly<Record<string, string>>
  /** The fault that applied to this attempt; undefined when none applied. */
  readonly fault?: string
}
