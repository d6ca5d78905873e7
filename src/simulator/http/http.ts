import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** A request with its whole body. */
export interface Request {
  readonly verb: string
  /** The path without the query. */
  readonly path: string
  /** The query without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Facts about an upload. Its bytes are not stored in memory, so `body` is empty. */
  readonly received?: ReceivedRequest
  /** True for a TCP connection; false for the unix socket, which only processes of the same account can use. */
  readonly overTcp: boolean
}

/** Facts about the bytes of an upload. */
export interface ReceivedRequest {
  readonly bytes: number
  /** The hash of the bytes, in hexadecimal. */
  readonly sha256: string
  /** The bytes of a small file; undefined for a large one. */
  readonly content?: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** Where the answer breaks off: after half of the body (`cut`), or before the first byte (`dropped`). */
  readonly broken?: 'cut' | 'dropped'
}

/** Limit of a request body in bytes; Slack's own limit for a form is not documented. */
export const mostBytes = 8 * 1024 * 1024

const none = Buffer.alloc(0)

/**
 * Reads the body of a request. Returns undefined when it is larger than `mostBytes`; rejects when the connection
 * breaks.
 */
export async function readBody(message: IncomingMessage): Promise<Buffer | undefined> {
  const length = message.headers['content-length']
  if (length === undefined ? message.headers['transfer-encoding'] === undefined : length === '0') return none
  if (Number(length) > mostBytes) return undefined
  return await new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    message.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= mostBytes) chunks.push(chunk)
      else resolve(undefined)
    })
    message.once('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)))
    message.once('error', reject)
  })
}

/** Sends an answer. Resolves when the answer is sent, or when the client has closed the connection. */
export function send(response: ServerResponse, reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    if (reply.broken === 'dropped' || response.destroyed) {
      response.destroy()
      return resolve()
    }
    // A broken answer announces at least 2 bytes, so that a client notices the cut even when the body is empty.
    const size = Buffer.byteLength(reply.body) || (reply.broken ? 2 : 0)
    response.writeHead(reply.status, { ...reply.headers, 'content-length': size })
    if (reply.broken === undefined) return void response.end(reply.body)
    const half = Buffer.from(reply.body).subarray(0, size >> 1)
    response.write(half.length > 0 ? half : ' ', () => response.destroy())
  })
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  }
}

export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body,
  }
}
