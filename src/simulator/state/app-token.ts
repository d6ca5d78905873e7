import { createHmac } from 'node:crypto'
import type { App } from './app-types.ts'
import type { World } from './types.ts'

/** The scopes of the methods that require an app-level token. */
export const appTokenScopes = ['connections:write', 'authorizations:read'] as const

/** The format of an app-level token in a seed. It requires `-sim-`, which no token of the real Slack contains. */
export const seededAppToken = /^xapp-[\w-]*-sim-[\w-]{8,100}$/

/**
 * Returns the app-level token of an app: the token from the seed file, or a token that is made from the world's seed
 * and the app's id. The token has every scope in `appTokenScopes`. It is made without `draw`, so that all other ids
 * stay the same.
 */
export function appTokenOf({ state }: World, { id, appToken }: App): string {
  if (appToken !== undefined) return appToken
  const secret = createHmac('sha256', state.seed).update(`app-level token of ${id}`).digest('hex')
  return `xapp-1-${id}-sim-${secret.slice(0, 32)}`
}

/** Returns the app with this app-level token; undefined when no app has it. */
export function findAppByToken(world: World, token: string): App | undefined {
  return token.startsWith('xapp-') ? world.state.apps.find((app) => appTokenOf(world, app) === token) : undefined
}
