import { bot, type Form, json, place, refresh, rotatingBot, rotatingUser, user } from './types.ts'

const person = { id: 'U0SIMDANA', scope: 'search:read', access_token: user, token_type: 'user' }
const rest = {
  ok: true,
  app_id: 'A0SIM0001',
  ...place,
  bot_user_id: 'U0SIMBOT1',
  scope: 'chat:write,commands',
  token_type: 'bot',
}
const whole = { ...rest, access_token: bot, authed_user: person, is_enterprise_install: false }
const { access_token: _bot, ...besideToken } = whole

const acme = { id: 'T0SIM0001', name: 'Acme' }
/** Returns the expected report for a v2 answer, with `path` and `authed` as the paths of bot and user token. */
function v2(path: string, authed: string) {
  return {
    shape: 'v2',
    workspace: acme,
    tokens: [
      { kind: 'bot', path, actsAs: 'U0SIMBOT1', scopes: ['chat:write', 'commands'] },
      { kind: 'user', path: authed, actsAs: 'U0SIMDANA', scopes: ['search:read'] },
    ],
  }
}

/** Returns the expected report for a record with only a token, from which the install flow is unknown. */
function alone(path: string, kind = 'user') {
  return { shape: 'stored-installation', tokens: [{ kind, path }], workspace: null }
}

