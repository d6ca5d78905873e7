import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Authority, createAuthority } from '../../src/proxy/authority.ts'
import { startProxy } from '../../src/proxy/server.ts'
import { startSimulator } from '../../src/simulator/testing/index.ts'
import type { Simulator } from '../../src/simulator/testing/types.ts'
import { install } from './bolt-app.ts'

/** A simulator that a program reaches through a proxy at https://slack.com. */
export interface TlsSlack extends AsyncDisposable {
  readonly slack: Simulator
  readonly authority: Authority
  readonly botToken: string
  readonly userToken: string
  /** The environment variables for the program: the URL of the proxy, and the file with the authority's certificate. */
  readonly environment: { readonly HTTPS_PROXY: string; readonly NODE_EXTRA_CA_CERTS: string }
}

/**
 * Starts a simulator and a proxy. The proxy sends connections for slack.com to the simulator, and all others to their
 * own hosts.
 */
export async function startTlsSlack(): Promise<TlsSlack> {
  const slack = await startSimulator()
  const botToken = await install(slack, {
    scope: 'chat:write,channels:read,app_mentions:read,commands',
    userScope: 'channels:read,users:read',
  })
  const authority = await createAuthority(Date.now())
  const { hostname, port } = new URL(slack.url)
  const proxy = await startProxy({ simulator: { hostname, port: Number(port) }, authority })
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-tls-slack-'))
  const certificate = join(folder, 'authority.pem')
  writeFileSync(certificate, authority.certificate)
  return {
    slack,
    authority,
    botToken,
    userToken: slack.tokens.find(({ kind }) => kind === 'user')?.value ?? '',
    environment: { HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: certificate },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true })
      await proxy.close()
      await slack.close()
    },
  }
}
