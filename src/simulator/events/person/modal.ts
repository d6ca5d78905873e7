import type { StoredView } from '../../state/content-types.ts'
import type { World } from '../../state/types.ts'
import { findApp } from '../../state/users.ts'
import { elementsOf, type FoundElement } from '../interaction/elements.ts'
import { checkForm, IncompleteForm, type InvalidInput, InvalidInputs } from '../interaction/form-check.ts'
import {
  applySubmissionAnswer,
  closedParcel,
  fillIn,
  openModal,
  remove,
  type SubmissionResult,
  stackOf,
  submissionParcel,
} from '../interaction/views.ts'
import { subscriptionsOf } from '../subscriptions.ts'
import type { Delivery } from '../types.ts'
import { typedValue } from './attach.ts'
import type { Someone } from './find.ts'
import { withOffered } from './offered.ts'
import type { ActResult, Stage } from './stage.ts'

/**
 * Enters values in the person's open modal and submits it.
 * @param values what the person types or chooses; each key is `block id.action id`, or only the block id or the action
 * id
 * @throws TypeError when no modal is open, the modal has no submit button, a name matches no input or several inputs,
 * two names match the same input, or a value is invalid
 * @throws IncompleteForm when Slack's client would not submit the values
 */
export async function submitModal(
  stage: Stage,
  someone: Someone,
  values: Readonly<Record<string, string>>,
): Promise<ActResult & { readonly result: SubmissionResult }> {
  const { world, person } = someone
  const { view, app } = requireModal(someone)
  if ((view.payload['submit'] ?? null) === null)
    throw new TypeError('The modal has no button to submit it: it has no submit')
  const filled = namedInputs(view, values)
  const visit = { world, person, app, url: stage.url() }
  const asked: Delivery[] = []
  const wrong: InvalidInput[] = []
  for (const [input, typed] of filled) {
    const { found, deliveries } = await withOffered(stage, { visit, surface: { view }, found: input, typed })
    asked.push(...deliveries)
    try {
      fillIn(view, found, typedValue(visit, found, typed))
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      wrong.push({ found, message: error.message })
    }
  }
  checkAll(world, view, wrong)
  const parcel = submissionParcel(visit, view)
  const { interactivityUrl } = subscriptionsOf(app)
  const delivery = await stage.events.courier.once(app, parcel, interactivityUrl)
  const result: SubmissionResult = delivery.ok
    ? applySubmissionAnswer(world, view, delivery.body)
    : { outcome: 'failed', reason: delivery.error ?? 'unknown_error' }
  return { deliveries: [...asked, delivery], result }
}

/**
 * Checks the form as Slack's client does before it submits the form.
 * @param wrong the inputs that did not accept their values
 * @throws InvalidInputs when there are such inputs
 * @throws IncompleteForm when Slack's client would not submit the values
 */
function checkAll(world: World, view: StoredView, wrong: readonly InvalidInput[]): void {
  if (wrong.length === 0) {
    checkForm(world, view)
    return
  }
  try {
    checkForm(world, view)
  } catch (error) {
    if (error instanceof IncompleteForm) throw new InvalidInputs(wrong, error.errors)
    throw error
  }
  throw new InvalidInputs(wrong)
}

/**
 * Closes the person's open modal; with `all`, closes every modal in its stack. Sends `view_closed` for each closed
 * modal with `notify_on_close`.
 * @throws TypeError when no modal is open
 */
export async function closeModal(
  stage: Stage,
  someone: Someone,
  { all = false }: { readonly all?: boolean } = {},
): Promise<ActResult> {
  const { world, person } = someone
  const { view, app } = requireModal(someone)
  const closed = all ? stackOf(world, view) : [view]
  const { interactivityUrl } = subscriptionsOf(app)
  const visit = { world, person, app, url: stage.url() }
  const parcels = closed
    .filter(({ payload }) => payload['notify_on_close'] === true)
    .map((one) => closedParcel(visit, one, all))
  remove(world, closed, 'closed')
  const sent = parcels.map((parcel) => stage.events.courier.once(app, parcel, interactivityUrl))
  return { deliveries: await Promise.all(sent) }
}

function requireModal({ world, person }: Someone) {
  const view = openModal(world, person.id)
  const app = view && findApp(world, view.appId)
  if (!view || !app) throw new TypeError(`${person.name} has no modal open`)
  return { view, app }
}

/**
 * Returns each named input with its value.
 * @throws TypeError when a name matches no input or several inputs, or two names match the same input
 */
function namedInputs(view: StoredView, values: Readonly<Record<string, string>>): [FoundElement, string][] {
  const inputs = elementsOf(view.payload['blocks'])
  const nameOf = new Map<FoundElement, string>()
  return Object.entries(values).map(([name, typed]) => {
    const input = inputNamed(inputs, name)
    const before = nameOf.get(input)
    if (before !== undefined) throw new TypeError(`${before} and ${name} are the same input`)
    nameOf.set(input, name)
    return [input, typed]
  })
}

/**
 * Returns the input that a name matches.
 * @throws TypeError when the name matches no input, or is the action id of several inputs
 */
function inputNamed(inputs: readonly FoundElement[], name: string): FoundElement {
  const fullName = ({ blockId, actionId }: FoundElement) => `${blockId}.${actionId}`
  const exact = inputs.find((one) => fullName(one) === name)
  const found = exact ?? inputs.find(({ blockId }) => blockId === name)
  if (found) return found
  const [only, ...others] = inputs.filter(({ actionId }) => actionId === name)
  if (only && others.length === 0) return only
  const known = (only ? [only, ...others] : inputs).map((one) => fullName(one)).join(', ') || 'none'
  throw new TypeError(
    only ? `${name} is the name of several inputs: ${known}` : `The modal has no input ${name}; there are ${known}`,
  )
}
