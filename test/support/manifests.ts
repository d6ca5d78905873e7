import { WebClient } from '@slack/web-api'
import { onTestFinished } from 'vitest'
import type { SimulatorServerOptions } from '../../src/simulator/http/create-site.ts'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { noon } from './installed-world.ts'
import { control } from './simulator.ts'

export const redirectUrl = 'https://app.example/slack/callback'

/** A valid manifest of an app with bot scopes and user scopes. */
export const manifest = {
  display_information: { name: 'Release Notes' },
  features: { bot_user: { display_name: 'release-notes' }, app_home: { messages_tab_enabled: true } },
  oauth_config: {
    redirect_urls: [redirectUrl],
    scopes: { bot: ['chat:write', 'users:read'], user: ['search:read'], bot_optional: ['users:read'] },
  },
  settings: { org_deploy_enabled: false, token_rotation_enabled: true },
}

/**
 * Starts a simulator that stops at the end of the test. Returns it with its clock, its configuration token and refresh
 * token (`pair`), and Slack's client; `asOwner` is a client with the configuration token.
 */
export async function startForOwner(options: SimulatorServerOptions = {}) {
  const clock = { now: noon }
  const simulator = await startSimulator({ now: () => clock.now, ...options })
  onTestFinished(() => simulator.close())
  const { body: pair } = await control(simulator, '')
  const client = (token?: string) =>
    new WebClient(token, { slackApiUrl: simulator.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true })
  return { simulator, clock, client, pair, asOwner: client(String(pair['configToken'])) }
}
