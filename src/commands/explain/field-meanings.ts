import { plainKey } from '../../responses/flat-record.ts'
import type { ResponseShape } from '../../responses/types.ts'

type Meanings = Readonly<Record<string, string>>

/**
 * Meanings of the fields of Slack's answers, by path. Tokens and scopes are explained elsewhere. Sources:
 * docs.slack.dev/reference/methods/oauth.v2.access, …/oauth.access, …/oauth.v2.user.access,
 * docs.slack.dev/authentication/using-token-rotation and
 * docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 */
const common = {
  ok: 'the call succeeded',
  app_id: 'the app; not its client id',
  team: 'the workspace: its name and id',
  'team.id': 'the workspace’s id',
  'team.name': 'the workspace’s name',
  team_id: 'the workspace’s id',
  team_name: 'the workspace’s name',
  enterprise_id: 'the Enterprise organization’s id',
  enterprise: 'the Enterprise organization: its name and id',
  'enterprise.id': 'the Enterprise organization’s id',
  'enterprise.name': 'the Enterprise organization’s name',
  is_enterprise_install: 'whether it was installed on a whole organization',
  bot_user_id: 'the bot’s user id, to mention or invite it',
  user_id: 'the person who installed',
  authed_user: 'the person who installed',
  'authed_user.id': 'the person who installed',
  token_type: 'the kind of the token at the top: bot or user',
  'authed_user.token_type': 'the kind of the token in authed_user',
  expires_in: 'seconds from this answer until the token expires',
  'authed_user.expires_in': 'seconds from this answer until the token expires',
  id_token: 'SECRET: names the person who signed in; it can’t call methods',
  incoming_webhook: 'posts to one channel with no token',
  'incoming_webhook.url': 'WEBHOOK: a secret; needs no token',
  'incoming_webhook.channel': 'the one channel it posts to',
  'incoming_webhook.channel_id': 'the same, as an id',
  'incoming_webhook.configuration_url': 'where to change it',
  warning: 'a remark of Slack on the request; harmless',
  'response_metadata.warnings': 'a remark of Slack on the request; harmless',
  'response_metadata.messages': 'what Slack found wrong with the request',
} as const satisfies Meanings

const byShape: Readonly<Partial<Record<ResponseShape, Meanings>>> = {
  v1: {
    bot: 'the bot; only when “bot” is among the scopes',
    'bot.bot_user_id': 'the bot’s user id, to mention or invite it',
    scope: 'granted, in one list for both tokens:',
  },
  v2: {
    scope: 'granted to the bot token:',
    'authed_user.scope': 'granted to the user token:',
  },
  v2_user: {
    scope: 'granted to the user token:',
    'authed_user.scope': 'granted to the user token:',
  },
  refresh: {
    scope: 'granted to this token:',
    user_id: 'the person it acts as',
  },
  exchange: {
    scope: 'granted to this token:',
    user_id: 'the person it acts as',
  },
  openid: {
    state: 'the state that the app sent at the start of the sign-in',
  },
  config: {
    team_id: 'the workspace whose apps it edits',
    team_domain: 'that workspace’s address',
    user_id: 'the person whose apps it edits',
    iat: 'when it was issued, in seconds since 1970',
    exp: 'when it expires, in seconds since 1970',
    'credentials.client_id': 'names the app at every install; no secret',
    'credentials.client_secret': 'SECRET: with it a code becomes tokens',
    'credentials.signing_secret': 'SECRET: proves that a request came from Slack',
    'credentials.verification_token': 'the predecessor of the signing secret',
    oauth_authorize_url: 'an install link of the app: slack-tokens login <link>',
  },
  error: {
    ok: 'Slack refused',
    error: 'the code of the refusal',
    needed: 'scopes that the call needs',
    provided: 'scopes that the token has',
    errors: 'the problems that Slack found',
  },
}

/**
 * Meanings of the fields that programs use to store an install, by key or path in lower case without punctuation.
 * Sources: `Installation` of Slack's Node SDK, `to_dict()` of the Python SDK, the models of the Java SDK, and this
 * tool's config.
 */
const inRecords: Meanings = {
  botid: 'the bot’s id, B…; not its user id',
  botuserid: 'the bot’s user id, to mention or invite it',
  botscopes: 'granted to the bot token:',
  botscope: 'granted to the bot token:',
  scope: 'granted, as in Slack’s answer:',
  botexpiresat: 'when the bot token expires',
  bottokenexpiresat: 'when the bot token expires',
  userid: 'the person who installed',
  installeruserid: 'the person who installed',
  userscopes: 'granted to the user token:',
  installeruserscope: 'granted to the user token:',
  userexpiresat: 'when the user token expires',
  usertokenexpiresat: 'when the user token expires',
  installerusertokenexpiresat: 'when the user token expires',
  teamid: 'the workspace’s id',
  teamname: 'the workspace’s name',
  enterpriseid: 'the Enterprise organization’s id',
  enterprisename: 'the Enterprise organization’s name',
  enterpriseurl: 'the Enterprise organization’s page',
  isenterpriseinstall: 'whether it was installed on a whole organization',
  appid: 'the app; not its client id',
  clientid: 'names the app at every install; no secret',
  tokentype: 'the kind of the token at the top of the answer',
  authversion: 'the flow: v1 of classic apps, or v2',
  installedat: 'when it was installed',
  metadata: 'what the program added at the install',
  customvalues: 'what the program added',
  incomingwebhookurl: 'WEBHOOK: a secret; needs no token',
  incomingwebhookchannel: 'the one channel it posts to',
  incomingwebhookchannelid: 'the same, as an id',
  incomingwebhookconfigurationurl: 'where to change it',
}

/** Meanings of null, for fields that Slack sets to null on purpose. */
const nulls = {
  team: 'no single workspace: installed on the whole organization',
  enterprise: 'the workspace is in no Enterprise organization',
  enterprise_id: 'the workspace is in no Enterprise organization',
} as const satisfies Meanings

const secretKeys = /(?:^|[._]|[a-z])(?:[Tt]oken|[Ss]ecret|[Pp]assword|TOKEN|SECRET)$|(?:^|[._])(?:code|code_verifier)$/

/** Returns the meaning of a field in plain words, without a full stop; undefined for an unknown path of this shape. */
export function meaningOf(path: string, value: unknown, shape: ResponseShape): string | undefined {
  if (path === 'is_enterprise_install' && value === true) return 'installed on a whole organization'
  if (path === 'is_enterprise_install' && value === false) return 'installed in one workspace'
  if (value === null) return lookUp(nulls, path) ?? known(path, shape)
  return known(path, shape)
}

/** Whether a path is the path of a webhook's URL. */
export function isWebhook(path: string): boolean {
  return /(?:^|webhook)url$/.test(plainKey(path)) && /webhook/i.test(path)
}

function known(path: string, shape: ResponseShape): string | undefined {
  if (shape === 'stored-installation') return lookUp(inRecords, plainKey(path)) ?? lookUp(common, path)
  return lookUp(byShape[shape] ?? {}, path) ?? lookUp(common, path)
}

/** Whether the value at a path is a secret. Only the path decides, not the form of the value. */
export function isSecret(path: string): boolean {
  return secretKeys.test(path) || isWebhook(path)
}

function lookUp(meanings: Meanings, path: string): string | undefined {
  return Object.hasOwn(meanings, path) ? meanings[path] : undefined
}
