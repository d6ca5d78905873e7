import { isIP } from 'node:net'
import { connect } from 'node:tls'
import { lookUpHost } from '../../net/loopback-lookup.ts'

/** How long a server may take to show its certificate, in milliseconds. */
const patience = 10_000

/** A function that returns whether this program trusts the certificate of the server at an https URL. */
export type IsTrusted = (url: URL) => Promise<boolean>

/**
 * Returns the function that decides about a certificate that Chromium does not trust. Chromium does not know the
 * certificates of NODE_EXTRA_CA_CERTS, so the rules of Node.js decide, as in drive’s own browser. Then the same command
 * works in both browsers. Each host is asked once.
 */
export function trustAsNode(): IsTrusted {
  const asked = new Map<string, Promise<boolean>>()
  return async (url) => {
    const known = asked.get(url.host) ?? isTrusted(url)
    asked.set(url.host, known)
    return await known
  }
}

async function isTrusted({ hostname, port }: URL): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  return await new Promise((resolve) => {
    const socket = connect({
      ...{ host, port: Number(port || 443), lookup: lookUpHost, rejectUnauthorized: true },
      ...(isIP(host) === 0 && { servername: host }),
    })
    const end = (isGood: boolean) => {
      socket.destroy()
      resolve(isGood)
    }
    socket
      .once('secureConnect', () => end(true))
      .once('error', () => end(false))
      .setTimeout(patience, () => end(false))
  })
}
