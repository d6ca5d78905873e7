import { wantsTeamId } from '../../slack/facts/org-wide.ts'
import type { Token } from '../state/app-types.ts'
import { findChannel, findChannelByName } from '../state/channels.ts'
import { type AnswerBody, fail } from '../state/refusal.ts'
import type { Person, Workspace, World } from '../state/types.ts'
import { findPerson } from '../state/users.ts'
import { hasOrgApps, isOrganization, workspacesOf, worldOf, worldsOf } from '../state/workspaces.ts'
import type { Call } from './method.ts'

/**
 * Returns Slack's error answer when the token of an org-wide install cannot make this call; undefined when it can make
 * the call. For any other token returns undefined, because then `team_id` has no effect.
 */
export function teamProblem(method: string, { world, token, args }: Call): AnswerBody | undefined {
  if (!isOrganization(world, token.workspaceId)) return undefined
  const team = teamIn(world, args)
  if (team !== undefined) {
    return world.state.organization?.teams.includes(team) ? undefined : fail('team_access_not_granted')
  }
  if (wantsTeamId(method)) return fail('missing_argument')
  const there = worldsOf(world).filter((one) => isNamed(one, args))
  return there.length > 0 && !there.some(hasOrgApps) ? fail('team_access_not_granted') : undefined
}

/**
 * Returns the world whose current workspace is the one in which the call acts. For most tokens, it is the token's
 * workspace. For the token of an org-wide install, it is the workspace in the argument `team_id`; without this
 * argument, the workspace of the conversation, the person or the view that the call names.
 */
export function worldFor(world: World, { workspaceId }: Token, args: Call['args']): World {
  if (!isOrganization(world, workspaceId)) return worldOf(world, workspaceId)
  const team = teamIn(world, args)
  if (team !== undefined) return worldOf(world, team)
  const added = worldsOf(world).filter(hasOrgApps)
  return added.find((there) => isNamed(there, args)) ?? added[0] ?? world
}

/**
 * Returns the workspace id in `team_id`; undefined when it is missing or is the organization's own id, which Bolt sends
 * in a listener for a view (slackapi/bolt-js#1720).
 */
function teamIn(world: World, { team_id: team = '' }: Call['args']): string | undefined {
  return team === '' || isOrganization(world, team) ? undefined : team
}

/** Whether the current workspace has a conversation or a person that the arguments name. */
function isNamed(world: World, args: Call['args']): boolean {
  return namedIds(world, args).some((id) => {
    if (findChannel(world, id) || findChannelByName(world, id)) return true
    const person = findPerson(world, id)
    return person !== undefined && person.bot === undefined
  })
}

/** The arguments with the id of a conversation or a person, or with several ids separated by commas. */
const naming = ['channel', 'channel_id', 'channels', 'user', 'user_id', 'users'] as const

function namedIds({ state }: World, args: Call['args']): string[] {
  const trigger = state.triggers.find(({ id }) => id === args['trigger_id'])
  const view = state.views.find(({ id, payload }) =>
    args['view_id']
      ? id === args['view_id']
      : Boolean(args['external_id']) && payload['external_id'] === args['external_id'],
  )
  const ids = naming.flatMap((name) => (args[name] ?? '').split(',').map((id) => id.trim()))
  return [...ids, trigger?.userId ?? '', view?.userId ?? ''].filter((id) => id !== '')
}

/** Returns the user for whom a token acts; undefined when there is none. */
export function actorOf(world: World, token: Token): Person | undefined {
  const person = findPerson(worldOf(world, token.workspaceId), token.userId)
  if (!person?.bot || token.revoked || !isOrganization(world, token.workspaceId)) return person
  // The bot user of an org-wide install can be inactive in a workspace, although its token is valid.
  const { deleted: _, ...active } = person
  return active
}

/**
 * Returns the workspaces in which a token works. For the id of a workspace, it is this workspace. For the id of an
 * organization, it is every workspace to which an admin added the app.
 */
export function teamsOf(world: World, workspaceId: string | undefined): readonly Workspace[] {
  const all = workspacesOf(world)
  const { organization, workspace } = world.state
  if (!isOrganization(world, workspaceId)) return all.filter(({ id }) => id === (workspaceId ?? workspace.id))
  return all.filter(({ id }) => organization?.teams.includes(id))
}
