import type { Duplex } from 'node:stream'

/** The open connections of a proxy, which are closed together with the proxy. */
export interface Connections {
  /** Adds a connection, and removes it when it closes. Returns the connection. */
  add<Stream extends Duplex>(stream: Stream): Stream
  /**
   * Passes bytes both ways. When the client closes or fails, the target is closed. When the target closes or fails, the
   * client first gets the rest of the answer, because a server can refuse an upload and close the connection before it
   * has read the whole upload.
   */
  join(client: Duplex, target: Duplex): void
  /** True after `closeAll` was called. */
  readonly isClosing: boolean
  closeAll(): void
}

/** Maximum milliseconds in which a client must take the rest of an answer and close. */
const lastPatience = 2000

/** Sends the bytes that still wait to be sent, ignores bytes that still arrive, and then closes the connection. */
function closeAfterAnswer(client: Duplex): void {
  client.resume().end()
  const timer = setTimeout(() => client.destroy(), lastPatience)
  client.once('close', () => clearTimeout(timer))
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
      client.on('error', () => target.destroy()).once('close', () => target.destroy())
      target.on('error', () => {}).once('close', () => closeAfterAnswer(client))
      client.pipe(target)
      target.pipe(client)
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
