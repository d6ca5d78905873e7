import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface RawServer extends AsyncDisposable {
  /** The API URL of the server, `http://127.0.0.1:PORT/api/`. */
  readonly apiUrl: string
  /** The received requests, each with headers and body. */
  readonly arrived: readonly string[]
  /** Resolves when the first connection is open. */
  readonly connected: Promise<unknown>
}

/** Starts a TCP server on loopback that calls `answer` for each request. `answer` can write half an answer or none. */
export async function startRaw(answer: (socket: Socket, count: number) => unknown): Promise<RawServer> {
  const arrived: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    let text = ''
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      const end = text.indexOf('\r\n\r\n')
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (end < 0 || text.length < end + 4 + length) return
      arrived.push(text)
      text = ''
      answer(socket, arrived.length)
    })
  })
  const connected = once(server, 'connection')
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    arrived,
    connected,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Returns the text of an HTTP answer with this status and body. */
export function http(status: number, body: string, headers: Readonly<Record<string, string>> = {}): string {
  const all = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Some\r\n${lines.join('')}\r\n${body}`
}
