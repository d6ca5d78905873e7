import { nearest } from '../../../slack/facts/nearest.ts'
import type { App } from '../../state/app-types.ts'
import { isMember } from '../../state/channels.ts'
import { ephemeralsOf } from '../../state/ephemerals.ts'
import { findApp } from '../../state/users.ts'
import { channelsIn } from '../../state/workspaces.ts'
import type { Surface } from '../interaction/block-actions.ts'
import { elementsOf, type FoundElement } from '../interaction/elements.ts'
import { openModal } from '../interaction/views.ts'
import type { Someone } from './find.ts'

export interface NamedElement {
  /** The action id of the element, or `block id.action id`. */
  readonly actionId: string
  /**
   * The `ts` of the message that has the element. Without `message` and `view`, the element is searched in the open
   * modal, then in the messages from the newest to the oldest, then in the App Homes.
   */
  readonly message?: string | undefined
  /** The id of the modal or App Home that has the element. */
  readonly view?: string | undefined
}

export interface ElementPlace {
  readonly app: App
  readonly surface: Surface
  readonly found: FoundElement
}

/** Returns an element that the person sees, and where it is. @throws TypeError when the person does not see it */
export function findElement(someone: Someone, named: NamedElement): ElementPlace {
  const { actionId } = named
  const targets = surfacesOf(someone, named).flatMap(({ app, surface, blocks }) =>
    elementsOf(blocks).map((found) => ({ app, surface, found })),
  )
  const target = targets.find(
    ({ found }) => found.actionId === actionId || `${found.blockId}.${found.actionId}` === actionId,
  )
  if (target) return target
  const place = named.message !== undefined ? ` in the message ${named.message}` : ''
  throw new TypeError(
    `${someone.person.name} sees no element with the action id ${actionId}${place}; ${listed(actionId, targets)}`,
  )
}

/** Maximum number of action ids that an error lists. */
const mostListed = 8

/**
 * Returns the last part of the error for an unknown action id. It lists the action ids that the person sees, the most
 * similar first.
 */
function listed(actionId: string, targets: readonly ElementPlace[]): string {
  const all = [...new Set(targets.map(({ found }) => found.actionId))]
  if (all.length === 0) return 'there are none: no message and no view of an app there has an element'
  const near = nearest(actionId, all)
  const shown = [...near, ...all.filter((id) => !near.includes(id))].slice(0, mostListed)
  return `there are ${shown.join(', ')}${all.length > shown.length ? ` and ${all.length - shown.length} more` : ''}`
}

/**
 * Returns everything in which the person can click: the top modal, then messages (newest first), then App Homes. With
 * `message` or `view`, returns only this message or this view.
 */
function surfacesOf({ world, person }: Someone, { message: ts, view: viewId }: NamedElement) {
  const modal = ts === undefined ? openModal(world, person.id) : undefined
  const shown = [...messagesSeen({ world, person }), ...ephemeralsSeen({ world, person })]
    .filter(({ message }) => viewId === undefined && (ts === undefined || message.ts === ts))
    .sort((one, other) => Number(other.message.ts) - Number(one.message.ts))
  const homes =
    ts === undefined ? world.state.views.filter(({ type, userId }) => type === 'home' && userId === person.id) : []
  const views = (list: readonly (typeof homes)[number][]) =>
    list.flatMap((view) => {
      const app = viewId === undefined || view.id === viewId ? findApp(world, view.appId) : undefined
      return app ? [{ app, surface: { view }, blocks: view.payload['blocks'] }] : []
    })
  const messages = shown.flatMap((surface) => {
    const app = surface.message.appId === undefined ? undefined : findApp(world, surface.message.appId)
    return app ? [{ app, surface, blocks: surface.message.blocks }] : []
  })
  return [...views(modal ? [modal] : []), ...messages, ...views(homes)]
}

function messagesSeen({ world, person }: Someone) {
  return channelsIn(world)
    .filter((channel) => channel.kind === 'public' || isMember(channel, person.id))
    .flatMap((channel) =>
      channel.messages
        .filter(({ blocks }) => blocks !== undefined)
        .map((message) => ({ message, channel, isEphemeral: false })),
    )
}

function ephemeralsSeen({ world, person }: Someone) {
  return ephemeralsOf(world, person.id).flatMap(({ channelId, message }) => {
    const channel = channelsIn(world).find(({ id }) => id === channelId)
    return channel ? [{ message, channel, isEphemeral: true }] : []
  })
}
