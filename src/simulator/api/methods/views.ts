import type { StoredView } from '../../state/content-types.ts'
import { refuse, refuseArguments } from '../../state/refusal.ts'
import type { World } from '../../state/types.ts'
import { findPerson } from '../../state/users.ts'
import { addView, changeView, viewView } from '../../state/views.ts'
import type { Call, Handlers } from '../method.ts'
import { checkExternalId, requireTrigger, requireView } from '../view-args.ts'

export const views = {
  'views.open': (call) => {
    const payload = requireView(call.args['view'] ?? '', 'modal')
    checkExternalId(call, payload)
    const trigger = requireTrigger(call)
    return shown(call.world, addView(call.world, { appId: call.token.appId, userId: trigger.userId, payload, trigger }))
  },

  'views.push': (call) => {
    const { world, args, token } = call
    const payload = requireView(args['view'] ?? '', 'modal')
    checkExternalId(call, payload)
    const trigger = requireTrigger(call)
    // Only a trigger from an action inside a modal can open another modal on top of it.
    const under = world.state.views.find(({ id }) => id === trigger.viewId) ?? refuse('not_found')
    return shown(world, addView(world, { appId: token.appId, userId: trigger.userId, payload, trigger, under }))
  },

  'views.update': (call) => {
    const view = needOwnView(call)
    const payload = requireView(call.args['view'] ?? '', view.type)
    checkExternalId(call, payload, view)
    return shown(call.world, changeView(call.world, view, { payload, hash: call.args['hash'] }))
  },

  'views.publish': (call) => {
    const { world, args, token } = call
    const { hash } = args
    const userId = args['user_id'] ?? ''
    if (!findPerson(world, userId)) refuseArguments('invalid `user_id`')
    const payload = requireView(args['view'] ?? '', 'home')
    const before = world.state.views.find(
      (view) => view.type === 'home' && view.appId === token.appId && view.userId === userId,
    )
    checkExternalId(call, payload, before)
    // If the App Home does not exist yet, any `hash` is a conflict.
    if (!before && hash) refuse('hash_conflict')
    const view = before
      ? changeView(world, before, { payload, hash })
      : addView(world, { appId: token.appId, userId, payload })
    return shown(world, view)
  },
} satisfies Handlers

function shown(world: World, view: StoredView) {
  return { ok: true, view: viewView(world, view) }
}

function needOwnView({ world, args, token }: Call): StoredView {
  const { view_id: id, external_id: externalId } = args
  if (!id && !externalId) refuseArguments('missing required field: view_id')
  const own = world.state.views.filter(({ appId }) => appId === token.appId)
  return own.find((view) => (id ? view.id === id : view.payload['external_id'] === externalId)) ?? refuse('not_found')
}
