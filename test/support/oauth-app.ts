import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Installation, InstallationQuery, InstallProvider, InstallURLOptions } from '@slack/oauth'
import type { SimulatorServer } from '../../src/simulator/http/simulator.ts'
import { silent } from './sdk.ts'

export interface OauthApp extends AsyncDisposable {
  readonly url: string
  readonly provider: InstallProvider
  /** The installations that the app stored, newest last. */
  readonly installations: Installation<'v1' | 'v2'>[]
}

export interface OauthAppOptions {
  readonly InstallProvider: typeof InstallProvider
  readonly authVersion?: 'v1' | 'v2'
  readonly install?: Partial<InstallURLOptions>
  readonly clientSecret?: string
}

/** Starts a small app whose install Slack's SDK handles. */
export async function startOauthApp(simulator: SimulatorServer, options: OauthAppOptions): Promise<OauthApp> {
  const { authVersion = 'v2', clientSecret = simulator.app.clientSecret } = options
  const installations: Installation<'v1' | 'v2'>[] = []
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as { port: number }).port}`
  simulator.app.redirectUrls.push(`${url}/callback`)
  const provider = new options.InstallProvider({
    clientId: simulator.app.clientId,
    clientSecret,
    stateSecret: 'any text will do',
    authVersion,
    authorizationUrl: `${simulator.url}/oauth/${authVersion === 'v1' ? '' : 'v2/'}authorize`,
    clientOptions: { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
    directInstall: true,
    installationStore: {
      storeInstallation: async (installation) => void installations.push(structuredClone(installation)),
      fetchInstallation: async (query: InstallationQuery<boolean>) => find(installations, query) as never,
    },
    installUrlOptions: { scopes: ['chat:write'], redirectUri: `${url}/callback`, ...options.install },
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const back = request.url?.startsWith('/callback')
    void (back ? provider.handleCallback(request, response) : provider.handleInstallPath(request, response))
  })
  return { url, provider, installations, [Symbol.asyncDispose]: () => end(server) }
}

function find(installations: readonly Installation<'v1' | 'v2'>[], query: InstallationQuery<boolean>): unknown {
  const found = installations.findLast(({ team, enterprise, isEnterpriseInstall }) =>
    isEnterpriseInstall ? enterprise?.id === query.enterpriseId : team?.id === query.teamId,
  )
  return found ? structuredClone(found) : Promise.reject(new Error('not installed there'))
}

export async function end(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}

export interface Walk {
  /** Fields of the consent form; `decision=allow` by default. */
  readonly choice?: Readonly<Record<string, string>>
  /** Changes the URL of the callback before the browser requests it. */
  readonly bend?: (callback: URL) => void
}

export interface Walked {
  readonly status: number
  readonly text: string
  readonly callback: URL
  /** Requests the callback again, as after a reload. */
  readonly again: () => Promise<Response>
}

/**
 * Follows an install from `start` to the callback as a browser does, with the state cookie. @throws Error when Slack's
 * page has no consent form.
 */
export async function walk(start: string, { choice = {}, bend = () => {} }: Walk = {}): Promise<Walked> {
  const first = await fetch(start, { redirect: 'manual' })
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? ''
  const consent = first.headers.get('location') ?? ''
  const page = await (await fetch(consent)).text()
  const request = /name="request" value="([^"]+)"/.exec(page)?.[1]
  if (request === undefined) throw new Error(`The page does not ask: ${page.replaceAll(/<[^>]+>/g, ' ').slice(-400)}`)
  const body = new URLSearchParams({ request, decision: 'allow', ...choice })
  const decided = await fetch(consent, { method: 'POST', redirect: 'manual', body })
  const callback = new URL(decided.headers.get('location') ?? '')
  bend(callback)
  const again = () => fetch(callback, { headers: { cookie } })
  const last = await again()
  return { status: last.status, text: await last.text(), callback, again }
}
