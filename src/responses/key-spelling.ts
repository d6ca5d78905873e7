import { isFields, own, type ResponseFields } from './fields.ts'
import { plainKey } from './flat-record.ts'

/** The keys of Slack's answers in Slack's spelling. */
const spelled = [
  ...['ok', 'error', 'access_token', 'token_type', 'scope', 'refresh_token', 'expires_in', 'bot_user_id', 'app_id'],
  ...['user_id', 'team', 'team_id', 'team_name', 'enterprise', 'enterprise_id', 'is_enterprise_install', 'authed_user'],
  ...['id', 'name', 'bot', 'bot_access_token', 'id_token', 'incoming_webhook', 'url', 'channel', 'channel_id'],
  'configuration_url',
] as const
const byPlainKey = new Map<string, string>(spelled.map((key) => [plainKey(key), key]))
const nested = new Set<string>(['authed_user', 'bot', 'team', 'enterprise', 'incoming_webhook'])

/** Whether an answer of Slack has this key, in any spelling. */
export function isSlackKey(key: string): boolean {
  return (
    byPlainKey.has(plainKey(key)) ||
    ['warning', 'responsemetadata', 'state', 'authorizinguser', 'installeruser', 'scopes'].includes(plainKey(key))
  )
}

export interface Respelled {
  readonly value: ResponseFields
  /** Maps the path of a key in Slack's spelling to the path of this key in the original object. */
  readonly paths: ReadonlyMap<string, string>
}

/**
 * Changes the keys of an answer to Slack's spelling, when a program spelled them differently (`AccessToken` in Go,
 * `accessToken` in Java). Undefined when the object is no answer, or already has Slack's spelling.
 */
export function respell(value: ResponseFields): Respelled | undefined {
  const keys = Object.keys(value)
  const told = keys.some(
    (key) => key !== byPlainKey.get(plainKey(key)) && /^(?:accesstoken|autheduser)$/.test(plainKey(key)),
  )
  return told ? spellAsSlack(value) : undefined
}

/** Changes the keys of any object to Slack's spelling. */
export function spellAsSlack(value: ResponseFields): Respelled {
  const paths = new Map<string, string>()
  const fields = rename(value, (key, old) => {
    paths.set(key, old)
    const part = own(value, old)
    if (!nested.has(key) || !isFields(part)) return part
    return rename(part, (inner, oldInner) => {
      paths.set(`${key}.${inner}`, `${old}.${oldInner}`)
      return own(part, oldInner)
    })
  })
  return { value: fields, paths }
}

function rename(from: ResponseFields, partOf: (key: string, old: string) => unknown): ResponseFields {
  return Object.fromEntries(
    Object.keys(from).map((old) => {
      const key = byPlainKey.get(plainKey(old)) ?? old
      return [key, partOf(key, old)]
    }),
  )
}
