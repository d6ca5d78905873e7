import { activateBot, deactivateBot } from './bot-users.ts'
import type { Organization, Person, World } from './types.ts'
import { findPerson } from './users.ts'
import { hasOrgApps, isOrganization, readPlace, workspacesOf, worldsOf } from './workspaces.ts'

/**
 * Puts the workspaces into an organization; when `value` is null, takes them out of it. `value.teams` has the ids of
 * the workspaces to which an admin added the org-wide apps. As in Slack, an org-wide install does not by itself add the
 * app to a workspace (docs.slack.dev/enterprise/developing-for-enterprise-orgs).
 * @throws TypeError when id, name or domain is invalid, or `teams` has an unknown workspace
 */
export function setOrganization(world: World, value: unknown): void {
  const before = world.state.organization
  const after = value === null ? null : readOrganization(world, value)
  world.state.organization = after
  const arrived = placeOrgBots(world)
  world.changed()
  announceArrivals(arrived)
  if (before && after && before.id === after.id) announceTeams(world, before, after)
}

/** A bot user that became an active member of a workspace; `world` is the world of this workspace. */
export interface Arrival {
  readonly world: World
  readonly bot: Person
}

/**
 * Makes the bot user of each org-wide install an active member of the workspaces to which the app was added, with the
 * same id in all of them, and deactivates it in the other workspaces. Call this function after each change of an
 * org-wide install or of the organization, and then `announceArrivals` with the result.
 * @returns the bot users that became active in a workspace, each with this workspace
 */
export function placeOrgBots(world: World): Arrival[] {
  return orgBots(world).flatMap((bot) =>
    worldsOf(world).flatMap((there) => {
      if (hasOrgApps(there)) return activateBot(there, bot) ? [{ world: there, bot }] : []
      deactivateBot(there, bot.id)
      return []
    }),
  )
}

/** Reports that bot users became members of workspaces. */
export function announceArrivals(arrivals: readonly Arrival[]): void {
  for (const { world, bot } of arrivals) {
    world.happened(world, { what: 'user_joined', userId: bot.id, appId: bot.bot?.appId ?? '' })
  }
}

/** Returns the bot users of all org-wide installs whose bot token is valid, with their data in the first workspace. */
function orgBots(world: World): Person[] {
  const { installs, tokens } = world.state
  return installs.flatMap(({ botUserId: id, workspaceId }) => {
    if (id === null || !isOrganization(world, workspaceId)) return []
    const isAlive = tokens.some((token) => token.userId === id && !token.revoked)
    return isAlive ? (findPerson(world, id) ?? []) : []
  })
}

/** Reports to each app with an org-wide installation which workspaces the app gained or lost in this change. */
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
