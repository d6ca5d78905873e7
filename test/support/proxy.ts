import { writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createSecureServer, type ServerHttp2Session } from 'node:http2'
import { type AddressInfo, connect, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface ProxiedSlack extends AsyncDisposable {
  /** The URL of the proxy, `http://127.0.0.1:…`. */
  readonly proxy: string
  /** The path of a PEM file with the certificate of the https server. */
  readonly certificate: string
  /** Host and port of each requested tunnel, oldest first. */
  readonly tunnels: readonly string[]
  /** The HTTP version of each request, oldest first. */
  readonly versions: readonly string[]
  /** The URL at which the https server is reached without the proxy, `https://localhost:…`. */
  readonly straight: string
}

/**
 * Starts a proxy that connects every tunnel to the same https server. This server prefers HTTP/2 and always answers
 * `{"ok":true}`.
 */
export async function startProxiedSlack(host: string, directory: string): Promise<ProxiedSlack> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [host, 'localhost'].map((value) => ({ type: 2, value })) },
    ],
  })
  const certificate = join(directory, 'proxied.pem')
  writeFileSync(certificate, cert)
  const versions: string[] = []
  const sessions = new Set<ServerHttp2Session>()
  const sockets = new Set<Socket>()
  const slack = createSecureServer({ cert, key, allowHTTP1: true }, ({ httpVersion }, response) => {
    versions.push(httpVersion)
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":true}')
  })
  slack.on('session', (session) => sessions.add(session))
  slack.on('secureConnection', (socket) => sockets.add(socket))
  const slackPort = await listening(slack)
  const tunnels: string[] = []
  const proxy = createHttp().on('connect', (request, client) => {
    tunnels.push(request.url ?? '')
    const far = connect(slackPort, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
    for (const [from, to] of [
      [client, far],
      [far, client],
    ] as const)
      from.on('error', () => to.destroy()).pipe(to)
  })
  return {
    proxy: `http://127.0.0.1:${await listening(proxy)}`,
    certificate,
    tunnels,
    versions,
    straight: `https://localhost:${slackPort}`,
    async [Symbol.asyncDispose]() {
      for (const open of [...sessions, ...sockets]) open.destroy()
      for (const server of [proxy, slack]) await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
