import { bot, clientId, type Form, json, place, refresh, rotatingBot, rotatingUser, secret, user } from './types.ts'

const frame = { ok: true, app_id: 'A0SIM0001', ...place, is_enterprise_install: false }
const pair = { access_token: rotatingUser, refresh_token: refresh, expires_in: 43_200 }
const config = {
  token: rotatingUser,
  refresh_token: refresh,
  team_id: 'T0SIM0001',
  user_id: 'U0SIMDANA',
  exp: 1_790_000_000,
}
const redacted = 'xoxe.xoxp-…'

// biome-ignore format: one form a line
export const alikeForms: readonly Form[] = [
  { name: 'v2_user with its scopes in authed_user, rotating', text: json({ ok: true, ...pair, token_type: 'user', scope: '', authed_user: { id: 'U0SIMDANA', scope: 'search:read' }, team: { id: 'T0SIM0001' } }), expected: { shape: 'v2_user', notes: /A later refresh/ } },
  { name: 'v2_user with an id_token, rotating', text: json({ ...frame, ...pair, token_type: 'user', scope: 'search:read', user_id: 'U0SIMDANA', id_token: 'sim.sim.sim' }), expected: { shape: 'v2_user', certainty: 'sure' } },
  { name: 'v2_user flat, rotating, is a refresh as well', text: json({ ...frame, ...pair, token_type: 'user', scope: 'search:read', user_id: 'U0SIMDANA' }), expected: { shape: 'refresh', certainty: 'likely', notes: /oauth\.v2\.user\.access/ } },
  { name: 'a sign-in that rotates', text: json({ ok: true, ...pair, token_type: 'Bearer', id_token: 'sim.sim.sim' }), expected: { shape: 'openid' } },
  { name: 'a sign-in that rotates, id_token left out', text: json({ ok: true, ...pair, token_type: 'Bearer', state: 'sim' }), expected: { shape: 'openid', certainty: 'likely' } },
  { name: 'a sign-in of GovSlack, small letters', text: json({ ok: true, access_token: user, token_type: 'bearer' }), expected: { shape: 'openid', certainty: 'likely' } },
  { name: 'a refresh of a user, nested', text: json({ ...frame, authed_user: { id: 'U0SIMDANA', scope: 'search:read', token_type: 'user', ...pair } }), expected: { shape: 'v2', tokens: [{ kind: 'user', path: 'authed_user.access_token' }, { kind: 'refresh' }], notes: /A later refresh/ } },
  { name: 'a refresh of a user, nested, org-wide', text: json({ ...frame, team: null, enterprise: { id: 'E0SIM0001', name: 'Group' }, is_enterprise_install: true, authed_user: { id: 'W0SIMDANA', scope: 'search:read', token_type: 'user', ...pair } }), expected: { shape: 'v2', isOrgInstall: true, notes: /A later refresh/ } },
  { name: 'a refresh of a bot', text: json({ ...frame, access_token: rotatingBot, refresh_token: refresh, expires_in: 43_200, token_type: 'bot', scope: 'chat:write', bot_user_id: 'U0SIMBOT1' }), expected: { shape: 'refresh', certainty: 'likely' } },
  { name: 'apps.manifest.create', text: json({ ok: true, app_id: 'A0SIM0001', credentials: { client_id: clientId, client_secret: secret }, oauth_authorize_url: 'https://slack.com/oauth/v2/authorize?client_id=1' }), expected: { shape: 'config', known: 'apps.manifest.create', answer: 'A0SIM0001' } },
  { name: 'apps.manifest.create with the workspace', text: json({ ok: true, app_id: 'A0SIM0001', team_id: 'T0SIM0001', team_domain: 'acme', credentials: { client_id: clientId, client_secret: secret } }), expected: { shape: 'config', known: 'apps.manifest.create' } },
  { name: 'apps.manifest.create in Python', text: `{'ok': True, 'app_id': 'A0SIM0001', 'credentials': {'client_id': '${clientId}', 'client_secret': '${secret}'}}`, expected: { known: 'apps.manifest.create' } },
  { name: 'a configuration pair', text: json({ ok: true, ...config, iat: 1_789_000_000 }), expected: { shape: 'config', known: 'tooling.tokens.rotate', tokens: [{ kind: 'config' }, { kind: 'refresh' }] } },
  { name: 'a configuration pair, masked', text: json({ ok: true, ...config, iat: 1, token: redacted, refresh_token: 'xoxe-…' }), expected: { shape: 'config', known: 'tooling.tokens.rotate' } },
  { name: 'a configuration pair, masked whole', text: json({ ...config, token: '[REDACTED]', refresh_token: '[REDACTED]' }), expected: { shape: 'config' } },
  { name: 'a configuration pair, masked with X', text: json({ ...config, token: 'xoxe.xoxp-1-XXXXXXXXXXXX', refresh_token: 'xoxe-1-XXXXXXXXXX' }), expected: { shape: 'config' } },
  { name: 'a configuration pair, masked with stars', text: json({ ...config, token: 'xoxe-****', refresh_token: 'xoxe-****' }), expected: { shape: 'config' } },
  { name: 'credentials of Slack’s CLI, masked', text: json({ T0SIM0001: { ...config, token: '***', team_domain: 'acme' } }), expected: { shape: 'config' } },
  { name: 'a legacy token', text: ['xoxt', '23984754863', '2348975623103'].join('-'), expected: { tokens: [{ kind: 'user' }] } },
  { name: 'a legacy token in its answer', text: json({ access_token: ['xoxt', '23984754863', '2348975623103'].join('-'), scope: 'read' }), expected: { shape: 'v1', tokens: [{ kind: 'user' }] } },
  { name: 'a legacy token in a variable', text: `SLACK_TOKEN=${['xoxt', '23984754863', '2348975623103'].join('-')}\nA=1`, expected: { tokens: [{ kind: 'user', path: 'SLACK_TOKEN' }] } },
  { name: 'a rotating token alone may be a configuration token', text: rotatingUser, expected: { certainty: 'unsure', answer: 'configuration token', notes: /apps\.manifest\.validate/ } },
  { name: 'a rotating bot token alone may not', text: rotatingBot, expected: { certainty: 'sure', tokens: [{ kind: 'bot' }] } },
  { name: 'the answer of an ordinary v2 install', text: json({ ...frame, access_token: bot, token_type: 'bot', scope: 'chat:write', bot_user_id: 'U0SIMBOT1', authed_user: { id: 'U0SIMDANA' } }), expected: { shape: 'v2', certainty: 'sure', notes: /requested no user scopes/ } },
]
