import { wantsTeamId } from '../../slack/facts/org-wide.ts'
import type { Token } from '../state/app-types.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { Workspace, World } from '../state/types.ts'
import { isOrganization, workspacesOf, worldOf } from '../state/workspaces.ts'
import type { Call } from './method.ts'

/**
 * Returns Slack's error answer when the token of an org-wide install cannot make this call; undefined when it can. For
 * any other token returns undefined, because then `team_id` has no effect.
 */
export function teamProblem(method: string, { world, token, args }: Call): AnswerBody | undefined {
  if (!isOrganization(world, token.workspaceId)) return undefined
  const team = args['team_id'] ?? ''
  if (team === '') return wantsTeamId(method) ? fail('missing_argument') : undefined
  return world.state.organization?.teams.includes(team) ? undefined : fail('team_access_not_granted')
}

/**
 * Returns the world whose current workspace is the token's workspace. For the token of an org-wide install, it is the
 * workspace in the argument `team_id`.
 */
export function worldFor(world: World, { workspaceId }: Token, args: Call['args']): World {
  return worldOf(world, isOrganization(world, workspaceId) ? args['team_id'] : workspaceId)
}

/**
 * Returns the workspaces in which a token works: the workspace with this id, or for an organization's id the workspaces
 * to which admins added the app.
 */
export function teamsOf(world: World, workspaceId: string | undefined): readonly Workspace[] {
  const all = workspacesOf(world)
  const { organization, workspace } = world.state
  if (!isOrganization(world, workspaceId)) return all.filter(({ id }) => id === (workspaceId ?? workspace.id))
  return all.filter(({ id }) => organization?.teams.includes(id))
}
