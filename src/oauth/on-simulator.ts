import type { LocalSimulator } from '../runtime/context.ts'
import { type AppDescription, control } from '../simulator/control/client.ts'
import type { InstallFlow } from './authorize-url.ts'
import type { Scopes } from './choose-scopes.ts'

/**
 * The scopes that an install on the simulator requests by default: enough for every example of the help and of `explain`. Without
 * team:read, so that `call team.info` shows how a missing scope is answered.
 */
const usual = {
  bot: ['chat:write', 'channels:read', 'channels:history', 'files:write', 'users:read', 'incoming-webhook'],
  user: ['chat:write', 'channels:read', 'files:write', 'search:read', 'users:read'],
}

/** A classic app requests all scopes in one list; `bot` requests the bot token. */
const classic = {
  bot: ['bot', 'incoming-webhook'],
  user: ['chat:write:user', 'channels:read', 'files:write:user', 'search:read', 'users:read'],
}

/** The default scopes of a flow: only those that it can grant on localhost. */
export function practiceScopes(flow: InstallFlow, pkce: boolean): Scopes {
  if (flow === 'v1') return classic
  return flow === 'v2_user' || pkce ? { bot: [], user: usual.user } : usual
}

/** What an install of an app with a manifest requests when nothing names scopes: those of the manifest. */
export function manifestScopes({ bot, user }: NonNullable<AppDescription['scopes']>) {
  return (flow: InstallFlow, pkce: boolean): Scopes => {
    if (flow === 'v1') return classic
    return { bot: flow === 'v2_user' || pkce ? [] : [...bot], user: [...user] }
  }
}

/** Adds a redirect URL to the simulated app's settings, as one would on Slack's settings page. */
export async function registerRedirect(simulator: LocalSimulator, url: string): Promise<void> {
  await control(simulator, 'addRedirectUrls', { url })
}
