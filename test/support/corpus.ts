/** An answer of Slack, and what the tool must find in it. */
export interface Sample {
  readonly name: string
  readonly value: unknown
  /**
   * The shape and certainty, then `kind@path` of each token, for example `refresh@path(bot)` for the bot's refresh
   * token.
   */
  readonly expected: string
}

const bot = { access_token: 'xoxb-sim-bot-a1b2c3d4e5f6', token_type: 'bot', scope: 'chat:write,channels:read' }
const user = { access_token: 'xoxp-sim-user-a1b2c3d4e5f6', token_type: 'user', scope: 'search:read,files:write' }
const botRotating = {
  access_token: 'xoxe.xoxb-1-sim-bot-a1b2c3',
  refresh_token: 'xoxe-1-sim-bot-r1r2r3',
  expires_in: 43_200,
}
const userRotating = {
  access_token: 'xoxe.xoxp-1-sim-user-a1b2',
  refresh_token: 'xoxe-1-sim-user-r1r2',
  expires_in: 43_200,
}
const place = { team: { id: 'T0SIM0001', name: 'Acme' }, enterprise: null }
const frame = { ok: true, app_id: 'A0SIM0001', ...place, is_enterprise_install: false }
const org = {
  ok: true,
  app_id: 'A0SIM0001',
  team: null,
  enterprise: { id: 'E0SIM0001', name: 'Acme Group' },
  is_enterprise_install: true,
}
const hook = {
  channel: '#general',
  channel_id: 'C0SIM0001',
  configuration_url: 'https://acme.slack.com/services/B0SIM0001',
  url: 'https://hooks.slack.com/services/T0SIM0001/B0SIM0001/sim-hook',
}
const botUser = { bot_user_id: 'U0SIMBOT1' }
const dana = { id: 'U0SIMDANA' }

const v1Base = { scope: 'identify,commands', team_name: 'Acme', team_id: 'T0SIM0001' }
const v1User = { access_token: user.access_token, ...v1Base }
const v1Bot = { bot: { bot_user_id: 'U0SIMBOT1', bot_access_token: bot.access_token } }

// biome-ignore format: one sample a line
const v1: readonly Sample[] = [
  { name: 'v1 without a bot', value: { ok: true, ...v1User, user_id: 'U0SIMDANA' }, expected: 'v1 sure user@access_token' },
  { name: 'v1 without ok and user_id', value: v1User, expected: 'v1 sure user@access_token' },
  { name: 'v1 with a bot', value: { ok: true, ...v1User, ...v1Bot }, expected: 'v1 sure user@access_token bot@bot.bot_access_token' },
  { name: 'v1 with a bot and a webhook', value: { ...v1User, incoming_webhook: hook, ...v1Bot }, expected: 'v1 sure user@access_token bot@bot.bot_access_token' },
  { name: 'v1 in an organization', value: { ok: true, ...v1User, enterprise_id: 'E0SIM0001' }, expected: 'v1 sure user@access_token' },
  { name: 'v1 with an empty enterprise', value: { ok: true, ...v1User, ...v1Bot, enterprise_id: null }, expected: 'v1 sure user@access_token bot@bot.bot_access_token' },
  { name: 'v1, tokens redacted behind the prefix', value: { ...v1User, access_token: 'xoxp-XXXXXXXX-XXXXXXXX', bot: { bot_user_id: 'U0SIMBOT1', bot_access_token: 'xoxb-XXXXXXXXXXXX' } }, expected: 'v1 sure user@access_token bot@bot.bot_access_token' },
  { name: 'v1, tokens swapped', value: { ...v1User, access_token: bot.access_token, bot: { bot_user_id: 'U0SIMBOT1', bot_access_token: user.access_token } }, expected: 'v1 unsure bot@access_token user@bot.bot_access_token' },
  { name: 'v1, token redacted whole', value: { ...v1User, access_token: '[REDACTED]' }, expected: 'v1 likely user@access_token' },
  { name: 'v1 without its token', value: v1Base, expected: 'v1 unsure' },
  { name: 'retired workspace app', value: { ok: true, access_token: 'xoxa-sim-workspace-a1b2c3', token_type: 'app', app_id: 'A0SIM0001', team_id: 'T0SIM0001', team_name: 'Acme', authorizing_user: { user_id: 'U0SIMDANA', app_home: 'D0SIM0001' }, installer_user: { user_id: 'U0SIMDANA' }, scopes: { app_home: ['chat:write'], team: [] } }, expected: 'v1 likely workspace@access_token' },
  { name: 'a user token and a scope alone', value: { ok: true, access_token: user.access_token, scope: 'read' }, expected: 'v1 unsure user@access_token' },
]

