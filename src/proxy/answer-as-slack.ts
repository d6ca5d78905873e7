import { connect, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import type { Authority } from './authority.ts'
import type { Connections } from './connections.ts'
import type { ProxyEvent } from './types.ts'
import type { Destination } from './upstream.ts'

/** Maximum milliseconds for the TLS handshake of a client. */
const handshakeTime = 10_000

export interface SlackEndOptions {
  readonly authority: Authority
  /** The TCP address of the simulator. */
  readonly simulator: Destination
  readonly connections: Connections
  readonly onEvent: (event: ProxyEvent) => void
}

/**
 * Returns a function that ends the TLS of a connection to one of Slack's hosts, and passes its bytes to the simulator
 * unchanged: keep-alive, uploads and WebSocket work as without a proxy.
 */
export function createSlackEnd({ authority, simulator, connections, onEvent }: SlackEndOptions) {
  const secureContext = createSecureContext(authority.server)
  return (client: Socket, host: string): void => {
    const secured = connections.add(
      new TLSSocket(client, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] }),
    )
    const timer = setTimeout(() => secured.destroy(), handshakeTime)
    // A program that refuses the certificate sends an alert, or closes the connection without sending a request.
    let outcome: ProxyEvent['what'] = 'certificate_refused'
    secured.once('secure', () => {
      clearTimeout(timer)
      secured.once('data', () => {
        outcome = 'answered'
        onEvent({ what: outcome, host })
      })
      connections.join(secured, connect({ host: simulator.hostname, port: simulator.port }))
    })
    secured.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_SSL_NO_APPLICATION_PROTOCOL') outcome = 'protocol_refused'
      secured.destroy()
    })
    secured.once('close', () => {
      clearTimeout(timer)
      if (outcome !== 'answered' && !connections.isClosing) onEvent({ what: outcome, host })
    })
  }
}
