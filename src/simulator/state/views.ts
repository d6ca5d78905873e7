import { blockProblems, isObject, textProblems } from '../api/block-kit.ts'
import { type Call, refuse, refuseArguments } from '../api/method.ts'
import { findApp, findInstall, findPerson } from './users.ts'
import { draw, newId, type World } from './world.ts'

/** A modal, or the home of an app for one person. */
export interface StoredView {
  id: string
  appId: string
  /** Who sees it. */
  userId: string
  type: 'modal' | 'home'
  /** As the app gave it. */
  payload: Record<string, unknown>
  hash: string
  /** The modal at the bottom of the stack; its own id for that one. */
  rootId: string
  /** The modal under it. */
  previousId: string | null
}

/** What an app gets when somebody uses it, and may open one view with. */
export interface Trigger {
  id: string
  appId: string
  userId: string
  /** Milliseconds since 1970. */
  issuedAt: number
  used: boolean
  /** When it was used in a modal: that one. */
  viewId?: string
}

/** Milliseconds (docs.slack.dev/interactivity/handling-user-interaction). */
const lifetime = 3000
/** How many triggers and views are remembered, the newest. */
const mostKept = 1000
/** Modals on top of each other. */
const mostStacked = 3
const mostBlocks = 100
const mostBytes = 250_000
const longestTitle = 24

/**
 * What a button, a shortcut or a slash command would have brought: nobody presses one here, so a test asks for it.
 * @param order `app_id`, `user_id`, `view_id`; the app and its first person when left out
 * @throws TypeError when there is no such app, person or view
 */
export function issueTrigger(world: World, order: Readonly<Record<string, unknown>>): Trigger {
  const { state } = world
  const { app_id: appId = state.apps[0]?.id, user_id: userId = state.people[0]?.id, view_id: viewId } = order
  if (typeof appId !== 'string' || !findApp(world, appId)) throw new TypeError('app_id is that of an app')
  if (typeof userId !== 'string' || !findPerson(world, userId)) throw new TypeError('user_id is that of a person')
  const view = state.views.find(({ id }) => id === viewId)
  if (viewId !== undefined && !view) throw new TypeError('view_id is that of an open view')
  const id = `${draw(world, '0123456789', 12)}.${draw(world, '0123456789', 12)}.${draw(world, '0123456789abcdef', 32)}`
  const trigger = { id, appId, userId, issuedAt: world.now(), used: false, ...(view && { viewId: view.id }) }
  state.triggers.push(trigger)
  if (state.triggers.length > mostKept) state.triggers.shift()
  world.changed()
  return trigger
}

/** The trigger of a call; the view that is made with it spends it. @throws Refused `invalid_trigger_id`, `expired_…`, `exchanged_…` */
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
 * Reads and judges a view of one of these types (docs.slack.dev/reference/views).
 * @throws Refused `invalid_arguments` with Slack's sentences, `view_too_large`
 */
export function requireView(json: string, ...types: readonly StoredView['type'][]): StoredView['payload'] {
  if (Buffer.byteLength(json) > mostBytes) refuse('view_too_large')
  let view: unknown
  try {
    view = JSON.parse(json)
  } catch {
    refuseArguments('invalid json [json-pointer:/view]')
  }
  if (!isObject(view)) refuseArguments('must provide an object [json-pointer:/view]')
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
  const asks = blocks.some((block) => isObject(block) && block['type'] === 'input')
  if (asks && submit === undefined) found.push(`missing required field: submit [json-pointer:${place}]`)
  return found
}

/** @throws Refused `duplicate_external_id` when another view of the app has it */
export function checkExternalId({ world, token }: Call, payload: StoredView['payload'], own?: StoredView): void {
  const id = payload['external_id']
  if (typeof id !== 'string' || id === '') return
  const taken = world.state.views.some(
    (view) => view !== own && view.appId === token.appId && view.payload['external_id'] === id,
  )
  if (taken) refuse('duplicate_external_id')
}

interface NewView {
  readonly userId: string
  readonly payload: StoredView['payload']
  /** What lets it be opened; a home needs none. */
  readonly trigger?: Trigger
  /** The modal that it is put on. */
  readonly under?: StoredView
}

/** Keeps a new view, and spends its trigger. @throws Refused `push_limit_reached` */
export function addView({ world, token }: Call, { userId, payload, trigger, under }: NewView): StoredView {
  const { views } = world.state
  if (under && views.filter(({ rootId }) => rootId === under.rootId).length >= mostStacked) refuse('push_limit_reached')
  if (trigger) trigger.used = true
  const id = newId(world, 'V')
  const type = payload['type'] === 'home' ? 'home' : 'modal'
  const stack = { rootId: under?.rootId ?? id, previousId: under?.id ?? null }
  const added: StoredView = { id, type, userId, payload, appId: token.appId, hash: newHash(world), ...stack }
  views.push(added)
  if (views.length > mostKept) views.shift()
  world.changed()
  return added
}

/** Another content for a view. @throws Refused `hash_conflict` */
export function changeView({ world, args }: Call, view: StoredView, payload: StoredView['payload']): StoredView {
  if (args['hash'] && args['hash'] !== view.hash) refuse('hash_conflict')
  Object.assign(view, { payload, hash: newHash(world) })
  world.changed()
  return view
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${draw(world, '0123456789abcdef', 8)}`
}

/** A `view` object as the methods answer it (docs.slack.dev/reference/interaction-payloads/view-interactions-payload). */
export function viewView(world: World, view: StoredView): Readonly<Record<string, unknown>> {
  const { id, appId, payload, hash, rootId, previousId } = view
  return {
    id,
    team_id: world.state.workspace.id,
    close: null,
    submit: null,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...payload,
    state: { values: {} },
    hash,
    root_view_id: rootId,
    previous_view_id: previousId,
    app_id: appId,
    app_installed_team_id: world.state.workspace.id,
    bot_id: findInstall(world, appId)?.botId ?? '',
  }
}
