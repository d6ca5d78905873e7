import type { Installation } from '../../src/config/installation.ts'

/** Returns an installation named `name` with every field set, which is about 1 kB of JSON. */
export function sampleInstallation(name: string): Installation {
  const scopes = ['chat:write', 'channels:read', 'users:read', 'incoming-webhook']
  const token = { userName: 'ann', scopes, asked: scopes, expiresAt: null, refreshToken: null }
  const bot = { ...token, token: `xoxb-sim-${name}-bot`, userId: 'U0BOT', botId: 'B0BOT' }
  const user = { ...token, token: `xoxp-sim-${name}-user`, userId: 'U0ANN' }
  return {
    flow: 'v2',
    apiUrl: 'http://localhost:4717/api/',
    simulator: true,
    appId: 'A0APP',
    appName: 'Release bot',
    clientId: '1.2',
    workspace: { id: 'T0ACME', name: `Acme ${name}` },
    organization: null,
    bot,
    users: [user],
    webhooks: [
      { url: 'http://localhost:4717/services/T0/B0/sim', channel: '#general', channelId: 'C0', configurationUrl: null },
    ],
    responses: [
      {
        method: 'oauth.v2.access',
        at: '2026-01-02T03:04:05.000Z',
        userId: 'U0ANN',
        body: { ok: true, access_token: bot.token, authed_user: { id: 'U0ANN', access_token: user.token }, scope: '' },
      },
    ],
    installedAt: '2026-01-02T03:04:05.000Z',
    borrowed: false,
  }
}
