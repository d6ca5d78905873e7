import type { Context } from '../runtime/context.ts'
import type { ChannelLookup } from '../slack/client/types.ts'
import { wantsTeamId } from '../slack/facts/org-wide.ts'
import { type Actor, callAs, lacks, type Need } from './actor.ts'
import { otherActor } from './other-identity.ts'
import { withTeam } from './team-id.ts'

/**
 * Returns the actor that looks up a channel or user name: `actor`, unless its token lacks the scope and the
 * installation's other token has the scope. Both tokens find the same channel or user.
 */
export async function seekerFor(need: Need | undefined, actor: Actor, context: Context): Promise<Actor> {
  if (need === undefined || !lacks(actor.chosen, need)) return actor
  const other = await otherActor(actor, context)
  return other && !lacks(other.chosen, need) ? other : actor
}

/**
 * Returns functions that find channels and users with the actor's token. For an organization's token, the functions
 * request the id of the organization's only workspace, but only once.
 */
export function lookupAs(actor: Actor, context: Context): ChannelLookup {
  let team: Promise<Readonly<Record<string, unknown>>> | undefined
  return {
    async call(method, args) {
      if (wantsTeamId(method)) team ??= withTeam(method, {}, { actor, context })
      const teamId = wantsTeamId(method) ? (await team)?.['team_id'] : undefined
      const full = typeof teamId === 'string' ? { ...args, team_id: teamId } : args
      return (await callAs(actor, method, full)).body
    },
    scopes: actor.chosen.stored?.access.scopes,
  }
}
