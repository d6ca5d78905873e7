import { wantsTeamId } from '../../slack/facts/org-wide.ts'
import type { Token } from '../state/app-types.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { Workspace, World } from '../state/types.ts'
import { isOrganization, workspacesOf, worldOf } from '../state/workspaces.ts'
import type { Call } from './method.ts'

/** Why an organization's token may not make this call; undefined for every other token, whose `team_id` is passed over. */
export function teamProblem(method: string, { world, token, args }: Call): AnswerBody | undefined {
  if (!isOrganization(world, token.workspaceId)) return undefined
  const team = args['team_id'] ?? ''
  if (team === '') return wantsTeamId(method) ? fail('missing_argument') : undefined
  return world.state.organization?.teams.includes(team) ? undefined : fail('team_access_not_granted')
}

/** The world as a call sees it: that of its token's workspace; an organization's token names one with `team_id`. */
export function worldFor(world: World, { workspaceId }: Token, args: Call['args']): World {
  return worldOf(world, isOrganization(world, workspaceId) ? args['team_id'] : workspaceId)
}

/** The workspaces that a token may work in: its own, or those that the organization's admins added the app to. */
export function teamsOf(world: World, workspaceId: string | undefined): readonly Workspace[] {
  const all = workspacesOf(world)
  const { organization, workspace } = world.state
  if (!isOrganization(world, workspaceId)) return all.filter(({ id }) => id === (workspaceId ?? workspace.id))
  return all.filter(({ id }) => organization?.teams.includes(id))
}
