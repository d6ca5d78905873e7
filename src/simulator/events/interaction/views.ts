import type { ViewClosedAction, ViewResponseUrl, ViewSubmitAction } from '@slack/bolt'
import { isRecord } from '../../../shape/record.ts'
import { requireView } from '../../api/view-args.ts'
import { openDirect } from '../../state/channels.ts'
import type { StoredView } from '../../state/content-types.ts'
import { Refused } from '../../state/refusal.ts'
import { issueResponseUrl } from '../../state/response-urls.ts'
import type { World } from '../../state/types.ts'
import { findPerson } from '../../state/users.ts'
import { addView, changeView, viewView } from '../../state/views.ts'
import type { Parcel } from '../types.ts'
import type { SentPayload } from './bolt-types.ts'
import { commonFields, responseAddress, type TriggerOrigin, triggerId, type Visit } from './common.ts'
import { elementsOf, type FoundElement, isButton, withIds } from './elements.ts'
import { functionFields } from './function-fields.ts'
import { type ElementValue, elementValue } from './values.ts'

/** Returns the top modal that a person has open; undefined when no modal is open. */
export function openModal(world: World, userId: string): StoredView | undefined {
  return world.state.views.findLast((view) => view.type === 'modal' && view.userId === userId)
}

/**
 * Returns the `state.values` of a view: the values of all elements that have a state, including the elements that the
 * person did not change.
 */
export function stateValues(world: World, view: StoredView): Record<string, Record<string, ElementValue>> {
  const values: Record<string, Record<string, ElementValue>> = {}
  for (const found of elementsIn(view)) {
    const { element, blockId, actionId } = found
    if (!isStateful(element.type)) continue
    const own = view.values?.[blockId]?.[actionId]
    values[blockId] = {
      ...values[blockId],
      [actionId]: own ? { ...own, type: element.type } : elementValue(found, world),
    }
  }
  return values
}

/**
 * Returns the elements of a view. In a menu with `default_to_current_conversation`, the conversation that the person
 * was viewing becomes the initial one. When that conversation is unknown, `initial_conversation` is the initial one
 * (docs.slack.dev/reference/block-kit/block-elements/select-menu-element#conversations_select).
 */
export function elementsIn({ payload, channelId }: StoredView): FoundElement[] {
  return elementsOf(payload['blocks']).map((found) => {
    const { element } = found
    if (channelId === undefined || element['default_to_current_conversation'] !== true) return found
    return { ...found, element: { ...element, initial_conversation: channelId, initial_conversations: [channelId] } }
  })
}

/** Returns the origin of a new view that the app opens after an action in this view. */
export function originOfView({ id, channelId, executionId }: StoredView): TriggerOrigin {
  return { viewId: id, channelId, executionId }
}

/** Whether an element of this type has a value in the state of a view. Buttons and overflow menus do not. */
export function isStateful(type: string): boolean {
  return !isButton(type) && type !== 'overflow'
}

/** Stores the value that a person entered in an element of a view. */
export function fillIn(view: StoredView, { blockId, actionId }: FoundElement, value: ElementValue): void {
  view.values = { ...view.values, [blockId]: { ...view.values?.[blockId], [actionId]: value } }
}

/** Returns the `view` field of a payload, with the ids of all blocks and with the state. */
export function viewField(world: World, view: StoredView) {
  const shown = viewView(world, view)
  return { ...shown, blocks: withIds(view.payload['blocks']), state: { values: stateValues(world, view) } }
}

/**
 * Builds the delivery of a `view_submission` payload
 * (docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_submission).
 */
export function submissionParcel(visit: Visit, view: StoredView): Parcel {
  const payload = {
    type: 'view_submission' as const,
    ...commonFields(visit),
    trigger_id: triggerId(visit, originOfView(view)),
    view: viewField(visit.world, view),
    response_urls: responseUrls(visit, view),
    ...functionFields(visit, view.executionId),
  } satisfies SentPayload<ViewSubmitAction>
  return { kind: 'interaction', what: callbackId(view) || 'view_submission', payload }
}

/**
 * Builds the delivery of a `view_closed` payload
 * (docs.slack.dev/reference/interaction-payloads/view-interactions-payload#view_closed).
 * @param isCleared whether the person closed all modals of the stack
 */
