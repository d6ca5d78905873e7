import { defaultFeatureFlags } from './app-settings.ts'
import { configToken } from './config-tokens.ts'
import { seedState, simulatedSecrets } from './default-seed.ts'
import type { World, WorldState } from './types.ts'

export interface WorldOptions {
  readonly seed: string
  readonly now: () => number
  /** By default `now`. */
  readonly clockOfApps?: () => number
  /** Returns the base URL; by default that of the default port. */
  readonly url?: () => string
  readonly state?: WorldState
  readonly changed?: () => void
  readonly happened?: World['happened']
}

/** Creates a world with `options.state`; without it, with the default state that `seedState` returns. */
export function createWorld(options: WorldOptions): World {
  const state: WorldState = options.state ?? seedState(options.seed, options.now())
  // A state that an older version saved does not have these lists and these settings of an app.
  state.files ??= []
  state.scheduled ??= []
  state.views ??= []
  state.triggers ??= []
  state.otherWorkspace ??= null
  state.organization ??= null
  state.refreshTokens ??= []
  state.requests ??= state.log.length
  state.configTokens ??= [configToken(state.seed, 1, options.now())]
  for (const app of state.apps) Object.assign(app, { ...defaultFeatureFlags(), ...simulatedSecrets, ...app })
  return {
    state,
    now: options.now,
    clockOfApps: options.clockOfApps ?? options.now,
    url: options.url ?? (() => 'http://localhost:4717'),
    changed: options.changed ?? (() => {}),
    secrets: new Map(),
    contexts: new Map(),
    happened: options.happened ?? (() => {}),
  }
}
