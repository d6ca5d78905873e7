import type { Workspace, World } from './world.ts'

/** The workspace with this id, else the app's own: what was kept before there could be two names none. */
export function workspaceOf(world: World, id: string | undefined): Workspace {
  const { workspace, otherWorkspace } = world.state
  return otherWorkspace?.id === id && otherWorkspace ? otherWorkspace : workspace
}

/** All that the browser is signed in to, the app's own first. */
export function workspacesOf({ state: { workspace, otherWorkspace } }: World): readonly Workspace[] {
  return otherWorkspace ? [workspace, otherWorkspace] : [workspace]
}

/**
 * Signs the browser in to a second workspace, or with null out of it. It shares people and channels with the first:
 * what it is for is an install that lands in a workspace the app was not made in.
 * @throws TypeError when id, name or domain is no text, or the id is the first workspace's.
 */
export function setOtherWorkspace(world: World, value: unknown): void {
  world.state.otherWorkspace = value === null ? null : readWorkspace(world, value)
  world.changed()
}

function readWorkspace({ state }: World, value: unknown): Workspace {
  const { id, name, domain } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  if (typeof id !== 'string' || !/^T[A-Z0-9]{2,20}$/.test(id) || id === state.workspace.id) {
    throw new TypeError('id is that of another workspace: T and capital letters or digits')
  }
  if (typeof name !== 'string' || name === '' || typeof domain !== 'string' || !/^[a-z0-9-]+$/.test(domain)) {
    throw new TypeError('name and domain are texts; a domain has lower-case letters, digits and dashes')
  }
  return { id, name, domain }
}
