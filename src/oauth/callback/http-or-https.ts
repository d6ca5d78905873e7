import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import type { Certificate } from './self-signed.ts'

/** Milliseconds a socket may be open before its request is complete: an idle one is a browser's guess. */
const patience = 10_000
/** Twice what the system hands over at once (two queues of 511), as none of these has had its turn by then. */
const mostSockets = 2048
/** The first byte of a TLS handshake; no HTTP method begins with it. */
const tlsHandshake = 0x16

/** Speaks HTTP, and HTTPS where there is a certificate, on one port: the first byte of a connection tells which. */
export interface Sockets {
  readonly accept: (socket: Socket) => void
  /** This socket waits for an answer now, however long it takes. */
  keep(socket: Socket): void
  destroyAll(): void
}

/** The stage of a socket. A client that holds many open rarely brings them past the stage of a browser. */
const incomplete = ['silent', 'begun', 'secured'] as const
type SocketStage = (typeof incomplete)[number] | 'complete'

interface Open {
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

/**
 * An http.Server that did not accept a socket itself has no time-outs for it, and its closeAllConnections() does not
 * know it: so every socket is listed here, with a deadline that a byte now and then cannot put off. When there are too
 * many, one that has brought no request makes room, the oldest of the stage where most are: whoever holds sockets open
 * cannot keep Slack's redirect out (C10).
 */
export function serveSockets(handle: RequestListener, certificate: Certificate | undefined): Sockets {
  const listener: RequestListener = (request, response) => {
    move(nameOf(request.socket), 'complete')
    handle(request, response)
  }
  const plain = guarded(createHttp({ keepAlive: false }, listener))
  const secure = certificate && guarded(createHttps(tlsOptions(certificate), listener))
  secure?.on('secureConnection', (socket) => move(nameOf(socket), 'secured'))
  // In the order in which they came there.
  const open: Readonly<Record<SocketStage, Map<string, Open>>> = {
    silent: new Map(),
    begun: new Map(),
    secured: new Map(),
    complete: new Map(),
  }

  const move = (name: string, stage: SocketStage) => {
    const one = take(name)
    if (one) open[stage].set(name, one)
  }
  const take = (name: string): Open | undefined => {
    for (const sockets of Object.values(open)) {
      const one = sockets.get(name)
      if (!one) continue
      sockets.delete(name)
      return one
    }
    return undefined
  }
  const makeRoom = (): boolean => {
    if (Object.values(open).reduce((sum, { size }) => sum + size, 0) < mostSockets) return true
    const [crowd] = incomplete.map((stage) => open[stage]).toSorted((one, other) => other.size - one.size)
    const name = crowd?.keys().next().value
    if (name === undefined) return false
    take(name)?.socket.destroy()
    return true
  }

  return {
    accept(socket) {
      if (!makeRoom()) return void socket.destroy()
      const name = nameOf(socket)
      open.silent.set(name, { socket, timer: setTimeout(() => socket.destroy(), patience) })
      socket
        .on('error', () => {})
        .once('close', () => {
          clearTimeout(take(name)?.timer)
        })
      socket.once('data', (first: Buffer) => {
        move(name, 'begun')
        socket.pause()
        socket.unshift(first)
        const server: Server = secure && first[0] === tlsHandshake ? secure : plain
        server.emit('connection', socket)
        process.nextTick(() => socket.resume())
      })
    },
    keep: (socket) => clearTimeout(open.complete.get(nameOf(socket))?.timer),
    destroyAll() {
      for (const sockets of Object.values(open)) for (const { socket } of [...sockets.values()]) socket.destroy()
    },
  }
}

/** A TLS socket is another object than the one that was accepted, but has the same far end. */
function nameOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`
}

function tlsOptions({ cert, key }: Certificate): ServerOptions {
  // No client shows a certificate here; by default, Node.js parses its list of authorities to judge one.
  return { cert, key, ca: [], minVersion: 'TLSv1.2', keepAlive: false }
}

/** An upgrade, CONNECT and invalid data cannot be a redirect of Slack. */
function guarded<T extends Server>(server: T): T {
  for (const event of ['upgrade', 'connect']) server.on(event, (_request, socket: Socket) => socket.destroy())
  for (const event of ['clientError', 'tlsClientError']) server.on(event, (_error, socket: Socket) => socket.destroy())
  return server
}
