import { tokenKind } from '../slack/facts/token-kinds.ts'
import { named, own, type ResponseFields, readNamed, text } from './fields.ts'
import { readToken, readWebhook } from './token.ts'
import type { RecordForm } from './types.ts'

const token = ['token', 'accesstoken', 'useroauthtoken', 'oauthtoken', 'apitoken']
const users = ['user', 'installeruser']
const combine = (heads: readonly string[], tails: readonly string[]) =>
  heads.flatMap((head) => tails.map((tail) => head + tail))

/** The names of keys in a flat record, in lower case, without underscores and without `slack` at the start. */
const names = {
  botToken: combine(['bot'], token),
  botRefresh: ['botrefreshtoken'],
  botScopes: ['botscopes', 'botscope'],
  botUserId: ['botuserid'],
  botEnds: ['bottokenexpiresat', 'botexpiresat', 'bottokenexpires', 'botaccesstokenexpiresat'],
  userToken: [...combine(users, token), 'activateduseraccesstoken'],
  userRefresh: combine(users, ['refreshtoken']),
  userScopes: combine(users, ['scopes', 'scope']),
  userId: [...combine(users, ['id']), 'autheduserid', 'slackuserid', 'activateduserid'],
  userEnds: combine(users, ['tokenexpiresat', 'expiresat', 'accesstokenexpiresat']),
  hook: ['incomingwebhookurl', 'webhookurl'],
  hookChannel: ['incomingwebhookchannel', 'webhookchannel'],
  hookChannelId: ['incomingwebhookchannelid', 'webhookchannelid'],
  hookSettings: ['incomingwebhookconfigurationurl', 'webhookconfigurationurl'],
  team: ['teamid', 'workspaceid'],
  teamName: ['teamname', 'workspacename'],
  organization: ['enterpriseid'],
  organizationName: ['enterprisename'],
  app: ['appid'],
  org: ['isenterpriseinstall'],
} as const satisfies Record<string, readonly string[]>

/** Returns a key in lower case, without underscores and other punctuation, and without `slack` at the start. */
export function plainKey(key: string): string {
  const known = plainKeys.get(key)
  if (known !== undefined) return known
  const plain = key
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^slack/, '')
  if (plainKeys.size < mostPlainKeys) plainKeys.set(key, plain)
  return plain
}

/** The results of `plainKey` for the first keys: the objects of a long list have the same keys. */
const plainKeys = new Map<string, string>()
const mostPlainKeys = 1000

/** Whether a key has a name as a token has it: a quick test, which most objects fail. */
export function hasTokenKey(value: ResponseFields): boolean {
  return Object.keys(value).some((key) => plainKey(key).endsWith('token'))
}

/**
 * A record with one level of keys. Examples are `Installation.to_dict()`, `Bot`, files and tables of Slack's Python
 * SDK, the models of the Java SDK, Bolt's authorize result, and rows of other stores. The records differ mostly in the
 * spelling of their keys.
 */
export const flatRecord: RecordForm = {
  keeper(value) {
    const has = (...keys: readonly string[]) => keys.some((key) => text(own(value, key)) !== undefined)
    if (has('botAccessToken', 'installerUserAccessToken')) return 'Slack’s Java SDK'
    return has('bot_token', 'user_token') && own(value, 'installed_at') !== undefined ? 'Slack’s Python SDK' : 'a store'
  },
  certainty(value) {
    if (!hasTokenKey(value)) return undefined
    const at = keysOf(value)
    const kinds = (['botToken', 'userToken'] as const).map((name) => [pick(value, at, name).value, name] as const)
    const tokens = kinds.filter(([found]) => text(found) !== undefined)
    const place =
      text(pick(value, at, 'team').value) ??
      text(pick(value, at, 'organization').value) ??
      readNamed(own(value, 'team'))?.id
    if (tokens.length === 0 || !place) return undefined
    return tokens.every(([found, name]) => tokenKind(text(found) ?? '') === name.replace('Token', ''))
      ? 'sure'
      : 'likely'
  },
  read(value) {
    const at = keysOf(value)
    const get = (name: keyof typeof names) => pick(value, at, name)
    const ids = { bot: get('botUserId').value, user: get('userId').value }
    const hook = get('hook')
    const org = get('org').value
    const workspace = named(get('team').value, get('teamName').value) ?? readNamed(own(value, 'team'))
    return {
      tokens: [...flatPair('bot', get, ids), ...userPair(value, at, ids)],
      webhooks: readWebhook(
        {
          url: hook.value,
          channel: get('hookChannel').value,
          channelId: get('hookChannelId').value,
          configurationUrl: get('hookSettings').value,
        },
        hook.path,
      ),
      appId: text(get('app').value) ?? null,
      workspace,
      organization: named(get('organization').value, get('organizationName').value),
      // SQLite has no booleans, and dumps of tables print them in different ways.
      isOrgInstall: [true, 1, '1', 't', 'true', 'True'].includes(org as string),
      installerId: text(ids.user) ?? null,
    }
  },
}

type FlatFieldReader = (name: keyof typeof names) => { path: string; value: unknown }

function flatPair(place: 'bot' | 'user', get: FlatFieldReader, ids: { bot: unknown; user: unknown }) {
  const [token, refresh] = [get(`${place}Token`), get(`${place}Refresh`)]
  return readToken({
    ...ids,
    place,
    token: token.value,
    path: token.path,
    refresh: refresh.value,
    refreshPath: refresh.path,
    scopes: get(`${place}Scopes`).value,
    expiresAt: get(`${place}Ends`).value,
  })
}

/**
 * Reads the user token and its refresh token. Next to `bot_access_token`, many programs store the user token as
 * `access_token`.
 */
function userPair(value: ResponseFields, at: ReadonlyMap<string, string>, ids: { bot: unknown; user: unknown }) {
  const found = flatPair('user', (name) => pick(value, at, name), ids)
  const path = at.get('accesstoken')
  const token = path === undefined ? undefined : own(value, path)
  if (found.length > 0 || path === undefined || tokenKind(text(token) ?? '') !== 'user') return found
  return readToken({ ...ids, place: 'user', token, path })
}

function keysOf(value: ResponseFields): ReadonlyMap<string, string> {
  return new Map(Object.keys(value).map((key) => [plainKey(key), key]))
}

function pick(value: ResponseFields, keys: ReadonlyMap<string, string>, name: keyof typeof names) {
  const key = names[name].map((one) => keys.get(one)).find((one) => one !== undefined)
  return { path: key ?? '', value: key === undefined ? undefined : own(value, key) }
}
