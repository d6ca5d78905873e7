import { findAppOf } from '../../config/find-app.ts'
import { deriveProfileName } from '../../config/profile-name.ts'
import type { Config } from '../../config/store.ts'
import type { FoundCandidates } from './read-candidates.ts'

/** The config after the apps and configuration tokens of the input were added to it. */
export interface Rest {
  readonly config: Config
  /** The names of the new apps. */
  readonly apps: readonly string[]
  /** The ids of the workspaces with new configuration tokens. */
  readonly configTokens: readonly string[]
}

/**
 * Adds the apps and configuration tokens of exports and recovery files to the config. A stored app stays unchanged. If
 * there are two configuration tokens for a workspace, stores the token that expires last, because the other token was
 * already refreshed.
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
