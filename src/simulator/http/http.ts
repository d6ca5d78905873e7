import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'

/** A request with its whole body. */
export interface Request {
  readonly verb: string
  /** Without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** For an upload, whose bytes are not kept in memory; `body` is then empty. */
  readonly received?: ReceivedRequest
  /** False on the unix socket, which only processes of the same account reach. */
  readonly overTcp: boolean
}

/** Facts about the bytes of an upload. */
export interface ReceivedRequest {
  readonly bytes: number
  /** Hexadecimal. */
  readonly sha256: string
  /** The bytes of a small file. */
  readonly content?: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /** How the answer is broken off: after half of the body, or before the first byte. */
  readonly broken?: 'cut' | 'dropped'
}

/** Limit of a request body in bytes; Slack's own limit for a form is not documented. */
export const mostBytes = 8 * 1024 * 1024

const none = Buffer.alloc(0)

/** Undefined when the body is larger than `mostBytes`. Rejects when the connection breaks off. */
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

/** Resolves when the answer is sent, or the client is gone. */
export function send(response: ServerResponse, reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    if (reply.broken === 'dropped' || response.destroyed) {
      response.destroy()
      return resolve()
    }
    // Never 0, so that a cut answer without a body is recognisable too.
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
