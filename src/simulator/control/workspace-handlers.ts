import { changePerson, expireTokens, revokeByAdmin } from '../state/admin-actions.ts'
import { checkedSeed } from '../state/checked-seed.ts'
import { issueConfigToken } from '../state/config-tokens.ts'
import { setOrganization } from '../state/organization.ts'
import { addWorkspace, removeWorkspace } from '../state/own-workspaces.ts'
import type { SeedContent } from '../state/seed-types.ts'
import { issueTrigger } from '../state/views.ts'
import { setOtherWorkspace } from '../state/workspaces.ts'
import { describe } from './describe.ts'
import { type ControlHandlers, textField } from './handler.ts'
import type { workspaceRoutes } from './workspace-routes.ts'

export const workspaceHandlers: ControlHandlers<keyof typeof workspaceRoutes> = {
  reset({ site }) {
    site.reset()
    return describe(site)
  },
  seed({ site }, body) {
    site.begin(readSeed(body))
    return describe(site)
  },
  setOtherWorkspace({ site }, { otherWorkspace }) {
    setOtherWorkspace(site.world, otherWorkspace)
    return describe(site)
  },
  addWorkspace({ site }, { workspace }) {
    const [given] = readSeed({ workspaces: [workspace] })?.workspaces ?? []
    if (given) addWorkspace(site.world, given)
    return describe(site)
  },
  removeWorkspace({ site }, { id }) {
    removeWorkspace(site.world, textField(id, 'id'))
    return describe(site)
  },
  setOrganization({ site }, { organization }) {
    setOrganization(site.world, organization)
    return describe(site)
  },
  endToken: ({ site }, body) => revokeByAdmin(site.world, body),
  expireTokens: ({ site }, body) => ({ expired: expireTokens(site.world, body) }),
  changePerson({ site }, body) {
    changePerson(site.world, body)
    return describe(site)
  },
  issueConfigToken({ site }) {
    issueConfigToken(site.world)
    return describe(site)
  },
  issueTrigger: ({ site }, body) => ({ trigger_id: issueTrigger(site.world, body).id }),
}

/**
 * Checks a seed and returns it; returns undefined for `{}`, which means the default seed.
 * @throws TypeError with every problem of the seed
 */
function readSeed(body: object): SeedContent | undefined {
  if (Object.keys(body).length === 0) return undefined
  return checkedSeed(
    body,
    (problems) => new TypeError(problems.map(({ path, problem }) => `${path}: ${problem}`).join('; ')),
  )
}
