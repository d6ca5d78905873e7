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
  /**
   * The bytes of an upload, already read. Then `body` is empty, because the bytes of a large file are not stored in
   * memory.
   */
  readonly received?: ReceivedRequest | undefined
  /**
   * True when the request came over TCP; false for the unix socket, which only processes of the same account can use.
   */
  readonly overTcp: boolean
}

/** The size and the hash of an upload, and the content when the file is small. */
export interface ReceivedRequest {
  readonly bytes: number
  /** The SHA-256 of the bytes, in hexadecimal. */
  readonly sha256: string
  /** The bytes of a small file; undefined for a large one. */
  readonly content?: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
  /**
   * Where the connection breaks: after half of the body (`cut`), or before the first byte of the answer (`dropped`).
   * Undefined when the whole answer is sent.
   */
  readonly broken?: 'cut' | 'dropped'
}

/** Maximum size of a request body in bytes. Slack does not document its own limit. */
export const mostBytes = 8 * 1024 * 1024

const none = Buffer.alloc(0)

/**
 * Reads the body of a request. Returns undefined when the body is larger than `mostBytes`. Returns a promise only when
 * there is a body; it rejects when the connection breaks.
 */
export function readBody(message: IncomingMessage): Buffer | undefined | Promise<Buffer | undefined> {
  const length = message.headers['content-length']
  if (length === undefined ? message.headers['transfer-encoding'] === undefined : length === '0') return none
  if (Number(length) > mostBytes) return undefined
  return new Promise((resolve, reject) => {
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

/**
 * Sends an answer, or a part of it when `reply.broken` is set. Resolves when it is sent, or when the client has closed
 * the connection.
 */
export function send(response: ServerResponse, reply: Reply): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve)
    if (reply.broken === 'dropped' || response.destroyed) {
      response.destroy()
      return resolve()
    }
    // A broken answer announces at least 2 bytes, so that the client notices the break even when the body is empty.
    const size = Buffer.byteLength(reply.body) || (reply.broken ? 2 : 0)
    response.writeHead(reply.status, listed(reply.headers, size))
    if (reply.broken === undefined) return void response.end(reply.body)
    const half = Buffer.from(reply.body).subarray(0, size >> 1)
    response.write(half.length > 0 ? half : ' ', () => response.destroy())
  })
}

/** Returns the headers as a list of names and values: an object with a new key takes V8 a tenth of the whole answer. */
function listed(headers: Reply['headers'], size: number): string[] {
  const list: string[] = []
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) list.push(name, value)
  }
  list.push('content-length', String(size))
  return list
}

/** Returns an HTTP answer with a body in JSON, which clients must not cache. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  }
}

/** Returns an HTTP answer with a body of plain text, which clients must not cache. */
export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body,
  }
}
