import type { Channel } from './content-types.ts'
import type { Organization, Person, Workspace, World } from './types.ts'

/**
 * Returns the workspace or organization with this id. Without an id, as in data of an older version, returns the app's
 * own workspace.
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
 * Returns the world with another current workspace, whose people and channels `peopleIn` and `channelsIn` return. Both
 * worlds share `state`.
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

/** Returns a world for the app's own workspace, and one for each workspace with its own people. */
export function worldsOf(world: World): readonly World[] {
  return [world, ...(world.state.moreWorkspaces ?? []).map(({ id }) => worldOf(world, id))]
}

/**
 * Signs the browser in to a second workspace, or out of it when `value` is null. It shares people and channels with the
 * first one, and is for tests of an install in a workspace other than the app's own.
 * @throws TypeError when id, name or domain is invalid, or the id is that of the first workspace
 */
export function setOtherWorkspace(world: World, value: unknown): void {
  world.state.otherWorkspace = value === null ? null : readWorkspace(world, value)
  world.changed()
}

/**
 * Puts the workspaces into an organization, or takes them out when `value` is null. `teams` are the workspaces where
 * its org-wide apps are installed; an install adds none.
 * @throws TypeError when id, name or domain is invalid, or `teams` names an unknown workspace
 */
export function setOrganization(world: World, value: unknown): void {
  world.state.organization = value === null ? null : readOrganization(world, value)
  world.changed()
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
