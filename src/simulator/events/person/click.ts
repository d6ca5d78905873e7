import type { App } from '../../state/app-types.ts'
import { isMember } from '../../state/channels.ts'
import { ephemeralsOf } from '../../state/ephemerals.ts'
import { findApp } from '../../state/users.ts'
import { channelsIn } from '../../state/workspaces.ts'
import { blockActionsParcel, type Surface } from '../interaction/block-actions.ts'
import type { Visit } from '../interaction/common.ts'
import { elementsOf, type FoundElement, isButton } from '../interaction/elements.ts'
import { type ElementValue, pressedFeedback } from '../interaction/values.ts'
import { fillIn, isStateful, openModal } from '../interaction/views.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import { typedValue } from './attach.ts'
import type { Someone } from './find.ts'
import { withOffered } from './offered.ts'
import type { ActResult, Stage } from './stage.ts'

export interface Click {
  readonly actionId: string
  /**
   * The `ts` of the message that has the element. Undefined means the open modal, or otherwise the newest message or
   * the App Home that has the element.
   */
  readonly message?: string | undefined
  /** The value that the person chooses or types, for an element that takes one. */
  readonly value?: string | undefined
}

interface ClickTarget {
  readonly app: App
  readonly surface: Surface
  readonly found: FoundElement
}

/**
 * Lets a person use an interactive element: press a button, choose in a menu, pick a date. An input of a form without
 * `dispatch_action` only keeps the value, and the app gets it with the submission.
 * @throws TypeError when the person does not see the element, or the element does not offer the value
 */
export async function click(stage: Stage, someone: Someone, { actionId, message, value }: Click): Promise<ActResult> {
  const { world, person } = someone
  const target = findTarget(someone, { actionId, message })
  const visit = { world, person, app: target.app, url: stage.url() }
  const { interactivityUrl } = subscriptionsOf(target.app)
  const { found, deliveries } = await withOffered(stage, { visit, ...target, typed: value })
  const held = heldValue(visit, found, value)
  if (target.surface.view && isStateful(found.element.type)) fillIn(target.surface.view, found, held)
  if (!found.dispatches) return { deliveries }
  const action = { visit, surface: target.surface, found, value: held }
  const sent = await stage.events.courier.once(target.app, blockActionsParcel(action), interactivityUrl)
  return { deliveries: [...deliveries, sent] }
}

/** Returns the value of the element after the click. A button has no state, so its value is only part of the action. */
function heldValue(visit: Visit, found: FoundElement, value: string | undefined): ElementValue {
  const { type } = found.element
  if (type === 'feedback_buttons') return pressedFeedback(found, value)
  if (isButton(type)) return { type, ...(value !== undefined && { value }) }
  return typedValue(visit, found, value)
}

function findTarget(someone: Someone, { actionId, message }: Omit<Click, 'value'>): ClickTarget {
  const targets = surfacesOf(someone, message).flatMap(({ app, surface, blocks }) =>
    elementsOf(blocks).map((found) => ({ app, surface, found })),
  )
  const target = targets.find(({ found }) => found.actionId === actionId)
  if (target) return target
  const known = [...new Set(targets.map(({ found }) => found.actionId))].slice(0, 8)
  const there = known.length > 0 ? `; there are ${known.join(', ')}` : ''
  throw new TypeError(`${someone.person.name} sees no element with the action id ${actionId}${there}`)
}

/**
 * Returns everything in which the person can click: the top modal, then messages (newest first), then App Homes. With
 * `ts`, returns only the message with this `ts`.
 */
function surfacesOf({ world, person }: Someone, ts: string | undefined) {
  const modal = ts === undefined ? openModal(world, person.id) : undefined
  const shown = [...messagesSeen({ world, person }), ...ephemeralsSeen({ world, person })]
    .filter(({ message }) => ts === undefined || message.ts === ts)
    .sort((one, other) => Number(other.message.ts) - Number(one.message.ts))
  const homes =
    ts === undefined ? world.state.views.filter(({ type, userId }) => type === 'home' && userId === person.id) : []
  const views = (list: readonly (typeof homes)[number][]) =>
    list.flatMap((view) => {
      const app = findApp(world, view.appId)
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
