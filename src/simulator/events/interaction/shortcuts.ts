import type { GlobalShortcut, MessageShortcut } from '@slack/bolt'
import type { App } from '../../state/app-types.ts'
import type { Channel, Message } from '../../state/content-types.ts'
import { messageView } from '../../state/messages.ts'
import { issueResponseUrl } from '../../state/response-urls.ts'
import type { World } from '../../state/types.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { Parcel } from '../types.ts'
import type { SentPayload } from './bolt-types.ts'
import {
  actionTs,
  channelField,
  commonFields,
  installedApps,
  responseAddress,
  triggerId,
  type Visit,
} from './common.ts'

/** Returns the app that has a shortcut with this callback id; undefined when no app has one. */
export function findShortcut(world: World, callbackId: string, on: 'global' | 'message'): App | undefined {
  return installedApps(world).find(({ app }) => {
    const { shortcuts } = subscriptionsOf(app)
    return shortcuts === 'any' || shortcuts.some((one) => one.callbackId === callbackId && one.on === on)
  })?.app
}

/** Returns all shortcuts with their kind, to list them in an error message. */
export function knownShortcuts(world: World): string[] {
  return installedApps(world).flatMap(({ app }) => {
    const { shortcuts } = subscriptionsOf(app)
    return shortcuts === 'any' ? [] : shortcuts.map(({ callbackId, on }) => `${callbackId} (${on})`)
  })
}

/**
 * Builds the delivery of a global shortcut
 * (docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload).
 */
export function globalShortcutParcel(visit: Visit, callbackId: string): Parcel {
  // The `user` of a global shortcut does not have the field `name`.
  const {
    user: { name: _, ...user },
    ...common
  } = commonFields(visit)
  const payload = {
    type: 'shortcut' as const,
    ...common,
    user,
    action_ts: actionTs(visit.world),
    callback_id: callbackId,
    trigger_id: triggerId(visit),
  } satisfies SentPayload<GlobalShortcut>
  return { kind: 'interaction', what: callbackId, payload }
}

/** Builds the delivery of a message shortcut. The payload has the message and a response URL. */
export function messageShortcutParcel(
  visit: Visit,
  callbackId: string,
  { channel, message }: { readonly channel: Channel; readonly message: Message },
): Parcel {
  const { world, app, person } = visit
  const target = { appId: app.id, channelId: channel.id, userId: person.id, messageTs: message.ts }
  const payload = {
    type: 'message_action' as const,
    ...commonFields(visit),
    action_ts: actionTs(world),
    callback_id: callbackId,
    trigger_id: triggerId(visit, { channelId: channel.id }),
    message_ts: message.ts,
    response_url: responseAddress(visit, issueResponseUrl(world, 'app-actions', target)),
    channel: channelField(channel),
    message: messageView(world, message, true),
  } satisfies SentPayload<MessageShortcut>
  return { kind: 'interaction', what: callbackId, payload }
}
