import type { GenericMessageEvent, SlackEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'
import type { personFields } from '../drafts/user.ts'

/** Default ids and times for the payload of an event that is sent by hand. */
export interface HandScene {
  /** Id of the workspace; its name and domain follow. */
  readonly team: string
  readonly teamName: string
  readonly domain: string
  /** Ids of the person and of the app's bot. For an app without a bot, both are the person's id. */
  readonly user: string
  readonly bot: string
  readonly appId: string
  readonly appName: string
  /** Ids of one conversation of each kind. */
  readonly channel: string
  readonly group: string
  readonly im: string
  readonly mpim: string
  readonly channelName: string
  /** The `ts` of the newest message. */
  readonly ts: string
  /** The current time, in seconds since 1970. */
  readonly now: number
  /** The user object of the person, as `users.info` returns it, with further fields. */
  readonly person: ReturnType<typeof personFields>
}

export type HandFields = Readonly<Record<string, unknown>>

/** The fields of an event as in `@slack/types`, without `type` and `event_ts`. */
export type PayloadOf<Name extends EventName> = Name extends `message.${string}`
  ? Omit<GenericMessageEvent, 'type' | 'event_ts' | 'subtype'>
  : [Extract<SlackEvent, { type: Name }>] extends [never]
    ? HandFields
    : Omit<Extract<SlackEvent, { type: Name }>, 'type' | 'event_ts'>

/** Functions that build the payloads of some events. */
export type Templates<Names extends EventName> = { readonly [Name in Names]: (scene: HandScene) => PayloadOf<Name> }
