import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import type { Delivery, Parcel } from './types.ts'

/**
 * Whether an app can get a retry of a delivery. An uninstalled app gets only `app_uninstalled` and `tokens_revoked`.
 */
export function mayReceive({ state }: World, app: App, { what }: Parcel): boolean {
  if (!state.apps.includes(app)) return false
  const isAboutItself = what === 'app_uninstalled' || what === 'tokens_revoked'
  return isAboutItself || state.tokens.some(({ appId, revoked }) => appId === app.id && !revoked)
}

/** Whether a delivery must not be retried, because the app has no allowed request URL or asked for no retry. */
export function isFinal({ error, noRetry }: Delivery): boolean {
  return error === 'no_request_url' || error === 'not_loopback' || noRetry === true
}
