import type { ChosenToken } from '../config/choose-token.ts'
import type { StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { duration } from '../terminal/duration.ts'
import { hasEnded, isDue } from './expiry.ts'
import { isBorrowed } from './refresh-errors.ts'

/**
 * The token to call with: refreshed first when it ends within minutes. While it still works a refresh that fails is
 * only told, unless new tokens are at stake; a borrowed one is left to whoever it belongs to.
 * @throws CliError what `refreshPair` throws, for a token that has ended.
 */
export async function freshToken(chosen: ChosenToken, context: Context): Promise<ChosenToken> {
  const { clock, terminal } = context
  const { stored } = chosen
  if (!stored || !isDue(stored.access, clock.now())) return chosen
  const ended = hasEnded(stored.access, clock.now())
  if (stored.installation.borrowed) {
    if (!ended) terminal.warn(isBorrowed(pairOf(chosen, stored), 'refreshed').message)
    return chosen
  }
  try {
    return await refreshed(chosen, stored, context)
  } catch (error) {
    if (ended || !(error instanceof CliError) || error.code === 'save_failed') throw error
    terminal.warn(error.message)
    if (error.hint) terminal.warn(error.hint)
    return chosen
  }
}

/** For a wire: what to call with once Slack has said `token_expired`, whatever the clock here says (R13). */
export function renewal(chosen: ChosenToken, context: Context): (token: string) => Promise<string | undefined> {
  let latest = chosen
  return async (ended) => {
    if (ended !== latest.token) return latest.token
    const { stored } = latest
    if (!stored?.access.refreshToken) return undefined
    if (stored.installation.borrowed) throw isBorrowed(pairOf(latest, stored), 'refreshed')
    const { clock, terminal } = context
    const left = Date.parse(stored.access.expiresAt ?? '') - clock.now()
    if (left > 60_000)
      terminal.warn(`Slack says that the token has ended; by the clock of this machine it had ${duration(left)} left`)
    latest = await refreshed(latest, stored, context)
    return latest.token
  }
}

type StoredPosition = NonNullable<ChosenToken['stored']>

function pairOf({ identity }: ChosenToken, { name, installation, access }: StoredPosition): StoredToken {
  return { name, installation, identity, access }
}

async function refreshed(chosen: ChosenToken, stored: StoredPosition, context: Context): Promise<ChosenToken> {
  const { terminal } = context
  const { refreshStoredToken } = await import('./refresh-token.ts')
  const { storedToken, byAnother } = await terminal.wait(
    `Refreshing the ${chosen.identity} token`,
    refreshStoredToken(pairOf(chosen, stored), context),
  )
  const { name, installation, access } = storedToken
  terminal.conceal(access.token)
  const how = byAnother ? 'was refreshed by another process a moment ago' : 'refreshed and saved'
  terminal.note(terminal.paint.dim(`(${chosen.identity} token of “${name}” ${how})`))
  return { ...chosen, token: access.token, stored: { name, installation, access } }
}
