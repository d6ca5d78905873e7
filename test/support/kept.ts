import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppRecord, Installation } from '../../src/config/installation.ts'
import type { Config } from '../../src/config/store.ts'
import { sampleInstallation } from './sample.ts'

/** Writes a config file with the content `kept` to the folder. */
export function keep(directory: string, kept: Partial<Config>): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ version: 1, active: null, profiles: {}, ...kept }), {
    mode: 0o600,
  })
}

/** Returns a config with the installation “acme” at the real Slack, and with its app and all the app's secrets. */
export function acme(over: Partial<Installation> = {}, app: Partial<AppRecord> = {}): Partial<Config> {
  const installation: Installation = {
    ...sampleInstallation('acme'),
    apiUrl: 'https://slack.com/api/',
    simulator: false,
    clientId: '1111111111.2222222222',
    ...over,
  }
  const record: AppRecord = {
    clientId: '1111111111.2222222222',
    clientSecret: 'sample-client-secret',
    signingSecret: 'sample-signing-secret',
    appToken: ['xapp', '1', 'A0APP', 'sample'].join('-'),
    appId: 'A0APP',
    apiUrl: installation.apiUrl,
    flow: 'v2',
    pkce: false,
    redirectUri: null,
    port: 8443,
    botScopes: [],
    userScopes: [],
    ...app,
  }
  return { active: 'acme', profiles: { acme: installation }, apps: { acme: record } }
}

/** Returns name and value of the only entry. @throws Error when the record has no entry or several. */
export function only<T>(record: Readonly<Record<string, T>>): [name: string, value: T] {
  const [entry, ...others] = Object.entries(record)
  if (!entry || others.length > 0) throw new Error(`One entry was expected, not ${Object.keys(record).length}`)
  return entry
}
