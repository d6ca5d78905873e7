import { findAppOf } from '../../config/find-app.ts'
import { deriveProfileName } from '../../config/profile-name.ts'
import type { Config } from '../../config/store.ts'
import type { FoundCandidates } from './read-candidates.ts'

/** What came in beside installations. */
export interface Rest {
  readonly config: Config
  /** Names of the apps that are new. */
  readonly apps: readonly string[]
  /** Ids of the workspaces whose configuration tokens are new. */
  readonly configTokens: readonly string[]
}

/**
 * Adds the apps and configuration tokens of exports and recovery files to what is stored. An app that is stored stays as
 * it is; of two pairs of configuration tokens the one that lasts longer stays, as the other was used. Pure.
 */
export function withRest(before: Config, found: readonly Pick<FoundCandidates, 'config'>[]): Rest {
  let config = before
  const names: string[] = []
  const teams: string[] = []
  for (const { config: brought } of found) {
    for (const [name, app] of Object.entries(brought?.apps ?? {})) {
      if (findAppOf(config, app)) continue
      const taken = Object.keys(config.apps ?? {})
      const own = taken.includes(name) ? deriveProfileName(name, taken) : name
      names.push(own)
      config = { ...config, apps: { ...config.apps, [own]: app } }
    }
    for (const [team, storedToken] of Object.entries(brought?.configTokens ?? {})) {
      const stored = config.configTokens?.[team]
      if (stored && (stored.token === storedToken.token || stored.expiresAt >= storedToken.expiresAt)) continue
      teams.push(team)
      config = { ...config, configTokens: { ...config.configTokens, [team]: storedToken } }
    }
  }
  return { config, apps: names, configTokens: teams }
}
