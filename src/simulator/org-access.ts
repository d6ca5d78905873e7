import { type Body, type Call, fail } from './method.ts'
import { isOrganization, workspacesOf } from './workspaces.ts'
import type { Workspace, World } from './world.ts'

/** Methods that have to be told the workspace by a token of an organization (docs.slack.dev/enterprise/developing-for-enterprise-orgs). */
const wantTeam: ReadonlySet<string> = new Set([
  'bots.info',
  'chat.scheduledMessages.list',
  'conversations.create',
  'conversations.list',
  'files.list',
  'migration.exchange',
  'reactions.list',
  'search.all',
  'search.files',
  'search.messages',
  'team.accessLogs',
  'team.billableInfo',
  'team.integrationLogs',
  'team.profile.get',
  'usergroups.create',
  'usergroups.disable',
  'usergroups.enable',
  'usergroups.list',
  'usergroups.update',
  'usergroups.users.list',
  'usergroups.users.update',
  'users.conversations',
  'users.list',
])

/** Why an organization's token may not make this call; undefined for every other token, whose `team_id` is passed over. */
export function teamProblem(method: string, { world, token, args }: Call): Body | undefined {
  if (!isOrganization(world, token.workspaceId)) return undefined
  const team = args['team_id'] ?? ''
  if (team === '') return wantTeam.has(method) ? fail('missing_argument') : undefined
  return world.state.organization?.teams.includes(team) ? undefined : fail('team_access_not_granted')
}

/** The workspaces that a token may work in: its own, or those that the organization's admins added the app to. */
export function teamsOf(world: World, workspaceId: string | undefined): readonly Workspace[] {
  const all = workspacesOf(world)
  const { organization, workspace } = world.state
  if (!isOrganization(world, workspaceId)) return all.filter(({ id }) => id === (workspaceId ?? workspace.id))
  return all.filter(({ id }) => organization?.teams.includes(id))
}
