import { once } from 'node:events'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { Proxies } from '../net/proxies.ts'
import { openTunnel } from './upstream.ts'

/** Maximum milliseconds for the TLS handshake with Slack. */
const handshakeTime = 15_000

/**
 * Opens a TLS connection to one of Slack's hosts, through the proxy that the user's environment names. The certificate
 * is always verified: `rejectUnauthorized` is set, so that NODE_TLS_REJECT_UNAUTHORIZED=0 has no effect.
 * @param hostname one of Slack's hosts, without a port
 * @throws the system or TLS error; then nothing was sent
 */
export async function connectToSlack(hostname: string, proxies: Proxies): Promise<TLSSocket> {
  const socket = await openTunnel({ hostname, port: 443 }, proxies)
  const secured = connectTls({
    socket,
    servername: hostname,
    rejectUnauthorized: true,
    // The relay reads HTTP/1.1 only.
    ALPNProtocols: ['http/1.1'],
  })
  socket.once('close', () => secured.destroy())
  try {
    await once(secured, 'secureConnect', { signal: AbortSignal.timeout(handshakeTime) })
    return secured
  } catch (error) {
    secured.destroy()
    socket.destroy()
    throw error
  }
}
