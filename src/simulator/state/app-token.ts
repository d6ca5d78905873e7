import { createHmac } from 'node:crypto'
import type { App } from './app-types.ts'
import type { World } from './types.ts'

/** Scopes that Slack's data names for the methods that require an app-level token. */
export const appTokenScopes = ['connections:write', 'authorizations:read'] as const

/** The pattern of an app-level token in a seed. It requires `-sim-`, which no real token contains. */
export const seededAppToken = /^xapp-[\w-]*-sim-[\w-]{8,100}$/

/**
 * Returns the app-level token of an app, with every scope. It depends only on the seed and the app's id, so it changes
 * no other id. A seed can set another token.
 */
export function appTokenOf({ state }: World, { id, appToken }: App): string {
  if (appToken !== undefined) return appToken
  const secret = createHmac('sha256', state.seed).update(`app-level token of ${id}`).digest('hex')
  return `xapp-1-${id}-sim-${secret.slice(0, 32)}`
}

/** Finds the app with this app-level token. */
export function findAppByToken(world: World, token: string): App | undefined {
  return token.startsWith('xapp-') ? world.state.apps.find((app) => appTokenOf(world, app) === token) : undefined
}
