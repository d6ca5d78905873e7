import type { ChosenToken } from '../config/choose-token.ts'
import type { StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { duration } from '../terminal/duration.ts'
import { hasEnded, isDue } from './expiry.ts'
import { isBorrowed } from './refresh-errors.ts'
import { withTokenValue } from './secret-value.ts'

/**
 * Returns the token for a call, from its credential command if it has one. Refreshes the token first if it expires within minutes, unless it is external. If the
 * refresh fails while the old token still works, prints a warning and returns the old token.
 * @throws CliError the error of `refreshStoredToken`, if the token has expired or new tokens could get lost.
 */
export async function freshToken(chosen: ChosenToken, context: Context): Promise<ChosenToken> {
  const { clock, terminal } = context
  const { stored } = chosen
  if (!stored || !isDue(stored.access, clock.now())) return await withTokenValue(chosen, context)
  const ended = hasEnded(stored.access, clock.now())
  if (stored.installation.borrowed) {
    if (!ended) terminal.warn(isBorrowed(pairOf(chosen, stored), 'refreshed').message)
    return await withTokenValue(chosen, context)
  }
  try {
    return await refreshed(chosen, stored, context)
  } catch (error) {
    if (ended || !(error instanceof CliError) || error.code === 'save_failed') throw error
    terminal.warn(error.message)
    if (error.hint) terminal.warn(error.hint)
    return await withTokenValue(chosen, context)
  }
}

/**
 * Returns a function that refreshes the token and returns the new one; undefined when the token cannot be refreshed. A
 * request calls the function when Slack answers `token_expired`, because this computer's clock can be wrong.
 */
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
      terminal.warn(
        `Slack says that the token has expired; by the clock of this computer the token is valid for another ${duration(left)}`,
      )
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
  const how = byAnother ? 'was refreshed by another process' : 'refreshed and saved'
  terminal.note(terminal.paint.dim(`(${chosen.identity} token of “${name}” ${how})`))
  return { ...chosen, token: access.token, stored: { name, installation, access } }
}
