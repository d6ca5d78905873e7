import { writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, type Server } from 'node:net'
import { join } from 'node:path'
import { generate } from 'selfsigned'

export interface ProxiedSlack extends AsyncDisposable {
  /** `http://127.0.0.1:…` */
  readonly proxy: string
  /** PEM file of the certificate of every host behind the proxy. */
  readonly certificate: string
  /** Hosts with ports, in the order in which tunnels to them were asked for. */
  readonly tunnels: readonly string[]
}

/** A proxy that leads every tunnel to one https server, which answers `{"ok":true}` to whatever it is asked. */
export async function startProxiedSlack(host: string, directory: string): Promise<ProxiedSlack> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  })
  const certificate = join(directory, 'proxied.pem')
  writeFileSync(certificate, cert)
  const slack = createHttps({ cert, key }, (_request, response) => {
    response.setHeader('content-type', 'application/json').end('{"ok":true}')
  })
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
    async [Symbol.asyncDispose]() {
      slack.closeAllConnections()
      for (const server of [proxy, slack]) await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
