import { once } from 'node:events'
import { request } from 'node:http'
import { createServer } from 'node:https'
import { selfSigned } from '../../src/oauth/callback/self-signed.ts'

/** Starts a tunnel with an https URL that forwards requests to a local port and keeps the public Host header. */
export async function startTunnel(port: number): Promise<{ url: string } & AsyncDisposable> {
  const { cert, key } = await selfSigned(Date.now())
  const server = createServer({ cert, key }, (incoming, outgoing) => {
    const onward = request(
      { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as { port: number }
  return {
    // Every name that ends in .localhost resolves to loopback, but Slack treats only `localhost` as localhost.
    url: `https://tunnel.localhost:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
