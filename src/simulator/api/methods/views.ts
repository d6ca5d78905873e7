import { findPerson } from '../../state/users.ts'
import {
  addView,
  changeView,
  checkExternalId,
  requireTrigger,
  requireView,
  type StoredView,
  viewView,
} from '../../state/views.ts'
import type { World } from '../../state/world.ts'
import { type Call, type Handlers, refuse, refuseArguments } from '../method.ts'

export const views = {
  'views.open': (call) => {
    const payload = requireView(call.args['view'] ?? '', 'modal')
    checkExternalId(call, payload)
    const trigger = requireTrigger(call)
    return shown(call.world, addView(call, { userId: trigger.userId, payload, trigger }))
  },

  'views.push': (call) => {
    const { world, args } = call
    const payload = requireView(args['view'] ?? '', 'modal')
    checkExternalId(call, payload)
    const trigger = requireTrigger(call)
    // Only what somebody does in a modal brings a trigger that puts another on top of it.
    const under = world.state.views.find(({ id }) => id === trigger.viewId) ?? refuse('not_found')
    return shown(world, addView(call, { userId: trigger.userId, payload, trigger, under }))
  },

  'views.update': (call) => {
    const view = needOwnView(call)
    const payload = requireView(call.args['view'] ?? '', view.type)
    checkExternalId(call, payload, view)
    return shown(call.world, changeView(call, view, payload))
  },

  'views.publish': (call) => {
    const { world, args, token } = call
    const userId = args['user_id'] ?? ''
    if (!findPerson(world, userId)) refuseArguments('invalid `user_id`')
    const payload = requireView(args['view'] ?? '', 'home')
    const before = world.state.views.find(
      (view) => view.type === 'home' && view.appId === token.appId && view.userId === userId,
    )
    checkExternalId(call, payload, before)
    // With a hash for a home that is not there, somebody else has been quicker.
    if (!before && args['hash']) refuse('hash_conflict')
    return shown(world, before ? changeView(call, before, payload) : addView(call, { userId, payload }))
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
