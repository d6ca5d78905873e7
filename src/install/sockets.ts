import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import type { Certificate } from './self-signed.ts'

/** Milliseconds a socket may be open before its request is complete: an idle one is a browser's guess. */
const patience = 10_000
const mostSockets = 32
/** The first byte of a TLS handshake; no HTTP method begins with it. */
const tlsHandshake = 0x16

/** Speaks HTTP, and HTTPS where there is a certificate, on one port: the first byte of a connection tells which. */
export interface Sockets {
  readonly accept: (socket: Socket) => void
  /** This socket waits for an answer now, however long it takes. */
  keep(socket: Socket): void
  destroyAll(): void
}

/**
 * An http.Server that did not accept a socket itself has no time-outs for it, and its closeAllConnections() does not
 * know it: so every socket is kept here, with a deadline that a byte now and then cannot put off (C10).
 */
export function serveSockets(handle: RequestListener, certificate: Certificate | undefined): Sockets {
  const plain = guarded(createHttp({ keepAlive: false }, handle))
  const secure = certificate && guarded(createHttps(tlsOptions(certificate), handle))
  const deadlines = new Map<string, { socket: Socket; timer: NodeJS.Timeout }>()
  const remote = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort}`

  return {
    accept(socket) {
      if (deadlines.size >= mostSockets) return void socket.destroy()
      const name = remote(socket)
      deadlines.set(name, { socket, timer: setTimeout(() => socket.destroy(), patience) })
      socket
        .on('error', () => {})
        .once('close', () => {
          clearTimeout(deadlines.get(name)?.timer)
          deadlines.delete(name)
        })
      if (!secure) return void plain.emit('connection', socket)
      socket.once('data', (first: Buffer) => {
        socket.pause()
        socket.unshift(first)
        const server: Server = first[0] === tlsHandshake ? secure : plain
        server.emit('connection', socket)
        process.nextTick(() => socket.resume())
      })
    },
    // A TLS socket is another object than the one that was accepted, but has the same far end.
    keep: (socket) => clearTimeout(deadlines.get(remote(socket))?.timer),
    destroyAll() {
      for (const { socket } of deadlines.values()) socket.destroy()
    },
  }
}

function tlsOptions({ cert, key }: Certificate): ServerOptions {
  // No client shows a certificate here; unless told so, Node.js parses its list of authorities to judge one.
  return { cert, key, ca: [], minVersion: 'TLSv1.2', keepAlive: false }
}

/** Neither an upgrade nor CONNECT nor noise can be a redirect of Slack's. */
function guarded<T extends Server>(server: T): T {
  for (const event of ['upgrade', 'connect']) server.on(event, (_request, socket: Socket) => socket.destroy())
  for (const event of ['clientError', 'tlsClientError']) server.on(event, (_error, socket: Socket) => socket.destroy())
  return server
}
