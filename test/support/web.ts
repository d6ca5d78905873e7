import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Arrived {
  readonly verb: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Web extends AsyncDisposable {
  /** The URL of the server, `http://127.0.0.1:PORT`. */
  readonly url: string
  readonly arrived: readonly Arrived[]
}

/** Starts a loopback server that calls `answer` for each request, and records the requests. */
export async function startWeb(answer: (request: Arrived, response: ServerResponse) => unknown): Promise<Web> {
  const arrived: Arrived[] = []
  const server = createServer((message, response) => {
    const chunks: Buffer[] = []
    message.on('error', () => {})
    message.on('data', (chunk: Buffer) => chunks.push(chunk))
    message.on('end', () => {
      const { method: verb = '', url: path = '', headers } = message
      const request = { verb, path, headers, body: Buffer.concat(chunks).toString('utf8') }
      arrived.push(request)
      answer(request, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
