import { type Actor, callAs } from './actor.ts'
import { withTeam } from './call/team.ts'
import type { Context } from './context.ts'
import type { Lookup } from './slack/find-channel.ts'
import { wantsTeamId } from './slack/org-wide.ts'

/** Finds channels and people as an actor; with an organization's token in its one workspace, which is asked for once. */
export function lookupAs(actor: Actor, context: Context): Lookup {
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
