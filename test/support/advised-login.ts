import { Command } from 'commander'
import type { Installation } from '../../src/config/installation.ts'
import type { Config } from '../../src/config/store.ts'
import { CliError } from '../../src/errors.ts'
import { checkLoginOptions } from '../../src/oauth/check-login-options.ts'
import { chooseInstall } from '../../src/oauth/choose-install.ts'
import { addLoginOptions, type LoginOptions } from '../../src/oauth/login-options.ts'
import { practiceScopes } from '../../src/oauth/on-simulator.ts'
import { appToInstall } from '../../src/oauth/resolve-app.ts'
import type { Settings } from '../../src/runtime/settings.ts'
import { refuseScopes } from '../../src/simulator/oauth/scope-check.ts'
import { sampleInstallation } from './sample.ts'

/** The stored installation; undefined when no installation is stored. */
export interface Situation {
  readonly name: string
  readonly installation: Installation | undefined
}

const sample = sampleInstallation('one')
const real = { ...sample, simulator: false, apiUrl: 'https://slack.com/api/', clientId: '1234567890.1234567890123' }
const few = { scopes: ['users:read'], asked: ['users:read'] }
const lowered = (installation: Installation): Installation => ({
  ...installation,
  bot: installation.bot && { ...installation.bot, ...few },
  // Slack adds `identify` to every grant of user scopes, but a current install cannot request it.
  users: installation.users.map((user) => ({ ...user, scopes: ['users:read', 'identify'], asked: ['users:read'] })),
})

export const situations: readonly Situation[] = [
  { name: 'nothing stored', installation: undefined },
  { name: 'simulator v2', installation: lowered(sample) },
  { name: 'simulator v1', installation: { ...lowered(sample), flow: 'v1' } },
  { name: 'real v2', installation: lowered(real) },
  { name: 'real v1', installation: { ...lowered(real), flow: 'v1' } },
  { name: 'real v2_user', installation: { ...lowered(real), flow: 'v2_user', bot: null } },
  { name: 'real, without a client id', installation: { ...lowered(real), clientId: null } },
  { name: 'token without an install', installation: { ...lowered(real), flow: 'token', clientId: null, bot: null } },
]

/** Returns the login commands in a text, without the prose after each command. */
export function loginsIn(text: string): string[] {
  return [...text.matchAll(/slack-tokens (login(?: --[\w-]+(?: \w[\w.:,-]*)?)*)/g)].flatMap(([, line]) => line ?? [])
}

/** Returns why the tool or Slack's page refuses a login with this command line; null when both accept it. */
export async function refusalOf(line: string, { installation }: Situation): Promise<string | null> {
  const words = line
    .replace(/ --profile \S+/, '')
    .split(' ')
    .slice(1)
  const command = addLoginOptions(new Command())
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  command.parse(words, { from: 'user' })
  const options = command.opts<LoginOptions>()
  try {
    checkLoginOptions(undefined, options)
    const { flow, botScopes: bot, userScopes: user } = await chosen(options, installation)
    const refused = refuseScopes({ flow, bot, user })
    return refused ? `the page: ${refused.message}` : null
  } catch (error) {
    if (error instanceof CliError) return `${error.code ?? 'usage'}: ${error.message}`
    throw error
  }
}

async function chosen(options: LoginOptions, installation: Installation | undefined) {
  if (options.sim) {
    const practice = { pkce: false, scopes: practiceScopes }
    const installed = (options.addScope ?? options.addUserScope) === undefined ? undefined : installation
    return await chooseInstall(options, { installed, cwd: '/', notes: [], practice })
  }
  const config: Config = {
    version: 1,
    active: installation ? 'one' : null,
    profiles: installation ? { one: installation } : {},
    ...(installation?.clientId && { apps: { app: appOf(installation, installation.clientId) } }),
  }
  const settings = { tokens: {}, clientId: '1234567890.1234567890123' } as Settings
  const store = { read: async () => config } as Parameters<typeof appToInstall>[1]['store']
  return await appToInstall({ ...options, link: undefined }, { store, settings, cwd: '/' })
}

function appOf({ flow, apiUrl }: Installation, clientId: string) {
  return {
    ...{ clientId, apiUrl, flow: flow === 'token' ? ('v2' as const) : flow, clientSecret: null, appId: null },
    ...{ pkce: false, redirectUri: null, port: 8443, botScopes: [], userScopes: ['users:read'] },
  }
}
