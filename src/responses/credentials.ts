import { type CredentialKind, credentialFacts } from '../slack/facts/credential-names.ts'
import { isNeutral, kindByWords, knownName, ownName, wordsOf } from '../slack/facts/credential-words.ts'
import { hookAddress } from '../slack/facts/hook-addresses.ts'
import { isPlaceholder, placeholderKind } from '../slack/facts/placeholders.ts'
import { isRedacted, tokenKind } from '../slack/facts/token-kinds.ts'
import { type NamedValue, namedValues } from './named-values.ts'

/** One credential of an app in a file. The value shows its kind; if the value does not, the name shows it. */
export interface ResponseCredential {
  /** The kind of the credential; null for a credential of Slack when the name does not show the kind. */
  readonly kind: CredentialKind | null
  readonly path: string
  readonly value: string
  /**
   * `odd`: the value does not have the format of its kind. `placeholder`: the value is text that the developer must
   * replace.
   */
  readonly state: 'whole' | 'redacted' | 'placeholder' | 'empty' | 'odd'
  /** The products that use this name; null when no known product uses it. */
  readonly product: string | null
  /** A warning, in a whole sentence, when the name suggests something wrong. */
  readonly misleads: string | null
}

/**
 * Finds client ids, secrets and other credentials of apps in a value, by the names that products use. Returns a token,
 * webhook or address only when its value is missing or its name misleads; other functions list the rest. Pure; visits
 * each part of the value once.
 */
export function findCredentials(value: unknown): readonly ResponseCredential[] {
  const named = namedValues(value).map((one) => ({ ...one, value: one.value.replace(curly, '$1') }))
  // A secret alone can belong to any product. Next to a token or a client id in Slack's format, it is an app's secret.
  const owners = new Set(named.filter(({ value: one }) => isOfSlack(one)).map(({ folder }) => folder))
  const seen = new Set<string>()
  const anyOfSlack = owners.size > 0 || named.some(({ value: one }) => /\bx(?:ox[bp]|app)-\d/.test(one))
  return named.flatMap((one) => {
    // Only Slack calls 32 hexadecimal digits a signing secret.
    const isSigning =
      anyOfSlack &&
      /^[0-9a-f]{32}$/.test(one.value) &&
      /^(?:slack)?[_ .-]?signing[_ .-]?secret$/i.test(one.keys.at(-1) ?? '')
    const found = credentialAt(one, isSigning || owners.has(one.folder))
    if (!found || seen.has(`${found.path} ${found.value}`)) return []
    seen.add(`${found.path} ${found.value}`)
    return [found]
  })
}

/** The quotes that a word processor wrote around a value. */
const curly = /^[“‘](.*)[”’]$/

function credentialAt({ keys, path, value }: NamedValue, besideClientId: boolean): ResponseCredential | undefined {
  const known = knownName(keys)
  const slack = keys.some((key) => /slack/i.test(key))
  const last = keys.at(-1) ?? ''
  const prefixKind = placeholderKind(value)
  const promised = prefixKind !== undefined && isPlaceholder(value) ? prefixKind : undefined
  // Without a word for Slack, the name must contain `client`, `signing` or `verification` (see below).
  if (!known && !slack && !promised && !/client|signing|verification/.test(last.toLowerCase())) return undefined
  // In some products, this name means the client id. In other places, its value can be an app id. Then ignore the row.
  const row = known?.kind === 'clientId' && isAppId(value) ? undefined : known
  const words = wordsOf(ownName(last))
  const facts = { path, value, product: row?.product ?? null, misleads: row?.misleads ?? null }
  if (promised) return { ...facts, kind: promised, state: 'placeholder' }
  if (tokenKind(value) !== undefined || hookAddress(value)) {
    return row?.misleads ? { ...facts, kind: row.kind, state: stateOf(row.kind, value) } : undefined
  }
  if (isReference(words)) return undefined
  // The word `secret` can mean any secret. Without a word for Slack, the name must contain `client`, `signing` or
  // `verification`.
  const told = slack || (isNeutral(words) && words.some((word) => /^(?:client|signing|verification)/.test(word)))
  const byName = row?.kind ?? (told ? kindByWords(words) : undefined)
  if (byName === 'webhook' && !words.some((word) => word.includes('hook'))) return undefined
  const kind = byValue(byName, { value, slack })
  if (!kind) {
    const secret = slack && words.includes('slack') && /secret|token|key|password/i.test(last)
    const state = stateOf('clientSecret', value)
    return secret && state === 'whole' ? { ...facts, kind: null, state } : undefined
  }
  const state = stateOf(kind, value)
  if (slack || row) return { ...facts, kind, state }
  if (isAlways(kind, value)) return { ...facts, kind, state }
  const counts = state === 'placeholder' || (state === 'whole' && credentialFacts[kind].secret)
  return besideClientId && counts ? { ...facts, kind, state } : undefined
}

/** Whether the words of a name mean that its value is no secret, but a file path, the name of a secret, or a switch. */
function isReference(words: readonly string[]): boolean {
  const secret =
    words.some((word) => /secret/.test(word)) && words.some((word) => ['id', 'arn', 'version'].includes(word))
  return secret || words.some((word) => ['existing', 'file', 'path', 'ref', 'enabled', 'enable', 'name'].includes(word))
}

/** Whether the format alone shows the kind of the value, so that the name does not matter. */
function isAlways(kind: CredentialKind, value: string): boolean {
  return kind === 'clientId' && isClientId(value)
}

/** Returns the kind that name and value show together, for ambiguous names such as `SLACK_KEY` and `AUTH_SLACK_ID`. */
function byValue(
  named: CredentialKind | undefined,
  { value, slack }: { readonly value: string; readonly slack: boolean },
): CredentialKind | undefined {
  if (isClientId(value) && slack && named !== 'redirectUri') return 'clientId'
  if (named === 'clientId' && isAppId(value)) return 'appId'
  if (named === 'redirectUri') return /^https?:/.test(value) && slack ? named : undefined
  return named
}

function isAppId(value: string): boolean {
  return /^A[A-Z0-9]{8,}$/.test(value)
}

function isOfSlack(value: string): boolean {
  return isClientId(value) || tokenKind(value) !== undefined
}

// A message timestamp has ten digits, a full stop and six digits.
function isClientId(value: string): boolean {
  return /^\d{1,20}\.\d{1,20}$/.test(value) && !/^\d{10}\.\d{6}$/.test(value) && !/^\d{1,3}\.\d{2,}$/.test(value)
}

function stateOf(kind: CredentialKind, value: string): ResponseCredential['state'] {
  if (value === '') return 'empty'
  if (isPlaceholder(value)) return 'placeholder'
  if (kind === 'clientId') return /^\d+\.\d+$/.test(value) ? 'whole' : /[xX…*]{3}/.test(value) ? 'redacted' : 'odd'
  if (kind === 'appId') return /^A[A-Z0-9]{5,}$/.test(value) ? 'whole' : 'odd'
  if (isTokenKind(kind)) return tokenKind(value) ? (isRedacted(value) ? 'redacted' : 'whole') : 'odd'
  if (kind === 'webhook') return /^https?:\/\/\S+$/.test(value) ? 'whole' : 'odd'
  return /…|\*{3}|redacted|x{6}/i.test(value) ? 'redacted' : 'whole'
}

function isTokenKind(kind: CredentialKind): boolean {
  return ['appToken', 'botToken', 'userToken', 'refreshToken', 'configToken'].includes(kind)
}
