import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { ControlReply, ControlRequest } from '../../runtime/context.ts'
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
 * Sends a request to the control interface over this connection, which the server closes after its answer.
 * @throws Error with the system's code when the connection breaks; the reason of the request's signal when it aborts
 */
export async function requestOver(
  socket: Socket,
  { method, path, query, body, signal }: ControlRequest,
): Promise<ControlReply> {
  const sent = request({
    createConnection: () => socket,
    method,
    path: query === '' ? path : `${path}?${query}`,
    ...(body !== '' && { headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  })
  // An error after the start of the answer is also an error of the answer.
  sent.on('error', () => {}).end(body)
  try {
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    let text = ''
    for await (const part of answer.setEncoding('utf8')) text += String(part)
    return { status: answer.statusCode ?? 0, text }
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/**
 * Calls `use` with the simulator behind a socket, and returns the result.
 * @throws Error when the simulator does not answer within 5 seconds
 */
export async function overSocket<T>(socketPath: string, use: (simulator: ControlTarget) => Promise<T>): Promise<T> {
  const over = new AbortController()
  const timer = setTimeout(() => over.abort(new Error('The simulator does not answer')), patience)
  const answerControl = async (sent: ControlRequest) => await requestOver(await dial(socketPath), sent)
  try {
    return await use({ url: 'http://localhost', answerControl, signal: over.signal })
  } finally {
    clearTimeout(timer)
  }
}
