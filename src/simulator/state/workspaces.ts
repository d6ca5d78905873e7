import type { Channel } from './content-types.ts'
import type { Person, Workspace, World } from './types.ts'

/**
 * Returns the workspace or organization with this id. Without an id (data of an older version has none) or with an
 * unknown id, returns the app's own workspace.
 */
export function workspaceOf(world: World, id: string | undefined): Workspace {
  const { workspace, otherWorkspace, organization, moreWorkspaces = [] } = world.state
  return [otherWorkspace, organization, ...moreWorkspaces].find((one) => one !== null && one.id === id) ?? workspace
}

/** Whether `id` is the id of the organization. */
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

/** Returns the names of the emoji that the current workspace has in addition to Slack's. */
export function emojiIn({ state, at }: World): readonly string[] {
  return (at ?? state).emoji ?? []
}

/** Returns the channels and direct conversations of the current workspace. */
export function channelsIn({ state, at }: World): Channel[] {
  return (at ?? state).channels
}

/**
 * Returns the ids of the workspaces that have the people and channels of the current workspace: its own id and, in the
 * app's own workspace, the id of `otherWorkspace`.
 */
export function placesHere(world: World): string[] {
  const shared = world.at === undefined ? world.state.otherWorkspace?.id : undefined
  return [currentWorkspace(world).id, ...(shared === undefined ? [] : [shared])]
}

/** Whether an admin added the org-wide apps of the organization to the current workspace. */
export function hasOrgApps(world: World): boolean {
  const teams = world.state.organization?.teams ?? []
  return placesHere(world).some((id) => teams.includes(id))
}

/** Returns one world for the app's own workspace, and one for each of `moreWorkspaces`. */
export function worldsOf(world: World): readonly World[] {
  return [world, ...(world.state.moreWorkspaces ?? []).map(({ id }) => worldOf(world, id))]
}

/**
 * Signs the browser in to a second workspace, or out of it when `value` is null. The second workspace has the same
 * people and channels as the first. Tests use it to install an app outside the app's own workspace.
 * @throws TypeError when id, name or domain is invalid, or the id is that of the first workspace
 */
export function setOtherWorkspace(world: World, value: unknown): void {
  world.state.otherWorkspace = value === null ? null : readWorkspace(world, value)
  world.changed()
}

function readWorkspace({ state }: World, value: unknown): Workspace {
  const place = readPlace(value, 'T', 'id is that of another workspace: T and capital letters or digits')
  if (place.id !== state.workspace.id) return place
  throw new TypeError('id is that of another workspace: T and capital letters or digits')
}

/**
 * Reads the id, name and domain of a workspace or an organization.
 * @param letter the first letter of the id
 * @throws TypeError when the id is invalid, with the message `wrongId`, or when the name or the domain is invalid
 */
export function readPlace(value: unknown, letter: 'T' | 'E', wrongId: string): Workspace {
  const { id, name, domain } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof id !== 'string' || id[0] !== letter || !/^[TE][A-Z0-9]{2,20}$/.test(id)) throw new TypeError(wrongId)
  if (typeof name !== 'string' || name === '' || typeof domain !== 'string' || !/^[a-z0-9-]+$/.test(domain)) {
    throw new TypeError('name and domain are texts; a domain has lower-case letters, digits and dashes')
  }
  return { id, name, domain }
}
