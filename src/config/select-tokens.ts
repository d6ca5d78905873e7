import type { Settings } from '../runtime/settings.ts'
import { checkApiUrl, chooseUser, findInstallation, noBotByName, noInstallation, noSuchToken } from './choose-token.ts'
import type { Identity } from './installation.ts'
import { checkNoProfile } from './select-profile.ts'
import type { Config } from './store.ts'
import { type StoredToken, storedTokens } from './stored-token.ts'

/**
 * Returns the stored token with the given identity. Ignores the environment, because only stored tokens can be
 * refreshed and revoked.
 * @throws CliError with the exit reason `noToken` or `usage`
 */
export function selectToken(config: Config, settings: Settings, identity: Identity): StoredToken {
  if (settings.user !== undefined && identity === 'bot') throw noBotByName(settings.user)
  const stored = findInstallation(config, settings)
  if (!stored) throw noInstallation(config)
  const { name, installation } = stored
  checkApiUrl(name, installation, settings)
  const access = identity === 'bot' ? installation.bot : chooseUser(stored, settings.user, config)
  if (!access) throw noSuchToken(name, installation, identity)
  return { name, installation, identity, access }
}

/**
 * Which stored tokens to select. With `all`, the tokens of all installations, otherwise those of the active
 * installation. With `identity`, only the tokens of this identity, otherwise the tokens of both.
 */
export interface SelectedReach {
  readonly identity: Identity | undefined
  readonly all: boolean
}

/**
 * Returns the selected stored tokens.
 * @throws CliError with the exit reason `noToken`: nothing is stored, or no stored token is selected; `usage`:
 * `--api-url` contradicts the API URL of an installation.
 */
export function selectTokens(
  config: Config,
  settings: Settings,
  { identity, all }: SelectedReach,
): readonly StoredToken[] {
  const wanted = identity ?? (settings.user === undefined ? undefined : 'user')
  if (all) checkNoProfile(settings, '--all')
  if (!all && wanted !== undefined) return [selectToken(config, settings, wanted)]
  const stored = all ? undefined : findInstallation(config, settings)
  const entries = all ? Object.entries(config.profiles) : stored ? [[stored.name, stored.installation] as const] : []
  if (entries.length === 0) throw noInstallation(config)
  for (const [name, installation] of entries) checkApiUrl(name, installation, settings)
  return entries
    .flatMap(([name, installation]) => storedTokens(name, installation))
    .filter((storedToken) => wanted === undefined || storedToken.identity === wanted)
}