// biome-ignore format: one form a line
export const libraryForms: readonly Form[] = [
  // Records of each library in src/responses/library-record.ts
  { name: 'Elixir OAuth2', text: `%OAuth2.AccessToken{access_token: "${bot}", expires_at: nil, other_params: %{"app_id" => "A0SIM0001", "authed_user" => %{"access_token" => "${user}", "id" => "U0SIMDANA", "scope" => "search:read"}, "bot_user_id" => "U0SIMBOT1", "ok" => true, "scope" => "chat:write,commands", "team" => %{"id" => "T0SIM0001", "name" => "Acme"}}, refresh_token: nil, token_type: "Bot"}`, expected: v2('access_token', 'other_params.authed_user.access_token') },
  { name: 'Ruby OAuth2 to_hash', text: json({ token: bot, refresh_token: null, expires_at: null, params: besideToken }), expected: v2('token', 'params.authed_user.access_token') },
  { name: 'Passport verify', text: json({ accessToken: bot, refreshToken: null, params: whole, profile: { provider: 'slack', id: 'U0SIMDANA' } }), expected: v2('params.access_token', 'params.authed_user.access_token') },
  { name: 'Grant session', text: json({ provider: 'slack', response: { access_token: bot, raw: whole, profile: { ok: true } } }), expected: v2('response.raw.access_token', 'response.raw.authed_user.access_token') },
  { name: 'Nango connection', text: json({ provider: 'slack', credentials: { type: 'OAUTH2', access_token: bot, raw: whole }, connection_config: { 'team.id': 'T0SIM0001' } }), expected: v2('credentials.raw.access_token', 'credentials.raw.authed_user.access_token') },
  { name: 'n8n credential', text: json({ oauthTokenData: whole, useBotToken: true }), expected: v2('oauthTokenData.access_token', 'oauthTokenData.authed_user.access_token') },
  { name: 'simple-oauth2', text: json({ token: { ...whole, expires_at: '2026-11-28T10:00:00.000Z' } }), expected: v2('token.access_token', 'token.authed_user.access_token') },
  { name: 'Spring response', text: json({ accessToken: { tokenValue: bot, scopes: ['chat:write', 'commands'], expiresAt: 1_790_000_000 }, additionalParameters: besideToken }), expected: v2('accessToken.tokenValue', 'additionalParameters.authed_user.access_token') },
  { name: 'League, values flat beside it', text: json({ ...whole, expires: 1_790_000_000, resource_owner_id: null }), expected: v2('access_token', 'authed_user.access_token') },
  { name: 'requests-oauthlib, scopes as a list', text: json({ ...whole, scope: ['chat:write', 'commands'], expires_at: 1_790_000_000.5 }), expected: v2('access_token', 'authed_user.access_token') },
  { name: 'Ueberauth', text: json({ provider: 'slack', credentials: { token: bot, refresh_token: null }, extra: { raw_info: { token: { access_token: bot, other_params: besideToken }, user: {} } } }), expected: v2('extra.raw_info.token.access_token', 'extra.raw_info.token.other_params.authed_user.access_token') },
  { name: 'OmniAuth, v1 with bot_info', text: json({ provider: 'slack', uid: 'U0SIMDANA', credentials: { token: user, expires: false }, extra: { raw_info: { ok: true, team: 'Acme', team_id: 'T0SIM0001', user: 'dana', user_id: 'U0SIMDANA' }, bot_info: { bot_access_token: bot, bot_user_id: 'U0SIMBOT1' } } }), expected: { shape: 'v1', workspace: acme, tokens: [{ kind: 'user', path: 'credentials.token', actsAs: 'U0SIMDANA' }, { kind: 'bot', path: 'extra.bot_info.bot_access_token', actsAs: 'U0SIMBOT1' }] } },
  { name: 'OmniAuth, v2 in raw_info', text: json({ provider: 'slack', credentials: { token: bot }, extra: { raw_info: besideToken } }), expected: v2('credentials.token', 'extra.raw_info.authed_user.access_token') },
  // Records that contain only tokens
  { name: 'golang oauth2.Token', text: json({ access_token: user, token_type: 'user', expiry: '2026-11-28T10:00:00Z' }), expected: alone('access_token') },
  { name: 'golang, of a bot', text: json({ access_token: bot, token_type: 'bot', expiry: '0001-01-01T00:00:00Z' }), expected: alone('access_token', 'bot') },
  { name: 'Spring table', text: json({ client_registration_id: 'slack', principal_name: 'dana', access_token_type: 'Bearer', access_token_value: user, access_token_scopes: 'chat:write' }), expected: alone('access_token_value') },
  { name: 'allauth SocialToken', text: json({ app_id: undefined, token: rotatingUser, token_secret: refresh, expires_at: '2026-11-28 10:00:00' }), expected: { shape: 'stored-installation', tokens: [{ kind: 'user', path: 'token' }, { kind: 'refresh', path: 'token_secret', of: 'user' }] } },
  { name: 'Socialite user', text: json({ token: user, refreshToken: null, expiresIn: null, approvedScopes: ['identity.basic'], id: 'U0SIMDANA', user: {} }), expected: { shape: 'stored-installation', tokens: [{ kind: 'user', path: 'token', actsAs: 'U0SIMDANA', scopes: ['identity.basic'] }] } },
  { name: 'Supabase session', text: json({ provider_token: user, provider_refresh_token: null, user: { app_metadata: { provider: 'slack_oidc' } } }), expected: alone('provider_token') },
  { name: 'Auth0 identity', text: json({ identities: [{ provider: 'oauth2', connection: 'slack', user_id: 'slack|U0', access_token: user, isSocial: true }] }), expected: alone('identities[0].access_token') },
  { name: 'Clerk', text: json([{ token: user, provider: 'oauth_slack', scopes: ['openid'], external_account_id: 'eac_sim' }]), expected: { items: [alone('[0].token')] } },
  // Records in other formats
  { name: 'values of a PHP client', text: json({ accessToken: bot, expires: null, refreshToken: null, resourceOwnerId: null, values: besideToken }), expected: v2('accessToken', 'values.authed_user.access_token') },
  { name: 'rawData of a JVM client', text: json({ accessToken: bot, tokenType: 'bot', rawData: besideToken }), expected: v2('accessToken', 'rawData.authed_user.access_token') },
  { name: 'rawResponse of ScribeJava, as an object', text: json({ accessToken: bot, rawResponse: whole }), expected: v2('rawResponse.access_token', 'rawResponse.authed_user.access_token') },
  { name: 'rawResponse as a string', text: json({ accessToken: bot, rawResponse: json(whole) }), expected: v2('rawResponse.access_token', 'rawResponse.authed_user.access_token') },
  { name: 'extra of a Go wrapper', text: json({ AccessToken: bot, TokenType: 'bot', Extra: besideToken }), expected: v2('AccessToken', 'Extra.authed_user.access_token') },
  { name: 'Java names inside the rest', text: json({ accessToken: { tokenValue: bot }, additionalParameters: { authedUser: { id: 'U0SIMDANA', scope: 'search:read', accessToken: user }, team: acme, botUserId: 'U0SIMBOT1', scope: 'chat:write,commands' } }), expected: v2('accessToken.tokenValue', 'additionalParameters.authedUser.accessToken') },
  { name: 'the person’s token taken out of authed_user', text: json({ accessToken: user, params: whole }), expected: v2('params.access_token', 'params.authed_user.access_token') },
  { name: 'Socialite with the body', text: json({ token: user, approvedScopes: ['search:read'], accessTokenResponseBody: whole }), expected: v2('accessTokenResponseBody.access_token', 'accessTokenResponseBody.authed_user.access_token') },
  { name: 'rotating, refresh token at the top', text: json({ access_token: rotatingBot, refresh_token: refresh, expires_at: 1_790_000_000, other_params: { ...besideToken, authed_user: { id: 'U0SIMDANA' } } }), expected: { shape: 'v2', tokens: [{ kind: 'bot', path: 'access_token', rotating: true }, { kind: 'refresh', path: 'refresh_token', of: 'bot' }] } },
  { name: 'below the key of a session', text: json({ passport: { user: { slack: { accessToken: bot, params: whole } } } }), expected: v2('passport.user.slack.params.access_token', 'passport.user.slack.params.authed_user.access_token') },
  { name: 'a row with a provider', text: json({ id: 7, provider: 'slack', access_token: user, expires_at: null, user_ref: 12 }), expected: alone('access_token') },
  { name: 'any program', text: json({ access_token: user, fetched_by: 'cron', retries: 2 }), expected: alone('access_token') },
  { name: 'any program, in Python', text: `{'access_token': '${bot}', 'cached_at': 1790000000, 'source': None}`, expected: alone('access_token', 'bot') },
  { name: 'a token cache by workspace', text: json({ cache: { acme: { accessToken: user, expirationDate: null } } }), expected: alone('cache.acme.accessToken') },
]
