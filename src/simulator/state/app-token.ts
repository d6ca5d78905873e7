import { createHmac } from 'node:crypto'
import type { App } from './app-types.ts'
import type { World } from './types.ts'

/** What Slack's data names as the scopes of the methods that take an app-level token. */
export const appTokenScopes = ['connections:write', 'authorizations:read'] as const

/** A seeded app-level token. It carries `-sim-`, so that no real one is taken for it. */
export const seededAppToken = /^xapp-[\w-]*-sim-[\w-]{8,100}$/

/**
 * The app-level token of an app, as one made on its settings page with every scope there is. It follows from the world's
 * seed and the app's id alone, so that no other id changes by it; a seeded app may have one of its own.
 */
export function appTokenOf({ state }: World, { id, appToken }: App): string {
  if (appToken !== undefined) return appToken
  const secret = createHmac('sha256', state.seed).update(`app-level token of ${id}`).digest('hex')
  return `xapp-1-${id}-sim-${secret.slice(0, 32)}`
}

/** The app whose app-level token this is. */
export function findAppByToken(world: World, token: string): App | undefined {
  return token.startsWith('xapp-') ? world.state.apps.find((app) => appTokenOf(world, app) === token) : undefined
}
