import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Creates a config folder with installations of about 1 kB each, with visibly fake tokens. Returns its path. */
export function configFolder(scene, name, { installations, apiUrl = 'http://127.0.0.1:9/api/' }) {
  const folder = join(scene.folder, name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'config.json'), `${JSON.stringify(kept(installations, apiUrl))}\n`, { mode: 0o600 })
  return folder
}

export function kept(installations, apiUrl) {
  const names = Array.from({ length: installations }, (_, index) => `bench-${index + 1}`)
  return {
    version: 1,
    active: names[0] ?? null,
    profiles: Object.fromEntries(names.map((name, index) => [name, installation(name, index, apiUrl)])),
  }
}

function installation(name, index, apiUrl) {
  const team = { id: `T0BENCH${index}`, name: `Workspace ${index}` }
  const botScopes = ['chat:write', 'channels:read', 'users:read', 'incoming-webhook']
  const userScopes = ['chat:write', 'search:read']
  const shared = { expiresAt: null, refreshToken: null }
  const bot = { token: `xoxb-sim-${name}`, userId: 'U0BOT', userName: 'bench', scopes: botScopes, asked: botScopes }
  const user = { token: `xoxp-sim-${name}`, userId: 'U0ANN', userName: 'ann', scopes: userScopes, asked: userScopes }
  const at = '2026-01-02T03:04:05.000Z'
  const url = `http://localhost:9/services/${name}`
  const webhook = { url, channel: '#general', channelId: 'C0GENERAL', configurationUrl: null }
  const body = {
    ok: true,
    app_id: 'A0BENCH',
    access_token: bot.token,
    token_type: 'bot',
    scope: botScopes.join(','),
    bot_user_id: bot.userId,
    team,
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: user.userId, scope: userScopes.join(','), access_token: user.token, token_type: 'user' },
    incoming_webhook: { url, channel: '#general', channel_id: 'C0GENERAL' },
  }
  return {
    flow: 'v2',
    apiUrl,
    simulator: false,
    appId: body.app_id,
    appName: 'Bench',
    clientId: '1.2',
    workspace: team,
    organization: null,
    bot: { ...bot, ...shared, botId: 'B0BENCH' },
    users: [{ ...user, ...shared }],
    webhooks: [webhook],
    responses: [{ method: 'oauth.v2.access', at, userId: user.userId, body }],
    installedAt: at,
    borrowed: false,
  }
}
