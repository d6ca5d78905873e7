import type { Settings } from '../runtime/settings.ts'
import { checkApiUrl, chooseUser, findInstallation, noBotByName, noInstallation, noSuchToken } from './choose-token.ts'
import type { Identity } from './installation.ts'
import { checkNoProfile } from './select-profile.ts'
import type { Config } from './store.ts'
import { type StoredToken, storedTokens } from './stored-token.ts'

/**
 * Returns the stored token of that identity, and ignores the environment: only stored tokens can be refreshed and
 * revoked.
 * @throws CliError noToken, usage
 */
export function selectToken(config: Config, settings: Settings, identity: Identity): StoredToken {
  if (settings.user !== undefined && identity === 'bot') throw noBotByName(settings.user)
  const stored = findInstallation(config, settings)
  if (!stored) throw noInstallation(config)
  const { name, installation } = stored
  checkApiUrl(name, installation, settings)
  const access = identity === 'bot' ? installation.bot : chooseUser(name, installation, settings.user)
  if (!access) throw noSuchToken(name, installation, identity)
  return { name, installation, identity, access }
}

/**
 * The tokens that a command is about: one identity, otherwise all tokens of the active installation; with `all`, the
 * tokens of all installations.
 */
export interface SelectedReach {
  readonly identity: Identity | undefined
  readonly all: boolean
}

/**
 * Returns the stored tokens that the command is about.
 * @throws CliError noToken: nothing is stored, or no such token; usage: `--api-url` contradicts the API URL of one
 * installation.
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
