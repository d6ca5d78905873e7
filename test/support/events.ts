import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { App } from '../../src/simulator/state/app-types.ts'
import type { World } from '../../src/simulator/state/types.ts'
import type { EventName } from '../../src/slack/facts/events.ts'

/** A request that the app received. */
export interface ReceivedRequest {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface EventApp extends AsyncDisposable {
  readonly url: string
  readonly received: ReceivedRequest[]
}

interface EventAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** True when the app sends no answer. */
  readonly silent?: boolean
}

/**
 * Starts a plain HTTP server that acts as an app.
 * @param answer returns the answer to a request; its parameter is the number of the request, from 0
 */
export async function startEventApp(answer: (number: number) => EventAnswer = () => ({})): Promise<EventApp> {
  const received: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', () => {
      const { url = '', headers } = request
      const { status = 200, headers: sent = {}, body = '', silent = false } = answer(received.length)
      received.push({ url, headers, body: Buffer.concat(chunks).toString('utf8') })
      if (!silent) response.writeHead(status, sent).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * Gives the app a manifest with these subscriptions and with `url` as request URL. Without `url`, the manifest switches
 * Socket Mode on.
 */
export function subscribe(
  app: App,
  { bot = [], user = [], url }: { readonly bot?: EventName[]; readonly user?: EventName[]; readonly url?: string },
): void {
  app.manifest = {
    display_information: { name: app.name },
    settings: {
      event_subscriptions: { bot_events: bot, user_events: user, ...(url !== undefined && { request_url: url }) },
      socket_mode_enabled: url === undefined,
    },
  }
}

/** Returns the first app of a world. @throws Error when the world has no app. */
export function onlyApp({ state }: World): App {
  const [app] = state.apps
  if (!app) throw new Error('The world has no app')
  return app
}
