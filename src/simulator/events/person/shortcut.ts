import { isMember } from '../../state/channels.ts'
import { findMessage } from '../../state/messages.ts'
import { channelsIn } from '../../state/workspaces.ts'
import { notAddedHere } from '../interaction/common.ts'
import { findShortcut, globalShortcutParcel, knownShortcuts, messageShortcutParcel } from '../interaction/shortcuts.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { Someone } from './find.ts'
import type { ActResult, Stage } from './stage.ts'

export interface UsedShortcut {
  readonly callbackId: string
  /** The `ts` of the message, for a message shortcut; undefined for a global shortcut. */
  readonly message?: string | undefined
}

/**
 * Lets a person use a global shortcut or a message shortcut.
 * @throws TypeError when no app has the shortcut, or the person does not see the message
 */
export async function useShortcut(
  stage: Stage,
  someone: Someone,
  { callbackId, message: ts }: UsedShortcut,
): Promise<ActResult> {
  const { world, person } = someone
  const app = findShortcut(world, callbackId, ts === undefined ? 'global' : 'message')
  if (!app) {
    const known = knownShortcuts(world)
    const there = known.length > 0 ? `; there are ${known.join(', ')}` : ''
    throw new TypeError(
      `No installed app has the ${ts === undefined ? 'global' : 'message'} shortcut ${callbackId}${there}${notAddedHere(world)}`,
    )
  }
  const visit = { world, person, app, url: stage.url() }
  const parcel =
    ts === undefined
      ? globalShortcutParcel(visit, callbackId)
      : messageShortcutParcel(visit, callbackId, findSeen(someone, ts))
  return { deliveries: [await stage.events.courier.once(app, parcel, subscriptionsOf(app).interactivityUrl)] }
}

/**
 * Returns the message with this `ts`, and its conversation.
 * @throws TypeError when the person does not see the message
 */
export function findSeen({ world, person }: Someone, ts: string) {
  for (const channel of channelsIn(world)) {
    const message = channel.kind === 'public' || isMember(channel, person.id) ? findMessage(channel, ts) : undefined
    if (message) return { channel, message }
  }
  throw new TypeError(`${person.name} sees no message with the ts ${ts}`)
}