// biome-ignore format: one sample a line
const v2: readonly Sample[] = [
  { name: 'v2 bot', value: { ...frame, ...bot, ...botUser, authed_user: dana }, expected: 'v2 sure bot@access_token' },
  { name: 'v2 user', value: { ...frame, authed_user: { ...dana, ...user } }, expected: 'v2 sure user@authed_user.access_token' },
  { name: 'v2 both', value: { ...frame, ...bot, ...botUser, authed_user: { ...dana, ...user } }, expected: 'v2 sure bot@access_token user@authed_user.access_token' },
  { name: 'v2 both with a webhook', value: { ...frame, ...bot, ...botUser, authed_user: { ...dana, ...user }, incoming_webhook: hook }, expected: 'v2 sure bot@access_token user@authed_user.access_token' },
  { name: 'v2 rotating bot', value: { ...frame, ...bot, ...botUser, ...botRotating, authed_user: dana }, expected: 'v2 sure bot@access_token refresh@refresh_token(bot)' },
  { name: 'v2 rotating user', value: { ...frame, authed_user: { ...dana, ...user, ...userRotating } }, expected: 'v2 sure user@authed_user.access_token refresh@authed_user.refresh_token(user)' },
  { name: 'v2 rotating both', value: { ...frame, ...bot, ...botUser, ...botRotating, authed_user: { ...dana, ...user, ...userRotating } }, expected: 'v2 sure bot@access_token refresh@refresh_token(bot) user@authed_user.access_token refresh@authed_user.refresh_token(user)' },
  { name: 'v2 org-wide', value: { ...org, ...bot, ...botUser, authed_user: { id: 'W0SIMDANA' } }, expected: 'v2 sure bot@access_token' },
  { name: 'v2 org-wide, both, rotating', value: { ...org, ...bot, ...botUser, ...botRotating, authed_user: { id: 'W0SIMDANA', ...user, ...userRotating } }, expected: 'v2 sure bot@access_token refresh@refresh_token(bot) user@authed_user.access_token refresh@authed_user.refresh_token(user)' },
  { name: 'v2 without is_enterprise_install', value: { ok: true, app_id: 'A0SIM0001', ...place, ...bot, ...botUser, authed_user: dana }, expected: 'v2 sure bot@access_token' },
  { name: 'v2, token_type granular_bot', value: { ...frame, ...bot, ...botUser, token_type: 'granular_bot', authed_user: dana }, expected: 'v2 sure bot@access_token' },
  { name: 'v2, odd token_type', value: { ...frame, ...bot, ...botUser, token_type: 'Bearer', authed_user: dana }, expected: 'v2 sure bot@access_token' },
  { name: 'v2 without token_type', value: { ...frame, access_token: bot.access_token, scope: bot.scope, ...botUser, authed_user: dana }, expected: 'v2 sure bot@access_token' },
  { name: 'v2 of a user whose team has no name', value: { ok: true, app_id: 'A0SIM0001', authed_user: { ...dana, ...user }, team: { id: 'T0SIM0001' }, enterprise: null, is_enterprise_install: false }, expected: 'v2 sure user@authed_user.access_token' },
  { name: 'v2 with the tokens swapped', value: { ...frame, ...bot, access_token: user.access_token, authed_user: { ...dana, access_token: bot.access_token } }, expected: 'v2 unsure user@access_token bot@authed_user.access_token' },
  { name: 'v2, refresh token in the place of the token', value: { ...frame, ...bot, access_token: 'xoxe-1-sim-refresh-a1b2', authed_user: dana }, expected: 'v2 unsure refresh@access_token' },
  { name: 'v2 with stars for tokens', value: { ...frame, ...bot, access_token: '***', authed_user: dana }, expected: 'v2 likely bot@access_token' },
  { name: 'v2 with its tokens taken out', value: { ...frame, ...botUser, authed_user: dana }, expected: 'v2 unsure' },
  { name: 'v2 without authed_user', value: { ...frame, ...bot, ...botUser }, expected: 'v2 likely bot@access_token' },
  { name: 'a bot token alone in an object', value: { access_token: bot.access_token }, expected: 'v2 unsure bot@access_token' },
]

