import { scopesIn } from '../../responses/fields.ts'
import { joinPath } from '../../responses/path.ts'
import { maskSecrets } from '../../slack/facts/mask.ts'
import { scopeFacts } from '../../slack/facts/scopes.ts'
import { mask } from '../../slack/facts/token-kinds.ts'
import type { FieldRow } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import { isSecret, isWebhook, meaningOf } from './field-meanings.ts'
import { knownFieldMeaning } from './known-fields.ts'
import { shownWebhook } from './redaction.ts'
import { tokenMeaning } from './token-meanings.ts'

type ExplainedBody = Readonly<Record<string, unknown>>

export interface ExplainedFields {
  readonly rows: readonly FieldRow[]
  /** Names of the fields without a known meaning, each with the type of its value. */
  readonly unknown: readonly string[]
  /** Tokens and webhooks without a row of their own, because they are in nested objects or elsewhere in the text. */
  readonly beside: Pick<Explanation, 'tokens' | 'webhooks'>
}

// Objects whose fields are listed one by one. Any other object is shown as one field.
const containers = new Set([
  ...['authed_user', 'bot', 'credentials', 'enterprise', 'incoming_webhook', 'response_metadata', 'team'],
  // The objects of Slack's Node SDK.
  ...['incomingWebhook', 'user'],
])

/** Pairs of fields: the name and the id of the same object. Each pair is shown on one line. */
const named = [
  { label: 'team', name: 'team.name', id: 'team.id' },
  { label: 'enterprise', name: 'enterprise.name', id: 'enterprise.id' },
  {
    label: 'incoming_webhook.channel',
    name: 'incoming_webhook.channel',
    id: 'incoming_webhook.channel_id',
  },
] as const

/**
 * Explains every field of an answer in plain words: first the secrets that call Slack, then the other fields in their
 * original order. Masks secrets unless `secrets` is true.
 */
export function explainFields(explanation: Explanation, secrets: boolean): ExplainedFields {
  const { value: answer, at, tokens, webhooks } = explanation
  const rows: FieldRow[] = []
  const unknown: string[] = []
  const secretsFound = [...tokens, ...webhooks.map(({ path, url }) => ({ path, value: url }))]
  const entries = isBody(answer) ? joinNames(fieldsOf(answer)) : []
  // The values are compared too, because the same path can have two spellings.
  const rank = ([path, value]: ExplainedEntry) =>
    secretsFound.findIndex((one) => one.path === joinPath(at, path) || (one.value === value && value !== ''))
  const secret = entries.filter((entry) => rank(entry) >= 0).toSorted((one, other) => rank(one) - rank(other))
  const others = entries.filter((entry) => rank(entry) < 0)
  for (const [path, value] of [...secret, ...others]) {
    if (rows.length > 0 && path === others[0]?.[0] && secret.length > 0) rows.push(emptyRow)
    const token = tokens.find((one) => one.path === joinPath(at, path)) ?? tokens.find((one) => one.value === value)
    const means = token
      ? tokenMeaning(token)
      : (knownFieldMeaning(explanation.known, path, value) ?? meaningOf(path, value, explanation.shape))
    const named = explanation.credentials.some((one) => one.path === joinPath(at, path))
    if (means === undefined && named) continue
    if (means === undefined) unknown.push(`${plain(maskSecrets(path), 40)} (${typeName(value)})`)
    else rows.push(...fieldRows({ path, value, means, secrets }))
  }
  const more = unknown.length - 12
  const values = new Set(entries.map(([, value]) => value))
  const beside = {
    tokens: tokens.filter(({ value }) => !values.has(value)),
    webhooks: webhooks.filter(({ url }) => !values.has(url)),
  }
  return { rows, beside, unknown: more > 0 ? [...unknown.slice(0, 12), `and ${more} more`] : unknown }
}

/** The row between the secrets and the other fields. */
const emptyRow: FieldRow = { label: '', value: '', means: '' }

type ExplainedEntry = readonly [path: string, value: unknown]

function fieldsOf(body: ExplainedBody): ExplainedEntry[] {
  return Object.entries(body).flatMap(([key, value]): ExplainedEntry[] => {
    const nested = containers.has(key) && isBody(value) ? Object.entries(value) : []
    return nested.length > 0 ? nested.map(([inner, part]) => [`${key}.${inner}`, part] as const) : [[key, value]]
  })
}

function joinNames(entries: readonly ExplainedEntry[]): ExplainedEntry[] {
  const texts = new Map(entries.filter(([, value]) => typeof value === 'string' && value !== ''))
  return entries.flatMap(([path, value]): ExplainedEntry[] => {
    const pair = named.find(({ name, id }) => name === path || id === path)
    if (!pair || !texts.has(pair.name) || !texts.has(pair.id)) return [[path, value]]
    return path === pair.id ? [[pair.label, `${String(texts.get(pair.name))} (${String(value)})`]] : []
  })
}

interface ExplainedField {
  readonly path: string
  readonly value: unknown
  readonly means: string
  readonly secrets: boolean
}

function fieldRows({ path, value, means, secrets }: ExplainedField): FieldRow[] {
  if (!/scopes?$/i.test(path) || (typeof value !== 'string' && !Array.isArray(value))) {
    return [{ label: path, value: shown(path, value, secrets), means }]
  }
  const scopes = scopesIn(value)
  if (scopes.length === 0) return [{ label: path, value: '(empty)', means: means.replace(/:$/, '') }]
  const count = `${scopes.length} scope${scopes.length === 1 ? '' : 's'}`
  return [{ label: path, value: count, means }, ...scopeRows(scopes)]
}

/**
 * Returns a row for each scope with its meaning. If there are more than seven scopes, the last row only names the
 * scopes after the sixth, so that the rows fit one screen.
 */
export function scopeRows(scopes: readonly string[]): FieldRow[] {
  const explained = scopes.length > 7 ? scopes.slice(0, 6) : scopes
  const shownScope = (scope: string) => plain(maskSecrets(scope), 40)
  const rows = explained.map((scope) => ({
    label: '',
    value: `  ${shownScope(scope)}`,
    means: scopeFacts(scope)?.means ?? 'not known here',
  }))
  const rest = scopes.slice(explained.length)
  if (rest.length === 0) return rows
  return [...rows, { label: '', value: `  ${rest.length} more`, means: rest.slice(0, 40).map(shownScope).join(', ') }]
}

function shown(path: string, value: unknown, secrets: boolean): string {
  if (typeof value === 'string' && secrets) return plain(value, Number.POSITIVE_INFINITY)
  if (typeof value === 'string' && isWebhook(path)) return plain(shownWebhook(value), 70)
  if (typeof value === 'string' && isSecret(path)) return plain(mask(value), 70)
  if (isSecret(path) || isBody(value)) return `(${typeName(value)})`
  const text = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join('; ') : String(value)
  return plain(maskSecrets(text).replace(/^https:\/\//, ''), 70)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value
}

function isBody(value: unknown): value is ExplainedBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
