import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps, type ServerOptions } from 'node:https'
import type { Socket } from 'node:net'
import type { Certificate } from './self-signed.ts'

/** Milliseconds in which a socket must send its complete request. Browsers open some sockets early and send nothing. */
const patience = 10_000
/**
 * Maximum number of open sockets: twice what the system hands over at once (two queues of 511). None of those has been
 * handled yet when they arrive.
 */
const mostSockets = 2048
/** The first byte of a TLS handshake; no HTTP method starts with this byte. */
const tlsHandshake = 0x16

/**
 * Accepts HTTP and, when there is a certificate, HTTPS on one port. The first byte of a connection shows the protocol.
 */
export interface Sockets {
  readonly accept: (socket: Socket) => void
  /** Removes the time limit of this socket, because it waits for the answer. */
  keep(socket: Socket): void
  destroyAll(): void
}

/** The stages of a socket. A client that opens many sockets rarely gets them as far as a browser does. */
const incomplete = ['silent', 'begun', 'secured'] as const
type SocketStage = (typeof incomplete)[number] | 'complete'

interface Open {
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

/**
 * Handles sockets that an http.Server did not accept itself. Such a server sets no time-outs for them, and its
 * closeAllConnections() does not close them. So every socket is listed here with a deadline, which single bytes do not
 * extend. When there are too many, the oldest socket in the largest incomplete stage is closed: a client that holds
 * sockets open cannot block Slack's redirect (threat C10).
 */
export function serveSockets(handle: RequestListener, certificate: Certificate | undefined): Sockets {
  const listener: RequestListener = (request, response) => {
    move(nameOf(request.socket), 'complete')
    handle(request, response)
  }
  const plain = guarded(createHttp({ keepAlive: false }, listener))
  const secure = certificate && guarded(createHttps(tlsOptions(certificate), listener))
  secure?.on('secureConnection', (socket) => move(nameOf(socket), 'secured'))
  // Each map is in the order in which the sockets reached the stage.
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

/**
 * Returns a key for a connection. The TLS socket is a different object from the accepted socket, but has the same
 * remote address and port.
 */
function nameOf(socket: Socket): string {
  return `${socket.remoteAddress} ${socket.remotePort}`
}

function tlsOptions({ cert, key }: Certificate): ServerOptions {
  // Clients send no certificate here. Without an empty list, Node.js would parse its list of authorities to verify one.
  return { cert, key, ca: [], minVersion: 'TLSv1.2', keepAlive: false }
}

/** Closes sockets with an upgrade, CONNECT or invalid data: Slack's redirect has none of them. */
function guarded<T extends Server>(server: T): T {
  for (const event of ['upgrade', 'connect']) server.on(event, (_request, socket: Socket) => socket.destroy())
  for (const event of ['clientError', 'tlsClientError']) server.on(event, (_error, socket: Socket) => socket.destroy())
  return server
}
