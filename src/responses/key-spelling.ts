import { isFields, own, type ResponseFields } from './fields.ts'
import { plainKey } from './flat-record.ts'

/** Keys of Slack's answers as Slack spells them. */
const spelled = [
  ...['ok', 'error', 'access_token', 'token_type', 'scope', 'refresh_token', 'expires_in', 'bot_user_id', 'app_id'],
  ...['user_id', 'team', 'team_id', 'team_name', 'enterprise', 'enterprise_id', 'is_enterprise_install', 'authed_user'],
  ...['id', 'name', 'bot', 'bot_access_token', 'id_token', 'incoming_webhook', 'url', 'channel', 'channel_id'],
  'configuration_url',
] as const
const byPlainKey = new Map<string, string>(spelled.map((key) => [plainKey(key), key]))
const nested = new Set<string>(['authed_user', 'bot', 'team', 'enterprise', 'incoming_webhook'])

/** Whether a key is one of Slack’s answers, however it is spelled. */
export function isSlackKey(key: string): boolean {
  return (
    byPlainKey.has(plainKey(key)) ||
    ['warning', 'responsemetadata', 'state', 'authorizinguser', 'installeruser', 'scopes'].includes(plainKey(key))
  )
}

export interface Respelled {
  readonly value: ResponseFields
  /** The path as it stood, by the path as Slack spells it. */
  readonly paths: ReadonlyMap<string, string>
}

/**
 * An answer whose keys a program spells in its own way, `AccessToken` of Go or `accessToken` of Java, as Slack spells
 * them; undefined when it is none, or spelled so already.
 */
export function respell(value: ResponseFields): Respelled | undefined {
  const keys = Object.keys(value)
  const told = keys.some(
    (key) => key !== byPlainKey.get(plainKey(key)) && /^(?:accesstoken|autheduser)$/.test(plainKey(key)),
  )
  return told ? spellAsSlack(value) : undefined
}

/** The same of any object, whether it needs it or not. */
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
