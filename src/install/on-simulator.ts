import type { LocalSimulator } from '../context.ts'
import { control, type SimulatedApp } from '../simulated-app.ts'
import type { Scopes } from './choose-scopes.ts'
import type { InstallRequest } from './request.ts'

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

/** Adds a redirect URL to the simulated app's settings, as one would on Slack's settings page. */
export async function registerRedirect(simulator: LocalSimulator, url: string): Promise<void> {
  await control(simulator, 'POST', '/_sim/redirect-urls', { url })
}
