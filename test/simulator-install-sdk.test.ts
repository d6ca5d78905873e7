import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Installation, InstallProvider, type Logger, LogLevel } from '@slack/oauth'
import { WebClient } from '@slack/web-api'
import { describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/simulator/server.ts'
import { allowedCode } from './support/consent.ts'

/** A cancelled install is an error to the SDK; the test looks at what the browser gets. */
const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

interface App extends AsyncDisposable {
  readonly url: string
  readonly installations: Installation<'v1' | 'v2'>[]
}

/** A small app of somebody else's making: Slack's own SDK runs its install. */
async function startApp(simulator: Simulator, authVersion: 'v1' | 'v2'): Promise<App> {
  const installations: Installation<'v1' | 'v2'>[] = []
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as { port: number }).port}`
  const provider = new InstallProvider({
    clientId: simulator.app.clientId,
    clientSecret: simulator.app.clientSecret,
    stateSecret: 'any text will do',
    authVersion,
    authorizationUrl: `${simulator.url}/oauth/${authVersion === 'v1' ? '' : 'v2/'}authorize`,
    clientOptions: { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 } },
    logger: silent,
    directInstall: true,
    installationStore: {
      storeInstallation: async (installation) => void installations.push(installation),
      fetchInstallation: async () => Promise.reject(new Error('not needed')),
    },
    installUrlOptions: {
      scopes: authVersion === 'v1' ? ['bot', 'incoming-webhook'] : ['chat:write', 'incoming-webhook'],
      ...(authVersion === 'v2' && { userScopes: ['search:read'] }),
      redirectUri: `${url}/callback`,
    },
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const back = request.url?.startsWith('/callback')
    void (back ? provider.handleCallback(request, response) : provider.handleInstallPath(request, response))
  })
  return {
    url,
    installations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Walks the install as a browser would, cookie included. */
async function walk(app: App, decision: 'allow' | 'cancel'): Promise<Response> {
  const start = await fetch(app.url, { redirect: 'manual' })
  const cookie = start.headers.get('set-cookie')?.split(';')[0] ?? ''
  const consent = start.headers.get('location') ?? ''
  const page = await (await fetch(consent)).text()
  const request = /name="request" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const body = new URLSearchParams({ request, decision })
  const decided = await fetch(consent, { method: 'POST', redirect: 'manual', body })
  return await fetch(decided.headers.get('location') ?? '', { headers: { cookie } })
}

describe('@slack/oauth installs against it', () => {
  it('v2, with the state checked', async () => {
    await using simulator = await startSimulator()
    await using app = await startApp(simulator, 'v2')
    simulator.app.redirectUrls.push(`${app.url}/callback`)
    expect((await walk(app, 'allow')).status).toBe(200)
    expect(app.installations).toMatchObject([
      {
        authVersion: 'v2',
        appId: simulator.app.id,
        team: { id: 'T0SIM0001' },
        bot: {
          token: expect.stringMatching(/^xoxb-sim-/),
          scopes: ['chat:write', 'incoming-webhook'],
          id: expect.any(String),
        },
        user: { id: 'U0SIMDANA', token: expect.stringMatching(/^xoxp-sim-/), scopes: ['search:read'] },
        incomingWebhook: { channel: '#general' },
      },
    ])
  })

  it('v1, with the state checked', async () => {
    await using simulator = await startSimulator()
    await using app = await startApp(simulator, 'v1')
    simulator.app.redirectUrls.push(`${app.url}/callback`)
    expect((await walk(app, 'allow')).status).toBe(200)
    expect(app.installations).toMatchObject([
      {
        authVersion: 'v1',
        team: { id: 'T0SIM0001', name: 'Sandbox Inc' },
        bot: { token: expect.stringMatching(/^xoxb-sim-/), scopes: ['bot'], id: expect.any(String) },
        user: { id: 'U0SIMDANA', scopes: ['identify', 'bot', 'incoming-webhook'] },
      },
    ])
  })

  it('Cancel is understood as one', async () => {
    await using simulator = await startSimulator()
    await using app = await startApp(simulator, 'v2')
    simulator.app.redirectUrls.push(`${app.url}/callback`)
    const response = await walk(app, 'cancel')
    expect(response.status).toBe(500)
    expect(app.installations).toEqual([])
  })
})

describe('@slack/web-api exchanges against it', () => {
  const clientFor = ({ apiUrl }: Simulator) =>
    new WebClient(undefined, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } })

  it('oauth.v2.access', async () => {
    await using simulator = await startSimulator()
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    const code = await allowedCode(simulator, { scope: 'chat:write' })
    const response = await clientFor(simulator).oauth.v2.access({ client_id, client_secret, code })
    expect(response).toMatchObject({ ok: true, token_type: 'bot', authed_user: { id: 'U0SIMDANA' } })
  })

  it('a used code is an error with Slack’s word', async () => {
    await using simulator = await startSimulator()
    const { clientId: client_id, clientSecret: client_secret } = simulator.app
    const code = await allowedCode(simulator, { scope: 'chat:write' })
    const client = clientFor(simulator)
    await client.oauth.v2.access({ client_id, client_secret, code })
    await expect(client.oauth.v2.access({ client_id, client_secret, code })).rejects.toMatchObject({
      data: { ok: false, error: 'invalid_code' },
    })
  })
})
