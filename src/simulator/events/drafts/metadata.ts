import type { MessageMetadataDeletedEvent, MessageMetadataPostedEvent, MessageMetadataUpdatedEvent } from '@slack/types'
import type { App } from '../../state/app-types.ts'
import type { Channel, Message, Metadata } from '../../state/content-types.ts'
import { newTs } from '../../state/ids.ts'
import type { World } from '../../state/types.ts'
import { currentWorkspace } from '../../state/workspaces.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { EventDraft } from '../types.ts'

/**
 * The type of an event in which an app wrote the payload of `metadata` and `previous_metadata`, so the type of this
 * payload is unknown.
 */
type WithPayload<Event> = Omit<Event, 'metadata' | 'previous_metadata'> & {
  [Field in keyof Event & ('metadata' | 'previous_metadata')]: Metadata
}

interface MetadataChange {
  readonly channel: Channel
  /** The message before the change; undefined when it did not exist. `after` is the message after the change. */
  readonly before?: Message
  readonly after?: Message
}

/**
 * Builds the event for metadata that was posted, updated or deleted; an empty list when the metadata did not change. An
 * app gets the event only for the types of metadata that are in `metadata_subscriptions` in its manifest
 * (docs.slack.dev/reference/events/message_metadata_posted).
 */
export function metadataDrafts(world: World, { channel, before, after }: MetadataChange, app: App): EventDraft[] {
  const [old, fresh] = [before?.metadata, after?.metadata]
  const message = after ?? before
  const known = fresh ?? old
  if (!message || !known || !isWanted(app, message, known)) return []
  const about = () => aboutMessage(world, channel, message)
  if (fresh && !old) {
    const event = () =>
      ({
        type: 'message_metadata_posted' as const,
        ...about(),
        metadata: fresh,
      }) satisfies WithPayload<MessageMetadataPostedEvent>
    return [{ name: 'message_metadata_posted', channel, appId: app.id, event }]
  }
  if (fresh && old) {
    if (JSON.stringify(fresh) === JSON.stringify(old)) return []
    const event = () =>
      ({
        type: 'message_metadata_updated' as const,
        ...about(),
        metadata: fresh,
        previous_metadata: old,
      }) satisfies WithPayload<MessageMetadataUpdatedEvent>
    return [{ name: 'message_metadata_updated', channel, appId: app.id, event }]
  }
  if (!old) return []
  const event = () => {
    const fields = about()
    return {
      type: 'message_metadata_deleted' as const,
      ...fields,
      previous_metadata: old,
      deleted_ts: fields.event_ts,
    } satisfies WithPayload<MessageMetadataDeletedEvent>
  }
  return [{ name: 'message_metadata_deleted', channel, appId: app.id, event }]
}

function isWanted(app: App, { appId }: Message, { event_type: type }: Metadata): boolean {
  const { metadata } = subscriptionsOf(app)
  return metadata === 'any' || metadata.some((one) => one.appId === appId && one.eventType === type)
}

function aboutMessage(world: World, channel: Channel, { appId, botId, user, ts }: Message) {
  return {
    app_id: appId ?? '',
    ...(botId !== undefined && { bot_id: botId }),
    user_id: user,
    team_id: currentWorkspace(world).id,
    channel_id: channel.id,
    message_ts: ts,
    event_ts: newTs(world),
  }
}
