import { deriveProfileName } from '../../config/profile-name.ts'
import type { Kept } from '../../config/store.ts'
import { sameApp } from '../../oauth/remember-app.ts'
import type { Found } from './read-candidates.ts'

/** What came in beside installations. */
export interface Rest {
  readonly kept: Kept
  /** Names of the apps that are new. */
  readonly apps: readonly string[]
  /** Ids of the workspaces whose configuration tokens are new. */
  readonly configTokens: readonly string[]
}

/**
 * Adds the apps and configuration tokens of exports and recovery files to what is stored. An app that is stored stays as
 * it is; of two pairs of configuration tokens the one that lasts longer stays, as the other is spent. Pure.
 */
export function withRest(before: Kept, found: readonly Pick<Found, 'kept'>[]): Rest {
  let kept = before
  const names: string[] = []
  const teams: string[] = []
  for (const { kept: brought } of found) {
    for (const [name, app] of Object.entries(brought?.apps ?? {})) {
      if (sameApp(kept, app)) continue
      const taken = Object.keys(kept.apps ?? {})
      const own = taken.includes(name) ? deriveProfileName(name, taken) : name
      names.push(own)
      kept = { ...kept, apps: { ...kept.apps, [own]: app } }
    }
    for (const [team, pair] of Object.entries(brought?.configTokens ?? {})) {
      const stored = kept.configTokens?.[team]
      if (stored && (stored.token === pair.token || stored.expiresAt >= pair.expiresAt)) continue
      teams.push(team)
      kept = { ...kept, configTokens: { ...kept.configTokens, [team]: pair } }
    }
  }
  return { kept, apps: names, configTokens: teams }
}
