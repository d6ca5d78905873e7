import type { ResponseShape } from '../reading/recognise.ts'

type Meanings = Readonly<Record<string, string>>

/**
 * What the fields of Slack's answers mean, by path; tokens and scopes are worded where they are read. Sources:
 * docs.slack.dev/reference/methods/oauth.v2.access, …/oauth.access, …/oauth.v2.user.access,
 * docs.slack.dev/authentication/using-token-rotation and docs.slack.dev/messaging/sending-messages-using-incoming-webhooks.
 */
const common = {
  ok: 'Slack did what it was asked',
  app_id: 'the app; not its client id',
  team: 'the workspace: its name and id',
  'team.id': 'the workspace’s id',
  'team.name': 'the workspace’s name',
  enterprise: 'the Enterprise organization: its name and id',
  'enterprise.id': 'the Enterprise organization’s id',
  'enterprise.name': 'the Enterprise organization’s name',
  is_enterprise_install: 'whether it was installed on a whole organization',
  bot_user_id: 'the bot’s user id, to mention or invite it',
  user_id: 'the person who installed',
  authed_user: 'the person who installed',
  'authed_user.id': 'the person who installed',
  token_type: 'whose token stands at the top',
  'authed_user.token_type': 'whose token stands in authed_user',
  expires_in: 'seconds from this answer until it ends',
  'authed_user.expires_in': 'seconds from this answer until it ends',
  id_token: 'says who signed in; calls nothing',
  incoming_webhook: 'posts to one channel with no token',
  'incoming_webhook.url': 'WEBHOOK: a secret; needs no token',
  'incoming_webhook.channel': 'the one channel it posts to',
  'incoming_webhook.channel_id': 'the same, as an id',
  'incoming_webhook.configuration_url': 'where to change it',
  warning: 'a remark of Slack on the request',
  'response_metadata.warnings': 'a remark of Slack on the request',
  'response_metadata.messages': 'what Slack found wrong with the request',
} as const satisfies Meanings

const byShape: Readonly<Partial<Record<ResponseShape, Meanings>>> = {
  v1: {
    team_id: 'the workspace’s id',
    team_name: 'the workspace’s name',
    enterprise_id: 'the Enterprise organization’s id',
    bot: 'the bot; there when “bot” is among the scopes',
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
  error: {
    ok: 'Slack refused',
    error: 'the code of the refusal',
    needed: 'scopes that the call wants',
    provided: 'scopes that the token has',
  },
}

/** What a value that is null says, where null is one of Slack's answers. */
const nulls = {
  team: 'no single workspace: installed on the whole organization',
  enterprise: 'the workspace is in no Enterprise organization',
  enterprise_id: 'the workspace is in no Enterprise organization',
} as const satisfies Meanings

const secretKeys = /(?:^|[._])(?:token|secret|code|code_verifier)$/

/** In plain words, no full stop; undefined for a path that is not known in this shape. */
export function meaningOf(path: string, value: unknown, shape: ResponseShape): string | undefined {
  if (path === 'is_enterprise_install' && value === true) return 'installed on a whole organization'
  if (path === 'is_enterprise_install' && value === false) return 'installed in one workspace'
  if (value === null) return lookUp(nulls, path) ?? known(path, shape)
  return known(path, shape)
}

function known(path: string, shape: ResponseShape): string | undefined {
  return lookUp(byShape[shape] ?? {}, path) ?? lookUp(common, path)
}

/** Whether the value under this path is a secret by its place, whatever it looks like. */
export function isSecret(path: string): boolean {
  return secretKeys.test(path) || path === 'incoming_webhook.url'
}

function lookUp(meanings: Meanings, path: string): string | undefined {
  return Object.hasOwn(meanings, path) ? meanings[path] : undefined
}