// biome-ignore format: as it is pasted
const flat = { ok: true, access_token: user.access_token, token_type: 'user', user_id: 'U0SIMDANA', app_id: 'A0SIM0001', scope: user.scope, ...place, is_enterprise_install: false }
// biome-ignore format: one sample a line
const v2User: readonly Sample[] = [
  { name: 'v2_user flat', value: flat, expected: 'v2_user sure user@access_token' },
  { name: 'v2_user nested', value: { ok: true, access_token: user.access_token, token_type: 'user', authed_user: { ...dana, scope: user.scope }, team: { id: 'T0SIM0001' } }, expected: 'v2_user sure user@access_token' },
  { name: 'v2_user with an empty scope at the top', value: { ...flat, scope: '', authed_user: { ...dana, scope: user.scope } }, expected: 'v2_user sure user@access_token' },
  { name: 'v2_user with the token at both levels', value: { ...flat, scope: '', authed_user: { ...dana, ...user } }, expected: 'v2_user sure user@access_token' },
  { name: 'v2_user with an id_token', value: { ...flat, id_token: 'sim.sim.sim', authed_user: { ...dana, scope: user.scope } }, expected: 'v2_user sure user@access_token' },
  { name: 'v2_user nested without token_type', value: { ok: true, access_token: user.access_token, authed_user: { ...dana, scope: user.scope }, team: { id: 'T0SIM0001' } }, expected: 'v2_user likely user@access_token' },
  { name: 'v2_user flat without token_type', value: { ok: true, access_token: user.access_token, user_id: 'U0SIMDANA', app_id: 'A0SIM0001', scope: user.scope, ...place }, expected: 'v2_user likely user@access_token' },
]

// biome-ignore format: one sample a line
const pairs: readonly Sample[] = [
  { name: 'refreshed bot', value: { ...frame, ...bot, ...botRotating, ...botUser }, expected: 'refresh likely bot@access_token refresh@refresh_token(bot)' },
  { name: 'refreshed user', value: { ...frame, ...user, ...userRotating, user_id: 'U0SIMDANA' }, expected: 'refresh likely user@access_token refresh@refresh_token(user)' },
  { name: 'refreshed bot without token_type', value: { ...frame, ...botRotating, scope: bot.scope, ...botUser }, expected: 'refresh likely bot@access_token refresh@refresh_token(bot)' },
  { name: 'refreshed user without token_type', value: { ...frame, ...userRotating, scope: user.scope }, expected: 'refresh likely user@access_token refresh@refresh_token(user)' },
  { name: 'refreshed org-wide bot', value: { ...org, ...bot, ...botRotating, ...botUser }, expected: 'refresh likely bot@access_token refresh@refresh_token(bot)' },
  { name: 'a rotating pair and no more', value: botRotating, expected: 'refresh unsure bot@access_token refresh@refresh_token(bot)' },
  { name: 'exchanged bot', value: { ok: true, app_id: 'A0SIM0001', ...bot, ...botRotating, ...botUser, ...place }, expected: 'exchange likely bot@access_token refresh@refresh_token(bot)' },
  { name: 'exchanged user', value: { app_id: 'A0SIM0001', ...user, ...userRotating, user_id: 'U0SIMDANA', ...place }, expected: 'exchange likely user@access_token refresh@refresh_token(user)' },
  { name: 'exchanged bot without token_type', value: { app_id: 'A0SIM0001', scope: bot.scope, ...botRotating, ...place }, expected: 'exchange likely bot@access_token refresh@refresh_token(bot)' },
]

