import type { GenericMessageEvent, SlackEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'

/** The ids and times of an event that is sent by hand, unless its fields have others. */
export interface HandScene {
  /** Id of the workspace, and its name and domain. */
  readonly team: string
  readonly teamName: string
  readonly domain: string
  /** Id of the person, and of the app's bot; the person's again when the app has no bot. */
  readonly user: string
  readonly bot: string
  readonly appId: string
  readonly appName: string
  /** Ids of a conversation of each kind. */
  readonly channel: string
  readonly group: string
  readonly im: string
  readonly mpim: string
  readonly channelName: string
  /** Of the newest message. */
  readonly ts: string
  /** Seconds since 1970. */
  readonly now: number
  /** The person as `users.info` returns them, with further fields. */
  readonly person: Readonly<Record<string, unknown>>
}

export type HandFields = Readonly<Record<string, unknown>>

/** The fields of an event besides `type` and `event_ts`, as in `@slack/types`. */
export type PayloadOf<Name extends EventName> = Name extends `message.${string}`
  ? Omit<GenericMessageEvent, 'type' | 'event_ts' | 'subtype'>
  : [Extract<SlackEvent, { type: Name }>] extends [never]
    ? HandFields
    : Omit<Extract<SlackEvent, { type: Name }>, 'type' | 'event_ts'>

/** A payload for each of some events. */
export type Templates<Names extends EventName> = { readonly [Name in Names]: (scene: HandScene) => PayloadOf<Name> }
