import { CliError } from '../errors.ts'
import type { Values } from '../input/arguments.ts'
import type { Context } from '../runtime/context.ts'
import { wantsTeamId } from '../slack/facts/org-wide.ts'
import { type Actor, callAs } from './actor.ts'

/**
 * Returns the arguments of a call with `team_id` added, if an organization's token needs it and the arguments lack it.
 * If the app is in several workspaces, prints the workspaces and returns the arguments unchanged.
 */
export async function withTeam(
  method: string,
  values: Values,
  { actor, context }: { actor: Actor; context: Context },
): Promise<Values> {
  const installation = actor.chosen.stored?.installation
  const orgWide = installation?.workspace === null && installation.organization !== null
  if (!orgWide || !wantsTeamId(method) || Object.hasOwn(values, 'team_id')) return values
  const { terminal } = context
  const teams = await teamsOf(actor)
  const [only] = teams
  if (only && teams.length === 1) {
    terminal.note(`team_id=${only.id} (${only.name}): the only workspace of the organization with this app`)
    return { ...values, team_id: only.id }
  }
  const named = teams.map(({ id, name }) => `${id} (${name})`).join(', ')
  terminal.warn(
    `This is the token of an organization, so ${method} needs the workspace: team_id=${named ? `… for ${named}` : 'T…, one of: slack-tokens call auth.teams.list'}`,
  )
  return values
}

async function teamsOf(actor: Actor): Promise<{ id: string; name: string }[]> {
  try {
    const { body } = await callAs(actor, 'auth.teams.list', { limit: '20' })
    const teams: unknown = body['teams']
    return Array.isArray(teams)
      ? teams
          .filter(
            (team): team is { id: string; name: unknown } => typeof (team as { id?: unknown } | null)?.id === 'string',
          )
          .map(({ id, name }) => ({ id, name: typeof name === 'string' ? name : id }))
      : []
  } catch (error) {
    // Ignore a failed lookup, because the call that follows will report the problem.
    if (error instanceof CliError && ['slack', 'wrongToken'].includes(error.failure)) return []
    throw error
  }
}
