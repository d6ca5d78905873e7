import { blockActionsParcel } from '../interaction/block-actions.ts'
import type { Visit } from '../interaction/common.ts'
import { type FoundElement, isButton } from '../interaction/elements.ts'
import { type ElementValue, pressedFeedback } from '../interaction/values.ts'
import { fillIn, isStateful } from '../interaction/views.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import { typedValue } from './attach.ts'
import type { Someone } from './find.ts'
import { findElement, type NamedElement } from './find-element.ts'
import { withOffered } from './offered.ts'
import type { ActResult, Stage } from './stage.ts'

export interface Click extends NamedElement {
  /** The value that the person chooses or types, for an element that takes one. */
  readonly value?: string | undefined
}

/**
 * Lets a person use an interactive element: press a button, choose in a menu, pick a date. The value of a form input
 * without `dispatch_action` is only stored, and the app gets the value with the submission.
 * @throws TypeError when the person does not see the element, or the element does not offer the value
 */
export async function click(
  stage: Stage,
  someone: Someone,
  { actionId, message, view, value }: Click,
): Promise<ActResult> {
  const { world, person } = someone
  const target = findElement(someone, { actionId, message, view })
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

/** Returns the value of the element after the click, for the action that the app gets. */
function heldValue(visit: Visit, found: FoundElement, value: string | undefined): ElementValue {
  const { type } = found.element
  if (type === 'feedback_buttons') return pressedFeedback(found, value)
  if (isButton(type)) return { type, ...(value !== undefined && { value }) }
  return typedValue(visit, found, value)
}
