import type { Channel } from './content-types.ts'
import type { Organization, Person, Workspace, World } from './types.ts'

/**
 * Returns the workspace or organization with this id. Without an id (data of an older version has none) or with an
 * unknown id, returns the app's own workspace.
 */
export function workspaceOf(world: World, id: string | undefined): Workspace {
  const { workspace, otherWorkspace, organization, moreWorkspaces = [] } = world.state
  return [otherWorkspace, organization, ...moreWorkspaces].find((one) => one !== null && one.id === id) ?? workspace
}

export function isOrganization({ state: { organization } }: World, id: string | undefined): boolean {
  return organization !== null && organization.id === id
}

/** Returns the workspaces that the browser is signed in to, the app's own first. */
export function workspacesOf({ state }: World): readonly Workspace[] {
  const { workspace, otherWorkspace, moreWorkspaces = [] } = state
  return [workspace, ...(otherWorkspace ? [otherWorkspace] : []), ...moreWorkspaces]
}

/**
 * Returns a world whose current workspace is the one with this id, so that `peopleIn` and `channelsIn` return its
 * people and channels. Both worlds share `state`. When the workspace has no people of its own, returns `world`.
 */
export function worldOf(world: World, id: string | undefined): World {
  const own = world.state.moreWorkspaces?.find((one) => one.id === id)
  return own ? { ...world, at: own } : world
}

/** Returns the current workspace. */
export function currentWorkspace({ state, at }: World): Workspace {
  return at ?? state.workspace
}

/** Returns the people of the current workspace. */
export function peopleIn({ state, at }: World): Person[] {
  return (at ?? state).people
}

/** Returns the channels and direct conversations of the current workspace. */
export function channelsIn({ state, at }: World): Channel[] {
  return (at ?? state).channels
}

/** Returns one world for the app's own workspace, and one for each of `moreWorkspaces`. */
export function worldsOf(world: World): readonly World[] {
  return [world, ...(world.state.moreWorkspaces ?? []).map(({ id }) => worldOf(world, id))]
}

/**
 * Signs the browser in to a second workspace, or out of it when `value` is null. The second workspace has the same
 * people and channels as the first, and tests use it to install an app in another workspace than the app's own.
 * @throws TypeError when id, name or domain is invalid, or the id is that of the first workspace
 */
export function setOtherWorkspace(world: World, value: unknown): void {
  world.state.otherWorkspace = value === null ? null : readWorkspace(world, value)
  world.changed()
}

/**
 * Puts the workspaces into an organization, or takes them out of it when `value` is null. `value.teams` has the ids of
 * the workspaces in which its org-wide apps are installed; an install does not add one.
 * @throws TypeError when id, name or domain is invalid, or `teams` has an unknown workspace
 */
export function setOrganization(world: World, value: unknown): void {
  const before = world.state.organization
  const after = value === null ? null : readOrganization(world, value)
  world.state.organization = after
  world.changed()
  if (before && after && before.id === after.id) announceTeams(world, before, after)
}

/** Tells apps with an org-wide installation which workspaces they gained or lost in this change. */
function announceTeams(world: World, before: Organization, after: Organization): void {
  const tokens = world.state.tokens.filter(({ workspaceId, revoked }) => workspaceId === after.id && !revoked)
  const added = after.teams.filter((id) => !before.teams.includes(id))
  const removed = before.teams.filter((id) => !after.teams.includes(id))
  for (const appId of new Set(tokens.map((token) => token.appId))) {
    if (added.length > 0) world.happened(world, { what: 'team_access_granted', appId, teamIds: added })
    if (removed.length > 0) world.happened(world, { what: 'team_access_revoked', appId, teamIds: removed })
  }
}

function readOrganization(world: World, value: unknown): Organization {
  const { teams = [], ...rest } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const known = workspacesOf(world).map(({ id }) => id)
  if (!Array.isArray(teams) || !teams.every((id) => known.includes(String(id)))) {
    throw new TypeError(`teams is a list of workspace ids, of ${known.join(', ')}`)
  }
  return { ...readPlace(rest, 'E', 'id is that of an organization: E and capital letters or digits'), teams }
}

function readWorkspace({ state }: World, value: unknown): Workspace {
  const place = readPlace(value, 'T', 'id is that of another workspace: T and capital letters or digits')
  if (place.id !== state.workspace.id) return place
  throw new TypeError('id is that of another workspace: T and capital letters or digits')
}

function readPlace(value: unknown, letter: 'T' | 'E', wrongId: string): Workspace {
  const { id, name, domain } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof id !== 'string' || id[0] !== letter || !/^[TE][A-Z0-9]{2,20}$/.test(id)) throw new TypeError(wrongId)
  if (typeof name !== 'string' || name === '' || typeof domain !== 'string' || !/^[a-z0-9-]+$/.test(domain)) {
    throw new TypeError('name and domain are texts; a domain has lower-case letters, digits and dashes')
  }
  return { id, name, domain }
}
