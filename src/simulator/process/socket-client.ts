import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { ControlTarget } from '../control/client.ts'

/** Milliseconds to wait for an answer. The server is a process of slack-tokens on this computer. */
const patience = 5000

/**
 * Returns a connection to a unix socket.
 * @throws the operating system's error (`ECONNREFUSED`, `ENOENT`) when no process listens on it
 */
export async function dial(socketPath: string): Promise<Socket> {
  const socket = connect(socketPath)
  await once(socket, 'connect')
  return socket
}

/**
 * Calls `use` with the simulator behind a socket, and returns the result.
 * @throws Error when the simulator does not answer within 5 seconds
 */
export async function overSocket<T>(socketPath: string, use: (simulator: ControlTarget) => Promise<T>): Promise<T> {
  const { createHttpOver } = await import('../../net/http-agents.ts')
  const http = createHttpOver(() => dial(socketPath))
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new Error('The simulator does not answer')), patience)
  try {
    return await use({ url: 'http://localhost', http, signal: over.signal })
  } finally {
    clearTimeout(timer)
    await http.destroy()
  }
}