// biome-ignore format: one sample a line
const others: readonly Sample[] = [
  { name: 'sign-in', value: { ok: true, access_token: user.access_token, token_type: 'Bearer', id_token: 'sim.sim.sim' }, expected: 'openid sure user@access_token' },
  { name: 'sign-in, rotating', value: { ok: true, ...userRotating, token_type: 'Bearer', id_token: 'sim.sim.sim', state: 'abc' }, expected: 'openid sure user@access_token refresh@refresh_token(user)' },
  { name: 'configuration tokens', value: { ok: true, token: 'xoxe.xoxp-1-sim-config-a1b2', refresh_token: 'xoxe-1-sim-config-r1', team_id: 'T0SIM0001', user_id: 'U0SIMDANA', iat: 1_790_000_000, exp: 1_790_043_200 }, expected: 'config sure config@token refresh@refresh_token' },
  { name: 'configuration tokens without their times', value: { token: 'xoxe.xoxp-1-sim-config-a1b2', refreshToken: 'xoxe-1-sim-config-r1', teamId: 'T0SIM0001' }, expected: 'config likely config@token refresh@refreshToken' },
  { name: 'an app that was made', value: { ok: true, app_id: 'A0SIM0001', credentials: { client_id: '1.2', client_secret: 'sim', verification_token: 'sim', signing_secret: 'sim' }, oauth_authorize_url: 'https://slack.com/oauth/v2/authorize?client_id=1.2' }, expected: 'config sure' },
  { name: 'refusal', value: { ok: false, error: 'invalid_code' }, expected: 'error sure' },
  { name: 'missing scope', value: { ok: false, error: 'missing_scope', needed: 'files:write', provided: 'chat:write' }, expected: 'error sure' },
  { name: 'refusal in an SDK’s error', value: { code: 'slack_webapi_platform_error', data: { ok: false, error: 'invalid_auth', response_metadata: {} } }, expected: 'error sure' },
  { name: 'ok false and no code', value: { ok: false }, expected: 'error likely' },
  { name: 'auth.test', value: { ok: true, url: 'https://acme.slack.com/', team: 'Acme', user: 'dana', team_id: 'T0SIM0001', user_id: 'U0SIMDANA' }, expected: 'not-an-install sure' },
  { name: 'another service’s answer', value: { access_token: 'gho_sim', scope: 'repo', token_type: 'bearer' }, expected: 'not-an-install sure' },
  { name: 'a manifest', value: { display_information: { name: 'Demo' }, oauth_config: { scopes: { bot: ['chat:write'] } } }, expected: 'not-an-install sure' },
  { name: 'what came to the redirect URL', value: { code: '1.2.abc', state: 'xyz' }, expected: 'not-an-install sure' },
  { name: 'variables of an environment', value: { SLACK_BOT_TOKEN: bot.access_token, SLACK_APP_TOKEN: 'xapp-1-A0SIM0001-1-a1b2', PORT: '3000' }, expected: 'not-an-install sure bot@SLACK_BOT_TOKEN app@SLACK_APP_TOKEN' },
  { name: 'variables that say the wrong thing', value: { SLACK_BOT_TOKEN: user.access_token, PORT: '3000' }, expected: 'not-an-install sure user@SLACK_BOT_TOKEN' },
  { name: 'an event', value: { token: 'sim', team_id: 'T0SIM0001', api_app_id: 'A0SIM0001', event: { type: 'message', text: 'hi' }, type: 'event_callback' }, expected: 'not-an-install sure' },
]

// biome-ignore format: as it is pasted
const nodeRecord = { team: { id: 'T0SIM0001', name: 'Acme' }, enterprise: null, user: { token: user.access_token, scopes: ['search:read'], id: 'U0SIMDANA' }, bot: { scopes: ['chat:write'], token: bot.access_token, userId: 'U0SIMBOT1', id: 'B0SIM0001' }, appId: 'A0SIM0001', tokenType: 'bot', isEnterpriseInstall: false, authVersion: 'v2' }
// biome-ignore format: as it is pasted
const python = { app_id: 'A0SIM0001', enterprise_id: null, team_id: 'T0SIM0001', team_name: 'Acme', bot_token: bot.access_token, bot_id: 'B0SIM0001', bot_user_id: 'U0SIMBOT1', bot_scopes: 'chat:write,channels:read' }
// biome-ignore format: as it is pasted
const pythonUser = { user_id: 'U0SIMDANA', user_token: user.access_token, user_scopes: 'search:read', incoming_webhook_url: hook.url, incoming_webhook_channel: '#general', incoming_webhook_channel_id: 'C0SIM0001', is_enterprise_install: false, token_type: 'bot', installed_at: 1_790_000_000.5 }
// biome-ignore format: as it is pasted
const java = { appId: 'A0SIM0001', teamId: 'T0SIM0001', teamName: 'Acme', installerUserId: 'U0SIMDANA', installerUserScope: 'search:read', installerUserAccessToken: user.access_token, scope: 'chat:write', botScope: 'chat:write', botId: 'B0SIM0001', botUserId: 'U0SIMBOT1', botAccessToken: bot.access_token, isEnterpriseInstall: false, installedAt: 1_790_000_000_123 }
// biome-ignore format: as it is pasted
const kept = { flow: 'v2', apiUrl: 'http://localhost:4717/api/', workspace: { id: 'T0SIM0001', name: 'Acme' }, organization: null, bot: { token: bot.access_token, userId: 'U0SIMBOT1', scopes: ['chat:write'], refreshToken: null, expiresAt: null }, users: [{ token: user.access_token, userId: 'U0SIMDANA', userName: 'dana', scopes: ['search:read'], refreshToken: null, expiresAt: null }], webhooks: [], responses: [], installedAt: '2026-01-02T03:04:05.000Z' }

