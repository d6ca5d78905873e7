import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from '../../src/config/installation.ts'
import type { Config } from '../../src/config/store.ts'
import type { Machine } from './cli.ts'
import { sampleInstallation } from './sample.ts'

/** Writes `kept` to the machine's config file. */
export function put(machine: Machine, kept: object): void {
  mkdirSync(machine.directory, { recursive: true, mode: 0o700 })
  writeFileSync(join(machine.directory, 'config.json'), JSON.stringify(kept), { mode: 0o600 })
}

export const secrets = {
  clientSecret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  signingSecret: 'ffb2c3d4e5f60718293a4b5c6d7e8f90',
  appToken: ['xapp', '1-A0SIM-canary-1'].join('-'),
  config: 'xoxe.xoxp-1-sim-canary-config',
  refresh: 'xoxe-1-sim-canary-refresh',
  hook: 'http://localhost:4717/hook/canary-without-services',
  unknown: 'canary-of-an-unknown-field',
}

/** Returns a config with a secret of every kind. */
export function everything(): Config {
  const plain = sampleInstallation('acme')
  const acme = {
    ...plain,
    bot: { ...plain.bot, token: 'xoxb-sim-canary-bot', refreshToken: secrets.refresh } as Installation['bot'],
    webhooks: [...plain.webhooks, { url: secrets.hook, channel: null, channelId: null, configurationUrl: null }],
    responses: [
      {
        ...{ method: 'oauth.v2.access', at: plain.installedAt, userId: null },
        body: {
          access_token: 'xoxb-sim-canary-bot',
          new_kind_of_token: secrets.unknown,
          code: 'canary-code-1',
          list: [secrets.hook],
        },
      },
    ],
  }
  const app = {
    ...{ clientId: '1.2', appId: 'A1', apiUrl: 'https://slack.com/api/', flow: 'v2' as const, pkce: false },
    ...{ redirectUri: null, port: 8443, botScopes: ['chat:write'], userScopes: [] },
    ...{ clientSecret: secrets.clientSecret, signingSecret: secrets.signingSecret, appToken: secrets.appToken },
  }
  const token = {
    ...{ token: secrets.config, refreshToken: secrets.refresh, expiresAt: '2026-01-02T03:04:05.000Z', teamId: 'T1' },
    ...{ userId: null, apiUrl: 'https://slack.com/api/' },
  }
  return { version: 1, active: 'acme', profiles: { acme }, apps: { acme: app }, configTokens: { T1: token } }
}
