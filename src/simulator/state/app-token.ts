import { createHmac } from 'node:crypto'
import type { App } from './app-types.ts'
import type { World } from './types.ts'

/** Scopes that Slack's data names for the methods that take an app-level token. */
export const appTokenScopes = ['connections:write', 'authorizations:read'] as const

/** An app-level token in a seed. It contains `-sim-`, so that it is never a real one. */
export const seededAppToken = /^xapp-[\w-]*-sim-[\w-]{8,100}$/

/**
 * The app-level token of an app, with every scope. It follows from the seed and the app's id only, so that it changes
 * no other id. A seed may set another one.
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
