import type { Http, LocalSimulator } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Scopes } from './choose-scopes.ts'
import type { InstallRequest } from './request.ts'

/** The app that the simulator offers to install; its credentials are no secret. */
export interface SimulatedApp {
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUrls: readonly string[]
}

/** What a practice install asks for when nothing is said: enough for every command to show something. */
export const practiceScopes = {
  v2: {
    bot: ['chat:write', 'channels:read', 'users:read', 'incoming-webhook'],
    user: ['chat:write', 'search:read'],
  },
  // A classic app asks for everything in one list; `bot` alone stands for the bot token.
  v1: { bot: ['bot', 'incoming-webhook'], user: ['chat:write:user', 'search:read'] },
} as const

/** An install of the simulated app, but for where its code comes home. */
export function requestOnSimulator(
  simulator: LocalSimulator,
  app: SimulatedApp,
  asked: { readonly flow: 'v1' | 'v2'; readonly scopes: Scopes; readonly timeout: number },
): Omit<InstallRequest, 'redirect'> {
  return {
    flow: asked.flow,
    apiUrl: simulator.apiUrl,
    simulator: true,
    appName: app.name,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    botScopes: asked.scopes.bot,
    userScopes: asked.scopes.user,
    timeout: asked.timeout,
  }
}

export async function simulatedApp(simulator: LocalSimulator): Promise<SimulatedApp> {
  const { app } = (await control(simulator, 'GET', '/_sim')) as { app: SimulatedApp }
  return app
}

/** Adds a redirect URL to the simulated app's settings, as one would on Slack's settings page. */
export async function registerRedirect(simulator: LocalSimulator, url: string): Promise<void> {
  await control(simulator, 'POST', '/_sim/redirect-urls', { url })
}

/** One request to the simulator's control API. @throws CliError when it answers anything but success. */
export async function control(
  simulator: { readonly url: string; readonly http: Http },
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const { statusCode, body: answer } = await simulator.http.request({
    origin: new URL(simulator.url).origin,
    path,
    method,
    ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const parsed: unknown = await answer.json().catch(() => undefined)
  if (statusCode >= 200 && statusCode < 300) return parsed
  const said = (parsed as { message?: string; error?: string } | undefined) ?? {}
  throw new CliError('failed', `The simulator refused ${method} ${path}: ${said.message ?? said.error ?? statusCode}`, {
    code: said.error ?? 'simulator_refused',
  })
}
