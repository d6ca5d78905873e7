import type { LocalSimulator } from '../runtime/context.ts'
import { type AppDescription, control } from '../simulator/control/client.ts'
import type { InstallFlow } from './authorize-url.ts'
import type { Scopes } from './choose-scopes.ts'

/**
 * The scopes that an install on the simulator requests by default: enough for all examples in the help and in
 * `explain`. team:read is left out, so that `call team.info` shows what Slack answers when a scope is missing.
 */
const usual = {
  bot: ['chat:write', 'channels:read', 'channels:history', 'files:write', 'users:read', 'incoming-webhook'],
  user: ['chat:write', 'channels:read', 'files:write', 'search:read', 'users:read'],
}

/** The classic scopes: a classic app requests all scopes in one list, where `bot` requests the bot token. */
const classic = {
  bot: ['bot', 'incoming-webhook'],
  user: ['chat:write:user', 'channels:read', 'files:write:user', 'search:read', 'users:read'],
}

/** Returns the default scopes of a flow: only scopes that the flow can grant on localhost. */
export function practiceScopes(flow: InstallFlow, pkce: boolean): Scopes {
  if (flow === 'v1') return classic
  return flow === 'v2_user' || pkce ? { bot: [], user: usual.user } : usual
}

/** Returns a function like `practiceScopes` that returns the scopes of the app's manifest. */
export function manifestScopes({ bot, user }: NonNullable<AppDescription['scopes']>) {
  return (flow: InstallFlow, pkce: boolean): Scopes => {
    if (flow === 'v1') return classic
    return { bot: flow === 'v2_user' || pkce ? [] : [...bot], user: [...user] }
  }
}

/** Adds a redirect URL to the simulated app's settings, as a developer does on Slack's settings page. */
export async function registerRedirect(simulator: LocalSimulator, url: string): Promise<void> {
  await control(simulator, 'addRedirectUrls', { url })
}
