import type { GenericMessageEvent, SlackEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'

/** Whom and what an event that is sent by hand is about, unless its fields say otherwise. */
export interface HandScene {
  /** Id of the workspace, and its name and domain. */
  readonly team: string
  readonly teamName: string
  readonly domain: string
  /** Id of the person, and of the bot of the app; the person’s where the app has none. */
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
  /** Of the person, as `users.info` shows them and more. */
  readonly person: Readonly<Record<string, unknown>>
}

export type HandFields = Readonly<Record<string, unknown>>

/** What an event holds besides `type` and `event_ts`, as `@slack/types` has it. */
export type PayloadOf<Name extends EventName> = Name extends `message.${string}`
  ? Omit<GenericMessageEvent, 'type' | 'event_ts' | 'subtype'>
  : [Extract<SlackEvent, { type: Name }>] extends [never]
    ? HandFields
    : Omit<Extract<SlackEvent, { type: Name }>, 'type' | 'event_ts'>

/** A payload for each of some events. */
export type Templates<Names extends EventName> = { readonly [Name in Names]: (scene: HandScene) => PayloadOf<Name> }
