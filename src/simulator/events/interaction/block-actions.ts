import type { BasicElementAction, BlockAction, BlockSuggestion } from '@slack/bolt'
import type { Channel, Message, StoredView } from '../../state/content-types.ts'
import { messageView } from '../../state/messages.ts'
import { issueResponseUrl } from '../../state/response-urls.ts'
import type { World } from '../../state/types.ts'
import type { Parcel } from '../types.ts'
import type { SentPayload } from './bolt-types.ts'
import {
  actionTs,
  channelField,
  commonFields,
  responseAddress,
  type TriggerOrigin,
  triggerId,
  type Visit,
} from './common.ts'
import { type FoundElement, isButton, withIds } from './elements.ts'
import { functionFields } from './function-fields.ts'
import { messageState } from './message-state.ts'
import type { ElementValue } from './values.ts'
import { originOfView, viewField } from './views.ts'

/** The message or the view in which the person uses the element. */
export type Surface =
  | { readonly message: Message; readonly channel: Channel; readonly isEphemeral: boolean; readonly view?: never }
  | { readonly view: StoredView; readonly message?: never }

interface Action {
  readonly visit: Visit
  readonly surface: Surface
  readonly found: FoundElement
  /** The value of the element after the person used it. */
  readonly value: ElementValue
}

/**
 * Builds the delivery of a `block_actions` payload
 * (docs.slack.dev/reference/interaction-payloads/block_actions-payload).
 */
export function blockActionsParcel({ visit, surface, found, value }: Action): Parcel {
  const { world } = visit
  const payload = {
    type: 'block_actions' as const,
    ...commonFields(visit),
    ...surfaceFields(visit, surface),
    trigger_id: triggerId(visit, originOf(surface)),
    ...(surface.message && { response_url: responseUrl(visit, surface) }),
    actions: [actionOf(world, found, value)],
    ...functionFields(visit, originOf(surface).executionId),
  } satisfies SentPayload<BlockAction<BasicElementAction>>
  return { kind: 'interaction', what: found.actionId, payload }
}

/**
 * Builds the delivery of a `block_suggestion` payload
 * (docs.slack.dev/reference/interaction-payloads/block_suggestion-payload).
 */
export function suggestionParcel(
  visit: Visit,
  { surface, found, typed }: { readonly surface: Surface; readonly found: FoundElement; readonly typed: string },
): Parcel {
  const payload = {
    type: 'block_suggestion' as const,
    ...commonFields(visit),
    ...surfaceFields(visit, surface),
    action_id: found.actionId,
    block_id: found.blockId,
    value: typed,
  } satisfies SentPayload<BlockSuggestion>
  return { kind: 'options', what: found.actionId, payload }
}

function surfaceFields(visit: Visit, surface: Surface) {
  const { world } = visit
  if (surface.view) {
    return { container: { type: 'view', view_id: surface.view.id }, view: viewField(world, surface.view) }
  }
  const { message, channel, isEphemeral } = surface
  return {
    container: { type: 'message', message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral },
    channel: channelField(channel),
    ...(!isEphemeral && { message: { ...messageView(world, message, true), blocks: withIds(message.blocks) } }),
    state: { values: messageState(world, message, visit.person.id) },
  }
}

/** Returns the origin of a new view that the app opens after an action in this message or view. */
function originOf({ view, message, channel }: Surface & { readonly channel?: Channel }): TriggerOrigin {
  return view ? originOfView(view) : { channelId: channel?.id, executionId: message.executionId }
}

function responseUrl(visit: Visit, { message, channel }: Extract<Surface, { readonly message: Message }>): string {
  const { world, app, person } = visit
  const target = { appId: app.id, channelId: channel.id, userId: person.id, messageTs: message.ts }
  return responseAddress(visit, issueResponseUrl(world, 'actions', target))
}

/** The fields of an element that are repeated in its entry in `actions`. The value is added separately. */
const echoed = ['text', 'url', 'placeholder', 'confirm', 'icon', 'style'] as const

function actionOf(world: World, { element, actionId, blockId }: FoundElement, value: ElementValue) {
  const initial = Object.entries(element).filter(([name]) => name.startsWith('initial_'))
  return {
    ...Object.fromEntries(initial),
    ...Object.fromEntries(echoed.flatMap((name) => (element[name] === undefined ? [] : [[name, element[name]]]))),
    ...(isButton(element.type) && element['value'] !== undefined && { value: element['value'] }),
    ...value,
    type: element.type,
    block_id: blockId,
    action_id: actionId,
    action_ts: actionTs(world),
  }
}
