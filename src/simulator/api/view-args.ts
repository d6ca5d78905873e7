import { isRecord } from '../../shape/record.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import type { StoredView, Trigger } from '../state/content-types.ts'
import { refuse, refuseArguments } from '../state/refusal.ts'
import { blockProblems, textProblems } from './block-kit.ts'
import type { Call } from './method.ts'

/** Lifetime of a trigger in milliseconds (docs.slack.dev/interactivity/handling-user-interaction). */
const lifetime = 3000
const mostBlocks = 100
const mostBytes = 250_000
const longestTitle = 24

/**
 * Returns the trigger that the arguments of a call name. Does not mark the trigger as used; `addView` does that.
 * @throws Refused `invalid_trigger_id`, `expired_…`, `exchanged_…`
 */
export function requireTrigger({ world, args, token }: Call): Trigger {
  const given = args['trigger_id'] || args['interactivity_pointer'] || ''
  if (given === '') refuseArguments('missing required field: trigger_id')
  const trigger = world.state.triggers.find(({ id, appId }) => id === given && appId === token.appId)
  if (!trigger) refuse('invalid_trigger_id')
  if (trigger.used) refuse('exchanged_trigger_id')
  if (world.now() - trigger.issuedAt > lifetime) refuse('expired_trigger_id')
  return trigger
}

/**
 * Reads and checks a view whose type is in `types` (docs.slack.dev/reference/views).
 * @throws Refused `invalid_arguments` with Slack's messages, `view_too_large`
 */
export function requireView(json: string, ...types: readonly StoredView['type'][]): StoredView['payload'] {
  if (Buffer.byteLength(json) > mostBytes) refuse('view_too_large')
  let view: unknown
  try {
    view = parseJson(json)
  } catch {
    refuseArguments('invalid json [json-pointer:/view]')
  }
  if (!isRecord(view)) refuseArguments('must provide an object [json-pointer:/view]')
  const problems = viewProblems(view, types)
  if (problems.length > 0) refuseArguments(...problems)
  return { ...view }
}

function viewProblems(view: StoredView['payload'], types: readonly string[]): string[] {
  const { type, title, blocks, submit } = view
  const place = '/view'
  if (typeof type !== 'string' || !types.includes(type)) {
    return [`must be one of: ${types.join(', ')} [json-pointer:${place}/type]`]
  }
  if (!Array.isArray(blocks)) return [`missing required field: blocks [json-pointer:${place}]`]
  const found = blockProblems(blocks, mostBlocks, `${place}/blocks`)
  if (type === 'home') return found
  if (title === undefined) found.push(`missing required field: title [json-pointer:${place}]`)
  else found.push(...textProblems(title, longestTitle, `${place}/title`))
  const asks = blocks.some((block) => isRecord(block) && block['type'] === 'input')
  if (asks && submit === undefined) found.push(`missing required field: submit [json-pointer:${place}]`)
  return found
}

/**
 * Checks that no other view of the app has the same `external_id`.
 * @param own the view that the call changes
 * @throws Refused `duplicate_external_id`
 */
export function checkExternalId({ world, token }: Call, payload: StoredView['payload'], own?: StoredView): void {
  const id = payload['external_id']
  if (typeof id !== 'string' || id === '') return
  const taken = world.state.views.some(
    (view) => view !== own && view.appId === token.appId && view.payload['external_id'] === id,
  )
  if (taken) refuse('duplicate_external_id')
}
