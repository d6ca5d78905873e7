import type { Socket } from 'node:net'

/** Milliseconds in which a socket must send its complete request. Browsers open some sockets early and send nothing. */
const patience = 10_000
/**
 * Maximum number of open sockets: twice the number of new sockets that the server can get from the operating system at
 * once (two queues of 511).
 */
const mostSockets = 2048

/** The stages of a socket before its request is complete, in their order. */
const incomplete = ['silent', 'begun', 'secured'] as const
type SocketStage = (typeof incomplete)[number] | 'complete'

interface Open {
  readonly socket: Socket
  readonly timer: NodeJS.Timeout
}

/** The limits for all sockets of one server. */
export interface SocketLimits {
  /** Adds an accepted socket. Destroys it, and returns false, when there are too many sockets. */
  add(socket: Socket): boolean
  /** Notes that a socket has reached a stage; the TLS socket on top of an added socket counts as the same socket. */
  move(socket: Socket, stage: Exclude<SocketStage, 'silent'>): void
  /** Removes the time limit of a socket whose request is complete. */
  keep(socket: Socket): void
  destroyAll(): void
}

/**
 * Limits the sockets of a server. Every socket has a deadline for its request, and single bytes do not extend the
 * deadline. When there are too many sockets, the oldest socket in the largest incomplete stage is closed. So a client
 * that holds sockets open cannot block another client (threat C10).
 */
export function createSocketLimits(): SocketLimits {
  // Each map is in the order in which the sockets reached the stage.
  const open: Readonly<Record<SocketStage, Map<string, Open>>> = {
    silent: new Map(),
    begun: new Map(),
    secured: new Map(),
    complete: new Map(),
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
    add(socket) {
      if (!makeRoom()) {
        socket.destroy()
        return false
      }
      const name = nameOf(socket)
      open.silent.set(name, { socket, timer: setTimeout(() => socket.destroy(), patience) })
      socket
        .on('error', () => {})
        .once('close', () => {
          clearTimeout(take(name)?.timer)
        })
      return true
    },
    move(socket, stage) {
      const name = nameOf(socket)
      const one = take(name)
      if (one) open[stage].set(name, one)
    },
    keep: (socket) => clearTimeout(open.complete.get(nameOf(socket))?.timer),
    destroyAll() {
      for (const sockets of Object.values(open)) for (const { socket } of [...sockets.values()]) socket.destroy()
    },
  }
}

/**
 * Returns a key for a connection. The TLS socket is a different object from the accepted socket, but has the same
 * addresses and ports.
 */
function nameOf({ remoteAddress, remotePort, localPort }: Socket): string {
  return `${remoteAddress} ${remotePort} ${localPort}`
}
