import { connect, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { serverCertificate } from '../net/server-certificate.ts'
import type { SocketLimits } from '../net/socket-limits.ts'
import type { Authority } from './authority.ts'
import type { Connections } from './connections.ts'
import type { ProxyEvent } from './types.ts'
import type { Destination } from './upstream.ts'

export interface SlackEndOptions {
  readonly authority: Authority
  /** The TCP address of the simulator. */
  readonly simulator: Destination
  readonly connections: Connections
  /** The limits of the accepted sockets. A socket loses its deadline when the first decrypted byte arrives. */
  readonly limits: SocketLimits
  readonly onEvent: (event: ProxyEvent) => void
}

/**
 * Returns a function that answers a TLS connection to one of Slack's hosts with the authority's certificate, and passes
 * the decrypted bytes to the simulator unchanged. Therefore keep-alive, uploads and WebSocket work as without a proxy.
 */
export function createSlackEnd({ authority, simulator, connections, limits, onEvent }: SlackEndOptions) {
  const secureContext = createSecureContext(serverCertificate(authority.server))
  const answered = new Set<string>()
  return (client: Socket, host: string): void => {
    // A program that refuses the certificate sends an alert, or closes the connection without sending a request. A
    // program that closes the connection before it sends its first message has seen no certificate.
    let outcome: ProxyEvent['what'] | undefined
    const secured = connections.add(
      new TLSSocket(client, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
        SNICallback(_name, done) {
          outcome = 'certificate_refused'
          done(null, secureContext)
        },
      }),
    )
    let isSecured = false
    secured.once('secure', () => {
      isSecured = true
      limits.move(client, 'secured')
    })
    // Read the socket from the start. Otherwise it would not show that the program closed it during the handshake.
    secured.once('data', (first: Buffer) => {
      secured.pause()
      secured.unshift(first)
      limits.move(client, 'complete')
      limits.keep(client)
      outcome = 'answered'
      answered.add(host)
      onEvent({ what: 'answered', host })
      connections.join(secured, connect({ host: simulator.hostname, port: simulator.port }))
    })
    secured.once('end', () => {
      if (outcome !== 'answered') secured.destroy()
    })
    secured.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_SSL_NO_APPLICATION_PROTOCOL') outcome = 'protocol_refused'
      secured.destroy()
    })
    secured.once('close', () => {
      // Go and browsers open a connection in advance, and do not always use it.
      const isSpare = isSecured && answered.has(host)
      if (outcome && outcome !== 'answered' && !isSpare && !connections.isClosing) onEvent({ what: outcome, host })
    })
  }
}
