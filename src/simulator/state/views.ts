import { isKeptBlock } from '../../slack/facts/block-ids.ts'
import type { StoredView, Trigger } from './content-types.ts'
import { draw, newId } from './ids.ts'
import { refuse } from './refusal.ts'
import type { World } from './types.ts'
import { findApp, findInstall, findPerson, placeOfApp } from './users.ts'
import { currentWorkspace, peopleIn } from './workspaces.ts'

/** Maximum number of triggers, and of views, that are stored; older ones are removed. */
const mostKept = 1000
/** Maximum number of modals in one stack. */
const mostStacked = 3

/**
 * Issues a `trigger_id`, as Slack does when a person uses a button, a shortcut or a slash command.
 * @param order `app_id`, `user_id` and `view_id`; by default the first app, its first user and no view
 * @param origin the `channelId` and `executionId` of the view that the trigger will open
 * @throws TypeError when there is no such app, user or view
 */
export function issueTrigger(world: World, order: Readonly<Record<string, unknown>>, origin: Origin = {}): Trigger {
  const { state } = world
  const { app_id: appId = state.apps[0]?.id, user_id: userId = peopleIn(world)[0]?.id, view_id: viewId } = order
  if (typeof appId !== 'string' || !findApp(world, appId)) throw new TypeError('app_id is that of an app')
  if (typeof userId !== 'string' || !findPerson(world, userId)) throw new TypeError('user_id is that of a person')
  const view = state.views.find(({ id }) => id === viewId)
  if (viewId !== undefined && !view) throw new TypeError('view_id is that of an open view')
  const id = `${draw(world, '0123456789', 12)}.${draw(world, '0123456789', 12)}.${draw(world, '0123456789abcdef', 32)}`
  const trigger = {
    id,
    appId,
    userId,
    issuedAt: world.now(),
    used: false,
    ...(view && { viewId: view.id }),
    ...kept(origin),
  }
  state.triggers.push(trigger)
  if (state.triggers.length > mostKept) state.triggers.shift()
  world.changed()
  return trigger
}

interface Origin {
  readonly channelId?: string | undefined
  readonly executionId?: string | undefined
}

function kept({ channelId, executionId }: Origin): Pick<Trigger, 'channelId' | 'executionId'> {
  return { ...(channelId !== undefined && { channelId }), ...(executionId !== undefined && { executionId }) }
}

interface NewView {
  readonly appId: string
  readonly userId: string
  readonly payload: StoredView['payload']
  /** The trigger that opens the view; undefined for an App Home, which opens without a trigger. */
  readonly trigger?: Trigger
  /** The modal under the new one in the stack; undefined for the first modal. */
  readonly under?: StoredView
}

/** Stores a new view, marks its trigger as used, and returns the view. @throws Refused `push_limit_reached` */
export function addView(world: World, { appId, userId, payload, trigger, under }: NewView): StoredView {
  const { views } = world.state
  if (under && views.filter(({ rootId }) => rootId === under.rootId).length >= mostStacked) refuse('push_limit_reached')
  if (trigger) trigger.used = true
  const id = newId(world, 'V')
  const type = payload['type'] === 'home' ? 'home' : 'modal'
  const stack = { rootId: under?.rootId ?? id, previousId: under?.id ?? null }
  const added: StoredView = {
    id,
    type,
    userId,
    payload,
    appId,
    hash: newHash(world),
    ...stack,
    ...kept(trigger ?? under ?? {}),
  }
  views.push(added)
  if (views.length > mostKept) views.shift()
  world.changed()
  return added
}

/**
 * Replaces the content of a view and returns the view. Only the values in blocks that are still the same (see
 * `isKeptBlock`) are kept. When `hash` is given, it must be the view's current hash.
 * @throws Refused `hash_conflict`
 */
export function changeView(
  world: World,
  view: StoredView,
  { payload, hash }: { readonly payload: StoredView['payload']; readonly hash: string | undefined },
): StoredView {
  if (hash && hash !== view.hash) refuse('hash_conflict')
  const values = Object.entries(view.values ?? {}).filter(([blockId]) =>
    isKeptBlock(blockId, view.payload['blocks'], payload['blocks']),
  )
  Object.assign(view, { payload, hash: newHash(world), values: Object.fromEntries(values) })
  world.changed()
  return view
}

function newHash(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${draw(world, '0123456789abcdef', 8)}`
}

/**
 * Returns a `view` object for an API answer (docs.slack.dev/reference/interaction-payloads/view-interactions-payload).
 */
export function viewView(world: World, view: StoredView) {
  const { id, appId, payload, hash, rootId, previousId } = view
  return {
    id,
    team_id: currentWorkspace(world).id,
    close: null,
    submit: null,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...payload,
    state: { values: view.values ?? {} },
    hash,
    root_view_id: rootId,
    previous_view_id: previousId,
    app_id: appId,
    // With an org-wide install, this is the id of the organization (slackapi/bolt-js#1720).
    app_installed_team_id: placeOfApp(world, appId).id,
    bot_id: findInstall(world, appId)?.botId ?? '',
  }
}
