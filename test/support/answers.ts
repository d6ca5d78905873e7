/** Slack's answers to an install, in every shape, with visibly fake tokens. */

/** A v1 answer with redacted tokens. Developers ask most often about its top-level `access_token`. */
export const founding = {
  access_token: 'xoxp-XXXXXXXX-XXXXXXXX-XXXXX',
  scope: 'incoming-webhook,commands,bot',
  team_name: 'Team Installing Your Hook',
  team_id: 'XXXXXXXXXX',
  incoming_webhook: {
    url: 'https://hooks.slack.com/TXXXXX/BXXXXX/XXXXXXXXXX',
    channel: '#channel-it-will-post-to',
    configuration_url: 'https://teamname.slack.com/services/BXXXXX',
  },
  bot: { bot_user_id: 'UTTTTTTTTTTR', bot_access_token: 'xoxb-XXXXXXXXXXXX-TTTTTTTTTTTTTT' },
}

const frame = {
  ok: true,
  app_id: 'A0SAMPLE',
  team: { id: 'T0SAMPLE', name: 'Acme' },
  enterprise: null,
  is_enterprise_install: false,
}
const bot = {
  access_token: 'xoxb-sample-canary-bot-b0b0',
  token_type: 'bot',
  scope: 'chat:write,channels:read,incoming-webhook',
  bot_user_id: 'U0BOT',
}
const user = { scope: 'search:read,files:write', access_token: 'xoxp-sample-canary-user-c0c0', token_type: 'user' }
const hook = {
  url: 'https://hooks.slack.com/services/T0SAMPLE/B0SAMPLE/sample-canary-hook',
  channel: '#general',
  channel_id: 'C0GENERAL',
  configuration_url: 'https://acme.slack.com/services/B0SAMPLE',
}

export const v2Both = { ...frame, ...bot, authed_user: { id: 'U0DANA', ...user } }
export const v2Bot = { ...frame, ...bot, authed_user: { id: 'U0DANA' } }
export const v2User = { ...frame, authed_user: { id: 'U0DANA', ...user } }
export const v2Webhook = { ...v2Both, incoming_webhook: hook }

const botPair = {
  access_token: 'xoxe.xoxb-1-sample-canary-bot-b1b1',
  refresh_token: 'xoxe-1-sample-canary-bot-refresh-b2b2',
  expires_in: 43_200,
}
const userPair = {
  access_token: 'xoxe.xoxp-1-sample-canary-user-c1c1',
  refresh_token: 'xoxe-1-sample-canary-user-refresh-c2c2',
  expires_in: 43_200,
}
export const v2Rotating = { ...v2Both, ...botPair, authed_user: { id: 'U0DANA', ...user, ...userPair } }
export const v2Org = {
  ...v2Both,
  team: null,
  enterprise: { id: 'E0SAMPLE', name: 'Acme Group' },
  is_enterprise_install: true,
}

/** The two published forms of an `oauth.v2.user.access` answer. */
export const v2UserFlat = { ...frame, ...user, user_id: 'U0DANA' }
export const v2UserNested = {
  ok: true,
  access_token: user.access_token,
  token_type: 'user',
  scope: '',
  authed_user: { id: 'U0DANA', scope: user.scope },
  team: { id: 'T0SAMPLE' },
}

export const refreshedBot = { ...frame, ...bot, ...botPair }
export const refreshedUser = { ...frame, ...user, ...userPair, user_id: 'U0DANA' }

export const refusal = { ok: false, error: 'invalid_code' }

const { bot: _bot, ...withoutBot } = founding

/** All answers by name, including unusual answers and answers of methods that are not part of an install. */
export const answers = {
  founding,
  v1UserOnly: { ...withoutBot, ok: true, user_id: 'U0DANA', scope: 'identify,files:write:user', enterprise_id: null },
  v2Both,
  v2Bot,
  v2User,
  v2Webhook,
  v2Rotating,
  v2Org,
  v2UserFlat,
  v2UserNested,
  refreshedBot,
  refreshedUser,
  refusal,
  v2Swapped: {
    ...v2Both,
    access_token: user.access_token,
    authed_user: { id: 'U0DANA', ...user, access_token: bot.access_token },
  },
  bareUser: { ok: true, access_token: user.access_token, scope: 'read' },
  signIn: { ok: true, access_token: user.access_token, token_type: 'Bearer', id_token: 'sample.canary.jwt' },
  configuration: {
    ok: true,
    token: 'xoxe.xoxp-1-sample-canary-d0d0',
    refresh_token: 'xoxe-1-sample-canary',
    iat: 1,
    exp: 2,
  },
  wrapped: { status: 200, body: v2Both },
  authTest: {
    ok: true,
    url: 'https://acme.slack.com/',
    team: 'Acme',
    user: 'dana',
    team_id: 'T0SAMPLE',
    user_id: 'U0DANA',
  },
}
