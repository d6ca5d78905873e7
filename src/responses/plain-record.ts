import { tokenKind } from '../slack/facts/token-kinds.ts'
import { isFields, own, type ResponseFields, text } from './fields.ts'
import { flatRecord, hasTokenKey, plainKey } from './flat-record.ts'
import type { Certainty, ReadingFindings } from './types.ts'

/** Key names that do not show whether the token is a bot token or a user token. */
const tokens = new Set(['token', 'apitoken', 'oauthtoken', 'accesstoken'])
/** Key names that only an answer of Slack has. */
const answers = new Set(['ok', 'tokentype', 'autheduser', 'bot', 'teamdomain'])
const anId = /^[TE][A-Z0-9]{7,12}$/

/**
 * Other names for fields of a record. For each of these names, a function returns the usual name, which can depend on
 * the value.
 */
const others: Readonly<Record<string, (value: string) => string | undefined>> = {
  team: (value) => (anId.test(value) ? 'team_id' : 'team_name'),
  workspace: (value) => (anId.test(value) ? 'team_id' : 'team_name'),
  teamdomain: () => 'team_name',
}

export interface PlainRecord {
  readonly findings: ReadingFindings
  readonly certainty: Certainty
}

/**
 * Reads a record with a workspace and a token, in which key names do not show the kind of the token (`token`,
 * `access_token`) or of other fields (`scopes`, `refresh_token`). The prefix of the token shows the kind. Undefined for
 * an answer of Slack, and for any other object.
 */
export function readPlainRecord(value: ResponseFields): PlainRecord | undefined {
  if (!hasTokenKey(value)) return undefined
  const keys = Object.keys(value)
  const plain = keys.map((key) => [key, plainKey(key)] as const)
  if (plain.some(([, name]) => answers.has(name)) || isFields(own(value, 'team'))) return undefined
  const at = (name: string) => plain.find(([, one]) => one === name)?.[0]
  const renamed = new Map<string, string>()
  const found = plain.filter(([key, name]) => tokens.has(name) && isInstallToken(own(value, key)))
  const [only] = found
  const kinds = plain.flatMap(([key, name]) => (/token$/.test(name) ? (kindOf(own(value, key)) ?? []) : []))
  // An object with a user token under `access_token` can be an answer of oauth.access, so it is not read here.
  if (found.length > 1 || (only && only[1] === 'accesstoken' && kindOf(own(value, only[0])) === 'user'))
    return undefined
  // A token with a refresh token can be a configuration token, which has the prefix of a rotating user token.
  if (only?.[1] === 'token' && at('refreshtoken') !== undefined) return undefined
  const kind = only ? kindOf(own(value, only[0])) : kinds[0]
  if (kind === undefined) return undefined
  if (only) renamed.set(only[0], `${kind}_token`)
  const rename = (from: string, to: string) => {
    const key = at(from)
    if (key !== undefined && !keys.includes(to)) renamed.set(key, to)
  }
  for (const [key, name] of plain) {
    const word = text(own(value, key))
    const to = word === undefined ? undefined : others[name]?.(word)
    if (to !== undefined && at(plainKey(to)) === undefined) renamed.set(key, to)
  }
  if (at(`${kind}scopes`) === undefined && at(`${kind}scope`) === undefined) {
    rename('scope', `${kind}_scopes`)
    rename('scopes', `${kind}_scopes`)
  }
  rename('refreshtoken', `${kind}_refresh_token`)
  rename('expiresat', `${kind}_token_expires_at`)
  if (renamed.size === 0) return undefined
  const record = Object.fromEntries(keys.map((key) => [renamed.get(key) ?? key, own(value, key)]))
  const certainty = flatRecord.certainty(record)
  if (certainty === undefined) return undefined
  const back = new Map([...renamed].map(([key, to]) => [to, key]))
  const findings = flatRecord.read(record)
  const tokensOf = findings.tokens.map((one) => ({ ...one, path: back.get(one.path) ?? one.path }))
  return { findings: { ...findings, tokens: tokensOf }, certainty: only ? 'likely' : certainty }
}

function isInstallToken(value: unknown): boolean {
  return kindOf(value) !== undefined
}

function kindOf(value: unknown): 'bot' | 'user' | undefined {
  const kind = tokenKind(text(value) ?? '')
  return kind === 'bot' || kind === 'user' ? kind : undefined
}
