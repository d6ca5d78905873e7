import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { userInfo } from 'node:os'
import { peerAccount } from '../net/peer-account.ts'

/** Decides which programs can use the proxy. */
export interface ProxyAccess {
  /** The credentials as part of a URL: `name:password`. */
  readonly credentials: string
  isAllowed(request: IncomingMessage): boolean
}

const user = 'slack-tokens'

/** Returns access for programs that send the credentials of this run (Proxy-Authorization, RFC 9110, 11.7). */
export function accessByCredentials(): ProxyAccess {
  const credentials = `${user}:${randomBytes(18).toString('base64url')}`
  const expected = Buffer.from(`Basic ${Buffer.from(credentials).toString('base64')}`)
  return {
    credentials,
    isAllowed({ headers }) {
      const given = Buffer.from(headers['proxy-authorization'] ?? '')
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}

/**
 * Returns access for all programs of this account, without credentials, because Java and browsers do not send any. Only
 * Linux shows the account of a connection. On other operating systems, every program of this computer is allowed.
 */
export function accessByAccount(): ProxyAccess {
  const { uid } = userInfo()
  return {
    credentials: '',
    isAllowed({ socket: { remotePort = 0, localPort = 0 } }) {
      const account = peerAccount({ peer: remotePort, own: localPort })
      return account === undefined ? process.platform !== 'linux' : account === uid
    },
  }
}
