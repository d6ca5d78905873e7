import type { GenericMessageEvent, SlackEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'
import type { personFields } from '../drafts/user.ts'

/** The ids, names and times from which `Templates` builds the payload of an event. */
export interface HandScene {
  /** Id of the workspace; `teamName` and `domain` are its name and domain. */
  readonly team: string
  readonly teamName: string
  readonly domain: string
  /** Ids of the person and of the app's bot user. For an app without a bot user, `bot` is the person's id too. */
  readonly user: string
  readonly bot: string
  readonly appId: string
  readonly appName: string
  /** Ids of one public channel, one private channel, one direct conversation and one group conversation. */
  readonly channel: string
  readonly group: string
  readonly im: string
  readonly mpim: string
  readonly channelName: string
  /** The `ts` of the newest message in `channel`. */
  readonly ts: string
  /** The current time, in seconds since 1970. */
  readonly now: number
  /** The `user` object of the person, with fields that `users.info` does not return. */
  readonly person: ReturnType<typeof personFields>
}

export type HandFields = Readonly<Record<string, unknown>>

/** The fields that `@slack/types` declares for an event, without `type` and `event_ts`. */
export type PayloadOf<Name extends EventName> = Name extends `message.${string}`
  ? Omit<GenericMessageEvent, 'type' | 'event_ts' | 'subtype'>
  : [Extract<SlackEvent, { type: Name }>] extends [never]
    ? HandFields
    : Omit<Extract<SlackEvent, { type: Name }>, 'type' | 'event_ts'>

/** For each event in `Names`, the function that builds its payload. */
export type Templates<Names extends EventName> = { readonly [Name in Names]: (scene: HandScene) => PayloadOf<Name> }
