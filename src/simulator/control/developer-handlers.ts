import { errorCodes } from '../../slack/facts/errors.ts'
import { configHandlers, handlers, openHandlers } from '../api/registry.ts'
import { activityOf, deliveryDetail, requestDetail } from '../page/activity.ts'
import { installsOf } from '../page/installs.ts'
import { deliveryKinds, deliveryPlaces, kinds, places } from '../state/fault-kinds.ts'
import { liftFault } from '../state/faults.ts'
import { uninstall } from '../state/revoke.ts'
import { findApp } from '../state/users.ts'
import { worldOf } from '../state/workspaces.ts'
import type { developerRoutes } from './developer-routes.ts'
import { type ControlHandlers, optionalText, textField } from './handler.ts'

/** The methods that exchange a code or a token for tokens. They are not in the tables of handlers. */
const exchanges = ['oauth.access', 'oauth.v2.access', 'oauth.v2.exchange', 'oauth.v2.user.access']

export const developerHandlers: ControlHandlers<keyof typeof developerRoutes> = {
  activity: ({ site }) => ({ rows: activityOf(site) }),
  request: ({ site }, { number }) => requestDetail(site, Number(number)),
  delivery({ site }, { id }) {
    const found = deliveryDetail(site, textField(id, 'id'))
    if (!found) throw new TypeError('This delivery is not stored any more')
    return found
  },
  installs: ({ site }) => ({ installs: installsOf(site) }),
  uninstall({ site }, { app_id: appId, team_id: teamId }) {
    const id = textField(appId, 'app_id')
    const workspaceId = optionalText(teamId, 'team_id')
    if (!findApp(site.world, id)) throw new TypeError(`There is no app ${id}`)
    uninstall(worldOf(site.world, workspaceId), { appId: id, ...(workspaceId !== undefined && { workspaceId }) })
    site.world.changed()
    return {}
  },
  faultChoices() {
    const methods = [handlers, openHandlers, configHandlers].flatMap((table) => Object.keys(table))
    const ways = [...new Set([...Object.keys(kinds), ...Object.keys(deliveryKinds)])]
    return {
      places: [...Object.keys(places), ...Object.keys(deliveryPlaces), ...[...methods, ...exchanges].sort()],
      kinds: [...ways.map((kind) => kind.replace('MS', '2000')), ...errorCodes()],
    }
  },
  removeFault({ site: { world } }, { on, what }) {
    const [place, kind] = [textField(on, 'on'), textField(what, 'what')]
    const fault = world.state.faults.find((one) => one.on === place && one.what === kind)
    if (fault) liftFault(world, fault)
    return { lifted: fault ? 1 : 0 }
  },
}
