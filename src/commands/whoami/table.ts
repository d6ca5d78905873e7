import { expiresIn } from '../../terminal/duration.ts'
import { entries } from '../../terminal/table.ts'
import { describeVisibility } from './channel.ts'
import type { IdentifiedToken } from './identify.ts'

/** Returns the table of `whoami`. @param now milliseconds since 1970. @param width columns of the terminal. */
export function table(whos: readonly IdentifiedToken[], { now, width }: { now: number; width: number }): string {
  return entries(
    whos.map((who, index) => ({
      cells: [
        who.identity,
        `@${String(who.user)} (${String(who.userId)})`,
        `in ${String(who.team)} (${String(who.teamId)})`,
        who.token,
        who.expiresAt === undefined ? '' : expiresIn(who.expiresAt, now),
      ],
      below: who.scopes.length > 0 ? who.scopes : ['no scopes'],
      lines: [originOf(who, whos[index - 1]), reachOf(who), who.channel ? describeVisibility(who.channel) : ''].filter(
        Boolean,
      ),
    })),
    width,
  )
}

/**
 * Returns the line with the app and the source of a token; an empty text when the line of the previous token is the
 * same.
 */
function originOf(who: IdentifiedToken, before: IdentifiedToken | undefined): string {
  const line = (one: IdentifiedToken) => {
    const app = [one.appName, one.appId && (one.appName ? `(${one.appId})` : one.appId)].filter(Boolean).join(' ')
    const from = one.profile === undefined ? `token from ${one.source}` : `stored as “${one.profile}”`
    return app ? `app ${app}, ${from}` : from
  }
  return before && line(before) === line(who) ? '' : line(who)
}

/** The maximum number of workspaces in one line. */
const mostNamed = 8

function reachOf({ workspaces }: IdentifiedToken): string {
  if (workspaces === undefined) return ''
  if (workspaces === null) return 'of a whole organization; Slack does not list its workspaces'
  if (workspaces.length === 0) {
    return 'of a whole organization, but in no workspace yet: an admin of the organization must add the app'
  }
  const shown = workspaces.slice(0, mostNamed).map(({ id, name }) => (name ? `${name} (${id})` : id))
  const more = workspaces.length > mostNamed ? ` and ${workspaces.length - mostNamed} more: --json names them` : ''
  return `of a whole organization, in ${workspaces.length === 1 ? '1 workspace' : `${workspaces.length} workspaces`}: ${shown.join(', ')}${more}`
}
