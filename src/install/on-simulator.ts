import type { LocalSimulator } from '../context.ts'
import { control } from '../simulated-app.ts'
import type { Flow } from './authorize-url.ts'
import type { Scopes } from './choose-scopes.ts'

/** What a practice install asks for when nothing is said: enough for every command to show something. */
const usual = {
  bot: ['chat:write', 'channels:read', 'users:read', 'incoming-webhook'],
  user: ['chat:write', 'search:read'],
}

/** A classic app asks for everything in one list; `bot` alone stands for the bot token. */
const classic = { bot: ['bot', 'incoming-webhook'], user: ['chat:write:user', 'search:read'] }

/** The same for a flow: only what it may grant on localhost. */
export function practiceScopes(flow: Flow, pkce: boolean): Scopes {
  if (flow === 'v1') return classic
  return flow === 'v2_user' || pkce ? { bot: [], user: usual.user } : usual
}

/** Adds a redirect URL to the simulated app's settings, as one would on Slack's settings page. */
export async function registerRedirect(simulator: LocalSimulator, url: string): Promise<void> {
  await control(simulator, 'POST', '/_sim/redirect-urls', { url })
}
