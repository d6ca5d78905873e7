import { type CredentialKind, credentialFacts } from '../slack/facts/credential-names.ts'
import { isNeutral, kindByWords, knownName, wordsOf } from '../slack/facts/credential-words.ts'
import { hookAddress } from '../slack/facts/hook-addresses.ts'
import { isRedacted, tokenKind } from '../slack/facts/token-kinds.ts'
import { type NamedValue, namedValues } from './named-values.ts'

/** One credential of an app in a file: its kind, by its value first and then by its name. */
export interface ResponseCredential {
  /** Null for a credential of Slack whose kind the name does not show. */
  readonly kind: CredentialKind | null
  readonly path: string
  readonly value: string
  /** `odd`: not in the form of its kind; `placeholder`: text to be replaced. */
  readonly state: 'whole' | 'redacted' | 'placeholder' | 'empty' | 'odd'
  /** Products that use this name; null when no known product does. */
  readonly product: string | null
  /** A wrong conclusion that the name suggests, as a whole sentence. */
  readonly misleads: string | null
}

/**
 * Finds client ids, secrets and other credentials of apps in a value, by the names that products use. Tokens, webhooks
 * and addresses are listed elsewhere, so here they count only when their value is missing or their name misleads. Pure;
 * visits each part of the value once.
 */
export function findCredentials(value: unknown): readonly ResponseCredential[] {
  const named = namedValues(value).map((one) => ({ ...one, value: one.value.replace(curly, '$1') }))
  // A secret alone may be of any product: next to a client id of Slack's form, or to a token, it is an app's.
  const owners = new Set(named.filter(({ value: one }) => isOfSlack(one)).map(({ folder }) => folder))
  const seen = new Set<string>()
  return named.flatMap((one) => {
    const found = credentialAt(one, owners.has(one.folder))
    if (!found || seen.has(`${found.path} ${found.value}`)) return []
    seen.add(`${found.path} ${found.value}`)
    return [found]
  })
}

/** Quotes of a word processor around a value. */
const curly = /^[“‘](.*)[”’]$/

/** The kind that the name alone suggests. */
export function credentialName(keys: readonly string[]): CredentialKind | undefined {
  return knownName(keys)?.kind
}

function credentialAt({ keys, path, value }: NamedValue, besideClientId: boolean): ResponseCredential | undefined {
  const row = knownName(keys)
  const words = wordsOf(keys.at(-1) ?? '')
  const slack = keys.some((key) => /slack/i.test(key))
  const facts = { path, value, product: row?.product ?? null, misleads: row?.misleads ?? null }
  if (tokenKind(value) !== undefined || hookAddress(value)) {
    return row?.misleads ? { ...facts, kind: row.kind, state: stateOf(row.kind, value) } : undefined
  }
  if (isReference(words)) return undefined
  // A secret whose name has no owner may be anything: another word in the name must say what it is.
  const told = slack || (isNeutral(words) && words.some((word) => /^(?:client|signing|verification)/.test(word)))
  const byName = row?.kind ?? (told ? kindByWords(words) : undefined)
  if (byName === 'webhook' && !words.some((word) => word.includes('hook'))) return undefined
  const kind = byValue(byName, { value, slack })
  if (!kind) {
    const secret = slack && words.includes('slack') && /secret|token|key|password/i.test(keys.at(-1) ?? '')
    const state = stateOf('clientSecret', value)
    return secret && state === 'whole' ? { ...facts, kind: null, state } : undefined
  }
  const state = stateOf(kind, value)
  if (slack || row) return { ...facts, kind, state }
  if (isAlways(kind, value)) return { ...facts, kind, state }
  return besideClientId && credentialFacts[kind].secret && state === 'whole' ? { ...facts, kind, state } : undefined
}

/** Names of containers: a file, another secret, a switch. */
function isReference(words: readonly string[]): boolean {
  return words.some((word) => ['existing', 'file', 'path', 'ref', 'enabled', 'enable', 'name'].includes(word))
}

/** Recognized by its form at any place. */
function isAlways(kind: CredentialKind, value: string): boolean {
  return kind === 'clientId' && isClientId(value)
}

/** `SLACK_KEY`, `AUTH_SLACK_ID` and an id of an app are ambiguous: the value decides. */
function byValue(
  named: CredentialKind | undefined,
  { value, slack }: { readonly value: string; readonly slack: boolean },
): CredentialKind | undefined {
  if (isClientId(value) && slack && named !== 'redirectUri') return 'clientId'
  if (named === 'clientId' && /^A[A-Z0-9]{8,}$/.test(value)) return 'appId'
  if (named === 'redirectUri') return /^https?:/.test(value) && slack ? named : undefined
  return named
}

function isOfSlack(value: string): boolean {
  return isClientId(value) || tokenKind(value) !== undefined
}

// The timestamp of a message has ten digits and six.
function isClientId(value: string): boolean {
  return /^\d{1,20}\.\d{1,20}$/.test(value) && !/^\d{10}\.\d{6}$/.test(value) && !/^\d{1,3}\.\d{2,}$/.test(value)
}

const fillIn =
  /^(?:<.*>|\$\{?[\w.:-]+\}?|\$\(.*\)|\{\{.*\}\}|%[\w.]+%|(?:your|my|change|replace|insert|enter|todo|example|xxx|foo|dummy|none|null|undefined|secret|\.\.\.).*|["'].*["'])$/i

/** Values of sops, Ansible Vault, Spring Cloud Config and Vault's transit engine, which are not the secret. */
const encrypted = /^(?:ENC\[|\$ANSIBLE_VAULT;|\{cipher\}|vault:v\d+:)|:censored:/

function stateOf(kind: CredentialKind, value: string): ResponseCredential['state'] {
  if (value === '') return 'empty'
  if (encrypted.test(value)) return 'placeholder'
  if (fillIn.test(value) || /^(?:x|X|0)+$/.test(value) || /\$\{[^}$]*\}/.test(value)) return 'placeholder'
  if (kind === 'clientId') return /^\d+\.\d+$/.test(value) ? 'whole' : /[xX…*]{3}/.test(value) ? 'redacted' : 'odd'
  if (kind === 'appId') return /^A[A-Z0-9]{5,}$/.test(value) ? 'whole' : 'odd'
  if (isTokenKind(kind)) return tokenKind(value) ? (isRedacted(value) ? 'redacted' : 'whole') : 'odd'
  if (kind === 'webhook') return /^https?:\/\/\S+$/.test(value) ? 'whole' : 'odd'
  return /…|\*{3}|redacted|x{6}/i.test(value) ? 'redacted' : 'whole'
}

function isTokenKind(kind: CredentialKind): boolean {
  return ['appToken', 'botToken', 'userToken', 'refreshToken', 'configToken'].includes(kind)
}
