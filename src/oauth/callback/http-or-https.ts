import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import { serverCertificate } from '../../net/server-certificate.ts'
import { createSocketLimits } from '../../net/socket-limits.ts'
import type { Certificate } from './self-signed.ts'

/** The first byte of a TLS handshake; no HTTP method starts with this byte. */
const tlsHandshake = 0x16

/**
 * The open sockets of the callback's port. The port accepts HTTP and, when there is a certificate, HTTPS. The first
 * byte of a connection shows the protocol.
 */
export interface Sockets {
  readonly accept: (socket: Socket) => void
  /** Removes the time limit of a socket whose request is complete: the socket now waits for this tool. */
  keep(socket: Socket): void
  destroyAll(): void
}

/**
 * Handles sockets that were not accepted by an http.Server. An http.Server sets no time limits for such sockets, and
 * its closeAllConnections() does not close them, so `createSocketLimits` limits them.
 */
export function serveSockets(handle: RequestListener, certificate: Certificate | undefined): Sockets {
  const limits = createSocketLimits()
  const listener: RequestListener = (request, response) => {
    limits.move(request.socket, 'complete')
    handle(request, response)
  }
  const plain = guarded(createHttp({ keepAlive: false }, listener))
  const secure = certificate && guarded(createHttps(tlsOptions(certificate), listener))
  secure?.on('secureConnection', (socket) => limits.move(socket, 'secured'))
  return {
    accept(socket) {
      if (!limits.add(socket)) return
      socket.once('data', (first: Buffer) => {
        limits.move(socket, 'begun')
        socket.pause()
        socket.unshift(first)
        const server: Server = secure && first[0] === tlsHandshake ? secure : plain
        server.emit('connection', socket)
        process.nextTick(() => socket.resume())
      })
    },
    keep: limits.keep,
    destroyAll: limits.destroyAll,
  }
}

function tlsOptions(certificate: Certificate): ServerOptions {
  return { ...serverCertificate(certificate), minVersion: 'TLSv1.2', keepAlive: false }
}

/**
 * Makes the server close each socket that sends an upgrade, CONNECT or invalid data, because Slack's redirect sends
 * none of these. Returns the server.
 */
function guarded<T extends Server>(server: T): T {
  for (const event of ['upgrade', 'connect']) server.on(event, (_request, socket: Socket) => socket.destroy())
  for (const event of ['clientError', 'tlsClientError']) server.on(event, (_error, socket: Socket) => socket.destroy())
  return server
}
