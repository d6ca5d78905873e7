import type { Surface } from '../interaction/block-actions.ts'
import { blockActionsParcel } from '../interaction/block-actions.ts'
import type { Visit } from '../interaction/common.ts'
import { elementsOf, type FoundElement, isButton } from '../interaction/elements.ts'
import { fillInMessage } from '../interaction/message-state.ts'
import { type ElementValue, pressedFeedback } from '../interaction/values.ts'
import { fillIn, isStateful } from '../interaction/views.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { Delivery } from '../types.ts'
import { typedValue } from './attach.ts'
import type { Someone } from './find.ts'
import { type ElementPlace, findElement, type NamedElement } from './find-element.ts'
import { withOffered } from './offered.ts'
import type { ActResult, Stage } from './stage.ts'

export interface Click extends NamedElement {
  /** The value that the person chooses or types, for an element that takes one. */
  readonly value?: string | undefined
  /**
   * A map from `block id.action id` to what the person typed or chose in the other elements of the message or view.
   * Slack sends these values with each action. Values that an element does not accept are ignored.
   */
  readonly values?: Readonly<Record<string, string>> | undefined
}

/**
 * Lets a person use an interactive element: press a button, choose in a menu, pick a date. The value of a form input
 * without `dispatch_action` is only stored, and the app gets the value with the submission.
 * @throws TypeError when the person does not see the element, or the element does not offer the value
 */
export async function click(
  stage: Stage,
  someone: Someone,
  { actionId, message, view, value, values = {} }: Click,
): Promise<ActResult> {
  const { world, person } = someone
  const target = findElement(someone, { actionId, message, view })
  const visit = { world, person, app: target.app, url: stage.url() }
  const { interactivityUrl } = subscriptionsOf(target.app)
  const { found, deliveries } = await withOffered(stage, { visit, ...target, typed: value })
  const held = heldValue(visit, found, value)
  const asked = await fillInOthers(stage, { visit, ...target }, values)
  if (isStateful(found.element.type)) keep(visit, target.surface, { found, value: held })
  if (!found.dispatches) return { deliveries: [...deliveries, ...asked] }
  const action = { visit, surface: target.surface, found, value: held }
  const sent = await stage.events.courier.once(target.app, blockActionsParcel(action), interactivityUrl)
  return { deliveries: [...deliveries, ...asked, sent] }
}

interface KeptValue {
  readonly found: FoundElement
  readonly value: ElementValue
}

/** Stores the value of an element in its view, or in its message for the person. */
function keep({ world, person }: Visit, { view, message }: Surface, { found, value }: KeptValue): void {
  if (view) fillIn(view, found, value)
  else fillInMessage(message, person.id, found, value)
  world.changed()
}

/**
 * Stores the values that the person entered in other elements. An element can refuse a text that is not complete.
 * @returns the requests for options that were sent to the app
 */
async function fillInOthers(
  stage: Stage,
  { visit, surface, found: used }: ElementPlace & { readonly visit: Visit },
  values: Readonly<Record<string, string>>,
): Promise<readonly Delivery[]> {
  const asked: Delivery[] = []
  for (const found of elementsOf(surface.view ? surface.view.payload['blocks'] : surface.message.blocks)) {
    const typed = values[`${found.blockId}.${found.actionId}`]
    const isUsed = found.blockId === used.blockId && found.actionId === used.actionId
    if (typed === undefined || isUsed || !isStateful(found.element.type)) continue
    try {
      const offered = await withOffered(stage, { visit, surface, found, typed })
      asked.push(...offered.deliveries)
      keep(visit, surface, { found, value: typedValue(visit, offered.found, typed) })
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return asked
}

/** Returns the value of the element after the click, for the action that the app gets. */
function heldValue(visit: Visit, found: FoundElement, value: string | undefined): ElementValue {
  const { type } = found.element
  if (type === 'feedback_buttons') return pressedFeedback(found, value)
  if (isButton(type)) return { type, ...(value !== undefined && { value }) }
  return typedValue(visit, found, value)
}
