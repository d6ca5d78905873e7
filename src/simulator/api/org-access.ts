import { wantsTeamId } from '../../slack/facts/org-wide.ts'
import type { Token } from '../state/app-types.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { Workspace, World } from '../state/types.ts'
import { isOrganization, workspacesOf, worldOf } from '../state/workspaces.ts'
import type { Call } from './method.ts'

/**
 * Why an organization's token may not make this call; undefined for every other token, for which `team_id` has no
 * effect.
 */
export function teamProblem(method: string, { world, token, args }: Call): AnswerBody | undefined {
  if (!isOrganization(world, token.workspaceId)) return undefined
  const team = args['team_id'] ?? ''
  if (team === '') return wantsTeamId(method) ? fail('missing_argument') : undefined
  return world.state.organization?.teams.includes(team) ? undefined : fail('team_access_not_granted')
}

/**
 * The world with the workspace of the token as the current one; a call with an organization's token names it with
 * `team_id`.
 */
export function worldFor(world: World, { workspaceId }: Token, args: Call['args']): World {
  return worldOf(world, isOrganization(world, workspaceId) ? args['team_id'] : workspaceId)
}

/** The workspaces of a token: its own, or those that the organization's admins added the app to. */
export function teamsOf(world: World, workspaceId: string | undefined): readonly Workspace[] {
  const all = workspacesOf(world)
  const { organization, workspace } = world.state
  if (!isOrganization(world, workspaceId)) return all.filter(({ id }) => id === (workspaceId ?? workspace.id))
  return all.filter(({ id }) => organization?.teams.includes(id))
}