export function closedParcel(visit: Visit, view: StoredView, isCleared: boolean): Parcel {
  const payload = {
    type: 'view_closed' as const,
    ...commonFields(visit),
    view: viewField(visit.world, view),
    is_cleared: isCleared,
    ...functionFields(visit, view.executionId),
  } satisfies SentPayload<ViewClosedAction>
  return { kind: 'interaction', what: callbackId(view) || 'view_closed', payload }
}

function callbackId({ payload }: StoredView): string {
  return typeof payload['callback_id'] === 'string' ? payload['callback_id'] : ''
}

/** Returns a response URL for each conversation that the person chose in an element with `response_url_enabled`. */
function responseUrls(visit: Visit, view: StoredView): ViewResponseUrl[] {
  const { world, app, person } = visit
  return elementsIn(view).flatMap((found) => {
    const { element, isInput, blockId, actionId } = found
    if (!isInput || element['response_url_enabled'] !== true) return []
    // If the person chose no conversation, the initial conversation is the value.
    const value = view.values?.[blockId]?.[actionId] ?? elementValue(found, world)
    const chosen = value['selected_conversation'] ?? value['selected_channel']
    if (typeof chosen !== 'string') return []
    // A menu of conversations also contains people, with their user ids.
    const channelId = findPerson(world, chosen) ? openDirect(world, [person.id, chosen]).id : chosen
    const issued = issueResponseUrl(world, 'app', { appId: app.id, channelId, userId: person.id })
    const response_url = responseAddress(visit, issued)
    return [{ block_id: blockId, action_id: actionId, channel_id: channelId, response_url }]
  })
}

/** The result of submitting a modal, after the app's answer. */
export type SubmissionResult =
  | { readonly outcome: 'closed' | 'cleared' | 'updated' | 'pushed' }
  | { readonly outcome: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** Slack shows an error to the person, because the app did not answer in time or its answer is invalid. */
  | { readonly outcome: 'failed'; readonly reason: string }

/**
 * Applies an app's answer to a submission. `response_action` in the answer is `clear`, `update`, `push` or `errors`; an
 * empty answer closes the view.
 */
export function applySubmissionAnswer(world: World, view: StoredView, body: unknown): SubmissionResult {
  if (body === null || body === '') return remove(world, [view], 'closed')
  if (!isRecord(body)) return { outcome: 'failed', reason: 'the answer is no JSON object' }
  const action = body['response_action']
  if (action === undefined) return remove(world, [view], 'closed')
  if (action === 'clear') return remove(world, stackOf(world, view), 'cleared')
  if (action === 'errors') return errorsOf(view, body['errors'])
  if (action !== 'update' && action !== 'push') {
    return { outcome: 'failed', reason: 'response_action is one of clear, errors, push, update' }
  }
  try {
    const { view: given = null } = body
    // The view can be JSON text, as in the arguments of views.open.
    const payload = requireView(typeof given === 'string' ? given : JSON.stringify(given), 'modal')
    if (action === 'update') {
      changeView(world, view, { payload, hash: undefined })
      return { outcome: 'updated' }
    }
    addView(world, { appId: view.appId, userId: view.userId, payload, under: view })
    return { outcome: 'pushed' }
  } catch (error) {
    if (error instanceof Refused) return { outcome: 'failed', reason: `view: ${String(error.body['error'])}` }
    throw error
  }
}

function errorsOf(view: StoredView, errors: unknown): SubmissionResult {
  if (!isRecord(errors) || Object.keys(errors).length === 0) {
    return { outcome: 'failed', reason: 'errors names the block ids of input blocks' }
  }
  const inputs = elementsOf(view.payload['blocks']).filter(({ isInput }) => isInput)
  const strange = Object.keys(errors).find((id) => !inputs.some(({ blockId }) => blockId === id))
  if (strange !== undefined) return { outcome: 'failed', reason: `errors: no input block has the id ${strange}` }
  return {
    outcome: 'errors',
    errors: Object.fromEntries(Object.entries(errors).map(([id, text]) => [id, String(text)])),
  }
}

/** Returns all modals in the stack to which a view belongs, the top modal first. */
export function stackOf(world: World, view: StoredView): StoredView[] {
  return world.state.views.filter(({ rootId }) => rootId === view.rootId).reverse()
}

/** Removes views from the open views, and returns the result of the submission. */
export function remove(
  world: World,
  views: readonly StoredView[],
  outcome: 'closed' | 'cleared',
): { readonly outcome: 'closed' | 'cleared' } {
  world.state.views = world.state.views.filter((one) => !views.includes(one))
  world.changed()
  return { outcome }
}