// biome-ignore format: one sample a line
const stored: readonly Sample[] = [
  { name: 'Node SDK', value: nodeRecord, expected: 'stored-installation sure bot@bot.token user@user.token' },
  { name: 'Node SDK, rotating', value: { ...nodeRecord, bot: { ...nodeRecord.bot, token: botRotating.access_token, refreshToken: botRotating.refresh_token, expiresAt: 1_790_043_200 }, user: { id: 'U0SIMDANA' } }, expected: 'stored-installation sure bot@bot.token refresh@bot.refreshToken(bot)' },
  { name: 'Node SDK, org-wide', value: { ...nodeRecord, team: null, enterprise: { id: 'E0SIM0001', name: 'Acme Group' }, isEnterpriseInstall: true }, expected: 'stored-installation sure bot@bot.token user@user.token' },
  { name: 'Node SDK, user alone', value: { ...nodeRecord, bot: null }, expected: 'stored-installation sure user@user.token' },
  { name: 'Python SDK installation', value: { ...python, ...pythonUser }, expected: 'stored-installation sure bot@bot_token user@user_token' },
  { name: 'Python SDK bot', value: { ...python, is_enterprise_install: false, installed_at: 1_790_000_000.5 }, expected: 'stored-installation sure bot@bot_token' },
  { name: 'Python SDK, rotating', value: { ...python, bot_token: botRotating.access_token, bot_refresh_token: botRotating.refresh_token, bot_token_expires_at: 1_790_043_200, installed_at: 1_790_000_000.5 }, expected: 'stored-installation sure bot@bot_token refresh@bot_refresh_token(bot)' },
  { name: 'Java SDK', value: java, expected: 'stored-installation sure bot@botAccessToken user@installerUserAccessToken' },
  { name: 'Bolt’s authorize result', value: { botToken: bot.access_token, userToken: user.access_token, botId: 'B0SIM0001', botUserId: 'U0SIMBOT1', teamId: 'T0SIM0001' }, expected: 'stored-installation sure bot@botToken user@userToken' },
  { name: 'a row of a table', value: { id: 7, slack_team_id: 'T0SIM0001', slack_bot_token: bot.access_token, created_at: '2026-01-02' }, expected: 'stored-installation sure bot@slack_bot_token' },
  { name: 'a row with the tokens swapped', value: { team_id: 'T0SIM0001', bot_token: user.access_token }, expected: 'stored-installation likely user@bot_token' },
  { name: 'kept by this tool', value: kept, expected: 'stored-installation sure bot@bot.token user@users[0].token' },
]

// biome-ignore format: one sample a line
const wrapped: readonly Sample[] = [
  { name: 'v2 under data', value: { status: 200, data: { ...frame, ...bot, authed_user: dana } }, expected: 'v2 sure bot@data.access_token' },
  { name: 'v1 two levels down', value: { result: { body: v1User } }, expected: 'v1 sure user@result.body.access_token' },
  { name: 'n8n credentials', value: { clientId: '1.2', clientSecret: 'sim', oauthTokenData: { ...frame, ...bot, authed_user: { ...dana, ...user } } }, expected: 'v2 sure bot@oauthTokenData.access_token user@oauthTokenData.authed_user.access_token' },
  { name: 'a config file of this tool', value: { version: 1, active: 'acme', profiles: { acme: kept } }, expected: 'stored-installation sure bot@profiles.acme.bot.token user@profiles.acme.users[0].token' },
]

// biome-ignore format: one sample a line
const spelled: readonly Sample[] = [
  { name: 'v2 in Go', value: { AccessToken: bot.access_token, TokenType: 'bot', Scope: 'chat:write', BotUserID: 'U0SIMBOT1', AppID: 'A0SIM0001', Team: { ID: 'T0SIM0001', Name: 'Acme' }, AuthedUser: { ID: 'U0SIMDANA', AccessToken: user.access_token } }, expected: 'v2 sure bot@AccessToken user@AuthedUser.AccessToken' },
  { name: 'v2 in Java', value: { ok: true, accessToken: bot.access_token, tokenType: 'bot', team: { id: 'T0SIM0001', name: 'Acme' }, authedUser: { id: 'U0SIMDANA' } }, expected: 'v2 sure bot@accessToken' },
]

export const samples: readonly Sample[] = [
  ...v1,
  ...v2,
  ...v2User,
  ...pairs,
  ...others,
  ...stored,
  ...wrapped,
  ...spelled,
]
