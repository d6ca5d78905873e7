import type { AppMentionEvent, LinkSharedEvent, MessageChangedEvent, MessageDeletedEvent } from '@slack/types'
import type { EventName } from '../../../slack/facts/events.ts'
import type { App, Install } from '../../state/app-types.ts'
import type { Channel } from '../../state/content-types.ts'
import type { MessageHappening } from '../../state/happening.ts'
import { newTs } from '../../state/ids.ts'
import { messageView } from '../../state/messages.ts'
import type { World } from '../../state/types.ts'
import { findInstall, installsHere } from '../../state/users.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { EventDraft } from '../types.ts'
import { type ChangedMessage, type DeletedMessage, textUrls } from './message-parts.ts'
import { channelTypes, posted } from './posted.ts'
import type { WithWritten } from './written.ts'

const names = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const satisfies Record<Channel['kind'], EventName>

/**
 * Builds the events for a new message: the message event, `app_mention` when the message mentions the app, and
 * `link_shared` when it has links that the app unfurls.
 */
export function messageDrafts(world: World, { channel, message }: MessageHappening, app: App): EventDraft[] {
  // Slack itself writes the first message of an assistant's thread. For this message, apps receive only
  // `assistant_thread_started`.
  if (message.subtype === 'assistant_app_thread') return []
  const draft: EventDraft = { name: names[channel.kind], channel, event: () => posted(world, channel, message) }
  return [draft, ...mention(world, { channel, message }, app), ...links(world, { channel, message }, app)]
}

/** The event without the types of its messages: apps write their blocks and attachments, so the types are unknown. */
type WithAnyMessage<Event> = Omit<Event, 'message' | 'previous_message'> & {
  readonly message?: unknown
  readonly previous_message: unknown
}

/**
 * Builds the event for a message that was edited or got link previews
 * (docs.slack.dev/reference/events/message/message_changed).
 */
export function changedDrafts(world: World, { channel, message, before }: ChangedMessage): EventDraft[] {
  const event = () =>
    ({
      type: 'message',
      subtype: 'message_changed',
      message: { ...messageView(world, message, true) },
      previous_message: { ...messageView(world, before, true) },
      channel: channel.id,
      ...hidden(world, channel),
    }) satisfies WithAnyMessage<MessageChangedEvent>
  return [{ name: names[channel.kind], channel, event }]
}

/** Builds the event for a deleted message. When a tombstone replaces the message, the event is `message_changed`. */
export function deletedDrafts(world: World, { channel, before, tombstone }: DeletedMessage): EventDraft[] {
  if (tombstone) return changedDrafts(world, { channel, message: tombstone, before })
  const event = () =>
    ({
      type: 'message',
      subtype: 'message_deleted',
      previous_message: { ...messageView(world, before, true) },
      channel: channel.id,
      deleted_ts: before.ts,
      ...hidden(world, channel),
    }) satisfies WithAnyMessage<MessageDeletedEvent>
  return [{ name: names[channel.kind], channel, event }]
}

/** Returns the fields that an event about a changed or deleted message has in addition. */
function hidden(world: World, channel: Channel) {
  const ts = newTs(world)
  return { hidden: true as const, ts, event_ts: ts, channel_type: channelTypes[channel.kind] }
}

/**
 * Builds `app_mention` when the message mentions this app's bot; otherwise returns an empty list. Slack does not send
 * this event in direct conversations (docs.slack.dev/reference/events/app_mention).
 */
function mention(world: World, { channel, message }: Omit<MessageHappening, 'what'>, app: App): EventDraft[] {
  const isMentioned = ({ botUserId }: Install) => botUserId !== null && message.text.includes(`<@${botUserId}`)
  if (channel.kind === 'im' || !installsHere(world, app.id).some(isMentioned)) return []
  if (message.subtype?.startsWith('channel_')) return []
  const event = () => {
    const { channel_type: _, files, ...rest } = posted(world, channel, message)
    // The type of `files` in @slack/types requires fields for previews, which the simulator does not make.
    const mentioned = { ...rest, type: 'app_mention' as const }
    return { ...(mentioned satisfies Omit<WithWritten<AppMentionEvent>, 'files'>), ...(files && { files }) }
  }
  return [{ name: 'app_mention', channel, appId: app.id, event }]
}

/**
 * Builds `link_shared` when the message has links to domains that the app unfurls; otherwise returns an empty list
 * (docs.slack.dev/reference/events/link_shared).
 */
function links(world: World, { channel, message }: Omit<MessageHappening, 'what'>, app: App): EventDraft[] {
  if (message.subtype?.startsWith('channel_')) return []
  const { unfurlDomains } = subscriptionsOf(app)
  const found = textUrls(message.text).flatMap((url) => {
    const { hostname } = new URL(url)
    if (unfurlDomains === 'any') return [{ domain: hostname, url }]
    const domain = unfurlDomains.find((one) => hostname === one || hostname.endsWith(`.${one}`))
    return domain === undefined ? [] : [{ domain, url }]
  })
  if (found.length === 0) return []
  const install = findInstall(world, app.id)
  const event = () =>
    ({
      type: 'link_shared',
      channel: channel.id,
      is_bot_user_member: install?.botUserId ? channel.members.includes(install.botUserId) : false,
      user: message.user,
      message_ts: message.ts,
      ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
      unfurl_id: `${channel.id}-${message.ts}`,
      source: 'conversations_history',
      links: found,
      event_ts: message.ts,
    }) satisfies LinkSharedEvent
  return [{ name: 'link_shared', channel, appId: app.id, event }]
}
