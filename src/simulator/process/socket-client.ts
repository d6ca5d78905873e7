import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'

/** Milliseconds; the other end is a process of ours on this computer. */
const patience = 5000

/** A connection to the socket. @throws the system error (`ECONNREFUSED`, `ENOENT`) when nobody listens there. */
export async function dial(socketPath: string): Promise<Socket> {
  const socket = connect(socketPath)
  await once(socket, 'connect')
  return socket
}

export interface ControlRequest {
  readonly verb: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

/** Asks the control API behind a socket; the parsed answer. @throws when nobody answers there, or not as a simulator. */
export async function askControl(
  socketPath: string,
  { verb, path, body }: ControlRequest,
): Promise<Record<string, unknown>> {
  const sent = body === undefined ? undefined : JSON.stringify(body)
  const outgoing = request({
    socketPath,
    method: verb,
    path,
    agent: false,
    timeout: patience,
    headers:
      sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) },
  })
  outgoing.once('timeout', () => outgoing.destroy(new Error('The simulator does not answer')))
  outgoing.end(sent)
  const [incoming] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>
}
