import { defaultFeatureFlags } from './app-settings.ts'
import { configToken } from './config-tokens.ts'
import type { Channel } from './content-types.ts'
import type { Person, WorldState } from './types.ts'

const created = Date.UTC(2026, 0, 5) / 1000

function person(id: string, name: string, realName: string, isAdmin = false): Person {
  return { id, name, realName, email: `${name}@sandbox.example`, isAdmin }
}

function channel(id: string, name: string, kind: Channel['kind'], members: string[]): Channel {
  return { id, name, kind, topic: '', created, creator: 'U0SIMDANA', members, messages: [] }
}

/** The secrets of the default app. Everybody can read them here. */
export const simulatedSecrets = {
  clientSecret: 'simulated-client-secret',
  signingSecret: 'simulated-signing-secret',
  verificationToken: 'simulated-verification-token',
} as const

/**
 * Returns the default state: a workspace with three people, public and private channels, and one app that is not
 * installed.
 * @param now milliseconds since 1970
 */
export function seedState(seed: string, now: number): WorldState {
  return {
    version: 1,
    seed,
    counter: 0,
    lastTs: '0.000000',
    workspace: { id: 'T0SIM0001', name: 'Sandbox Inc', domain: 'sandbox-inc' },
    otherWorkspace: null,
    organization: null,
    people: [
      person('U0SIMDANA', 'dana', 'Dana Whitfield', true),
      person('U0SIMLEE', 'lee', 'Lee Okafor'),
      person('U0SIMSAM', 'sam', 'Sam Ruiz'),
    ],
    channels: [
      channel('C0SIMGENL', 'general', 'public', ['U0SIMDANA', 'U0SIMLEE', 'U0SIMSAM']),
      channel('C0SIMRAND', 'random', 'public', ['U0SIMDANA', 'U0SIMLEE']),
      channel('C0SIMDSGN', 'design', 'public', ['U0SIMLEE', 'U0SIMSAM']),
      channel('C0SIMSECR', 'secret-ops', 'private', ['U0SIMDANA', 'U0SIMSAM']),
    ],
    apps: [
      {
        id: 'A0SIMAPP1',
        name: 'Sim App',
        clientId: '1111111111.2222222222',
        ...simulatedSecrets,
        redirectUrls: ['http://localhost:8443/slack/callback', 'https://localhost:8443/slack/callback'],
        botName: 'sim-app',
        messagesTab: true,
        ...defaultFeatureFlags(),
      },
    ],
    installs: [],
    tokens: [],
    refreshTokens: [],
    codes: [],
    webhooks: [],
    configTokens: [configToken(seed, 1, now)],
    files: [],
    scheduled: [],
    views: [],
    triggers: [],
    log: [],
    requests: 0,
    faults: [],
  }
}
