import { CliError } from '../errors.ts'
import type { Settings } from '../runtime/settings.ts'
import { type ChosenToken, chooseToken } from './choose-token.ts'
import type { Identity } from './installation.ts'
import type { Config } from './store.ts'

/** For each identity, the token that a command would use; null when there is no token. */
export type AvailableTokens = Readonly<Record<Identity, ChosenToken | null>>

/**
 * Returns the tokens that a command would use, from the config and the environment. Does not call Slack.
 * @throws CliError with the exit reason `usage`: an unknown profile, or an API URL that is not the installation's.
 */
export function holdingsOf(config: Config, settings: Settings): AvailableTokens {
  return { bot: tokenOrNull(config, settings, 'bot'), user: tokenOrNull(config, settings, 'user') }
}

function tokenOrNull(config: Config, settings: Settings, identity: Identity): ChosenToken | null {
  try {
    return chooseToken(config, settings, identity)
  } catch (error) {
    if (error instanceof CliError && error.failure === 'noToken') return null
    throw error
  }
}

/** Returns the granted scopes. Null when they are unknown, as for a bare token or a token from the environment. */
export function knownScopes({ stored }: ChosenToken): readonly string[] | null {
  if (!stored) return null
  const { access, installation } = stored
  return access.scopes.length > 0 || installation.flow !== 'token' ? access.scopes : null
}
