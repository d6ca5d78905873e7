import { seededState } from './apply-seed.ts'
import { deactivateBot } from './bot-users.ts'
import { setOrganization } from './organization.ts'
import type { SeedWorkspace } from './seed-types.ts'
import type { OwnWorkspace, World } from './types.ts'
import { isOrganization, workspacesOf, worldsOf } from './workspaces.ts'

/**
 * Adds a workspace with its own people and channels, to which the browser is signed in too.
 * @throws TypeError when one of the new ids already belongs to a workspace, a person or a channel
 */
export function addWorkspace(world: World, given: SeedWorkspace): OwnWorkspace {
  const { state } = world
  const { workspace, people, channels } = seededState({ workspaces: [given] }, { seed: state.seed, now: world.now() })
  const places = worldsOf(world).map(({ at }) => at ?? state)
  const taken = new Set([
    ...workspacesOf(world).map(({ id }) => id),
    ...places.flatMap((place) => [...place.people, ...place.channels].map(({ id }) => id)),
  ])
  const again = [workspace, ...people, ...channels].find(({ id }) => taken.has(id))
  if (again) throw new TypeError(`There is already something with the id ${again.id}`)
  const own = { ...workspace, people, channels }
  state.moreWorkspaces = [...(state.moreWorkspaces ?? []), own]
  world.changed()
  return own
}

/**
 * Removes a workspace that has its own people, or the organization, together with everything that was installed there.
 * Sends no events: for the apps, the workspace was never there.
 * @throws TypeError when there is no such workspace or organization
 */
export function removeWorkspace(world: World, id: string): void {
  const { state } = world
  const isOwn = state.moreWorkspaces?.some((one) => one.id === id) ?? false
  if (!isOwn && !isOrganization(world, id)) throw new TypeError(`There is no workspace ${id} that can be removed`)
  forgetInstalls(world, id)
  if (isOwn) state.moreWorkspaces = state.moreWorkspaces?.filter((one) => one.id !== id) ?? []
  else setOrganization(world, null)
  world.changed()
}

/** Deletes the installs, tokens, codes and webhooks of a workspace or organization, and the bot users of its installs. */
function forgetInstalls(world: World, id: string): void {
  const { state } = world
  const elsewhere = (one: { readonly workspaceId?: string }) => one.workspaceId !== id
  const bots = state.installs.flatMap((one) => (elsewhere(one) ? [] : (one.botUserId ?? [])))
  for (const there of worldsOf(world)) {
    for (const bot of bots) deactivateBot(there, bot)
    const place = there.at ?? state
    place.people = place.people.filter((person) => !bots.includes(person.id))
  }
  state.installs = state.installs.filter(elsewhere)
  state.tokens = state.tokens.filter(elsewhere)
  state.refreshTokens = state.refreshTokens.filter(elsewhere)
  state.codes = state.codes.filter(elsewhere)
  state.webhooks = state.webhooks.filter((hook) => (hook.installedIn ?? hook.path.split('/')[0]) !== id)
}
