import type { App } from '../state/app-types.ts'
import type { SocketWay } from './socket-way.ts'
import { subscriptionsOf } from './subscriptions.ts'

/**
 * Returns the kind of connection over which an app gets events now; null when the app has no socket and no request URL.
 */
export function wayOf(sockets: SocketWay | undefined, app: App): 'http' | 'socket' | null {
  const { socketMode, eventsUrl: url } = subscriptionsOf(app)
  if (socketMode ?? usesSocket(sockets, app, url)) return 'socket'
  return url === null ? null : 'http'
}

/**
 * Whether an app without a manifest uses a socket: the app is connected now, or it was connected earlier and has no
 * request URL.
 */
export function usesSocket(sockets: SocketWay | undefined, app: App, url: string | null): boolean {
  if (!sockets) return false
  return sockets.count(app) > 0 || (url === null && sockets.wasConnected(app))
}
