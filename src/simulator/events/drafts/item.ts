import type {
  FileCreatedEvent,
  FileDeletedEvent,
  FilePublicEvent,
  FileSharedEvent,
  FileUnsharedEvent,
  PinAddedEvent,
  PinRemovedEvent,
  ReactionAddedEvent,
  ReactionRemovedEvent,
} from '@slack/types'
import type { Happening, ReactionHappening } from '../../state/happening.ts'
import { newTs } from '../../state/ids.ts'
import { messageView, permalink } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import type { EventDraft, InnerEvent } from '../types.ts'
import type { WithWritten } from './written.ts'

type ItemHappening<What extends Happening['what']> = Extract<Happening, { readonly what: What }>

/**
 * Builds `reaction_added` or `reaction_removed` (docs.slack.dev/reference/events/reaction_added). `item_user` is
 * missing when a webhook posted the message.
 */
export function reactionDrafts(world: World, happening: ReactionHappening): EventDraft[] {
  const { what, channel, message, name, by } = happening
  const event = () =>
    ({
      type: what,
      user: by,
      reaction: name,
      item: { type: 'message', channel: channel.id, ts: message.ts },
      item_user: message.user,
      event_ts: newTs(world),
    }) satisfies ReactionAddedEvent | ReactionRemovedEvent
  return [{ name: what, channel, event: () => withoutEmpty(event(), 'item_user') }]
}

type PinnedMessage = NonNullable<PinAddedEvent['item']['message']>

type PinEvent<Event extends PinAddedEvent | PinRemovedEvent> = Omit<Event, 'item'> & {
  readonly item: Omit<Event['item'], 'message'> & { readonly message: WithWritten<PinnedMessage> }
}

/** Builds `pin_added` or `pin_removed` (docs.slack.dev/reference/events/pin_added). */
export function pinDrafts(
  world: World,
  { what, channel, message, by }: ItemHappening<'pin_added' | 'pin_removed'>,
): EventDraft[] {
  const fields = () => {
    const at = Math.floor(world.now() / 1000)
    return {
      user: by,
      channel_id: channel.id,
      item: {
        type: 'message',
        channel: channel.id,
        created: at,
        created_by: by,
        message: {
          ...messageView(world, message),
          user: message.user,
          pinned_to: [channel.id],
          permalink: permalink(world.url(), channel, message),
        },
      },
      item_user: message.user,
      pin_count: String(channel.pins?.length ?? 0),
      pinned_info: { channel: channel.id, pinned_by: by, pinned_ts: at },
      event_ts: newTs(world),
    }
  }
  const event = () => {
    if (what === 'pin_added') return { type: what, ...fields() } satisfies PinEvent<PinAddedEvent>
    const has_pins = (channel.pins?.length ?? 0) > 0
    return { type: what, ...fields(), has_pins } satisfies PinEvent<PinRemovedEvent>
  }
  return [{ name: what, channel, event }]
}

/**
 * Builds `file_created` (docs.slack.dev/reference/events/file_created). Only the file's owner can see the file at this
 * time, because it is not shared yet.
 */
export function fileCreatedDrafts(world: World, { file }: ItemHappening<'file_created'>): EventDraft[] {
  const event = () =>
    ({
      type: 'file_created',
      file_id: file.id,
      user_id: file.userId,
      file: { id: file.id },
      event_ts: newTs(world),
    }) satisfies FileCreatedEvent
  return [{ name: 'file_created', personId: file.userId, event }]
}

/** Builds `file_public` (docs.slack.dev/reference/events/file_public). */
export function filePublicDrafts(world: World, { file, channel }: ItemHappening<'file_public'>): EventDraft[] {
  const event = () =>
    ({
      type: 'file_public',
      file_id: file.id,
      user_id: file.userId,
      file: { id: file.id },
      event_ts: newTs(world),
    }) satisfies FilePublicEvent
  return [{ name: 'file_public', channel, event }]
}

/** Builds `file_shared` or `file_unshared` (docs.slack.dev/reference/events/file_shared). */
export function fileSharedDrafts(
  world: World,
  { what, file, channel }: ItemHappening<'file_shared' | 'file_unshared'>,
): EventDraft[] {
  const event = () =>
    ({
      type: what,
      file_id: file.id,
      user_id: file.userId,
      file: { id: file.id },
      channel_id: channel.id,
      event_ts: newTs(world),
    }) satisfies FileSharedEvent | FileUnsharedEvent
  return [{ name: what, channel, event }]
}

/** Builds `file_deleted` (docs.slack.dev/reference/events/file_deleted). */
export function fileDeletedDrafts(world: World, { file }: ItemHappening<'file_deleted'>): EventDraft[] {
  const channel_ids = file.shares.map(({ channelId }) => channelId)
  const event = () =>
    ({ type: 'file_deleted', file_id: file.id, channel_ids, event_ts: newTs(world) }) satisfies FileDeletedEvent
  return [{ name: 'file_deleted', event }]
}

function withoutEmpty(event: InnerEvent, key: string): InnerEvent {
  if (event[key] !== '') return event
  const { [key]: _, ...rest } = event
  return { ...rest, type: event.type }
}
