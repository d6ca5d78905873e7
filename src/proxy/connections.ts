import type { Duplex } from 'node:stream'

/** The open connections of a proxy, which are closed together with the proxy. */
export interface Connections {
  /** Adds a connection, and removes it when it closes. Returns the connection. */
  add<Stream extends Duplex>(stream: Stream): Stream
  /** Passes bytes both ways; when one side closes or fails, the other side is closed. */
  join(client: Duplex, target: Duplex): void
  /** True after `closeAll` was called. */
  readonly isClosing: boolean
  closeAll(): void
}

/** Returns an empty list of open connections. */
export function createConnections(): Connections {
  const open = new Set<Duplex>()
  let isClosing = false
  const add = <Stream extends Duplex>(stream: Stream): Stream => {
    open.add(stream)
    stream.once('close', () => open.delete(stream))
    return stream
  }
  return {
    add,
    join(client, target) {
      add(target)
      for (const [from, to] of [
        [client, target],
        [target, client],
      ] as const) {
        from.on('error', () => to.destroy())
        from.once('close', () => to.destroy())
        from.pipe(to)
      }
    },
    get isClosing() {
      return isClosing
    },
    closeAll() {
      isClosing = true
      for (const stream of open) stream.destroy()
    },
  }
}
