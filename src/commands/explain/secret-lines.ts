import type { ResponseCredential } from '../../responses/credentials.ts'
import { credentialFacts } from '../../slack/facts/credential-names.ts'
import { otherHook } from '../../slack/facts/hook-addresses.ts'
import { mask } from '../../slack/facts/token-kinds.ts'
import { fieldTable, type TextSheet } from '../../terminal/layout.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import { scopeRows } from './fields.ts'
import { shownWebhook } from './redaction.ts'
import { tokenMeaning } from './token-meanings.ts'

/**
 * Returns a table of the secrets: tokens with their scopes, webhooks, addresses and credentials. Each has its path
 * without the prefix `at`. Masks secrets unless `secrets` is true.
 */
export function secretLines(
  {
    tokens,
    webhooks,
    addresses = [],
    credentials = [],
    at,
  }: Pick<Explanation, 'tokens' | 'webhooks' | 'at'> & Partial<Pick<Explanation, 'addresses' | 'credentials'>>,
  secrets: boolean,
  sheet: TextSheet,
): string[] {
  return fieldTable(
    [
      ...tokens.flatMap((token) => [
        {
          label: inside(token.path, at) || 'token',
          value: plain(secrets ? token.value : mask(token.value), 300),
          means: tokenMeaning(token),
        },
        ...scopeRows(token.scopes),
      ]),
      ...webhooks.map(({ path, url, channel }) => ({
        label: inside(path, at) || 'webhook',
        value: plain(secrets ? url : shownWebhook(url), 300),
        means: `WEBHOOK: posts to ${plain(channel ?? 'one channel', 60)} with no token`,
      })),
      ...addresses.map(({ path, url }) => ({
        label: inside(path, at) || 'address',
        value: plain(secrets ? url : shownWebhook(url), 300),
        means: addressMeaning(url),
      })),
      ...credentials.map((one) => ({
        label: inside(one.path, at) || 'credential',
        value: credentialValue(one, secrets),
        means: credentialMeaning(one),
      })),
    ],
    sheet,
  )
}

function credentialValue({ kind, state, value }: ResponseCredential, secrets: boolean): string {
  if (state === 'empty') return '(empty)'
  if (state === 'placeholder') return '(to be filled in)'
  const open = secrets || (kind !== null && !credentialFacts[kind].secret)
  return plain(open ? value : mask(value), 120)
}

function credentialMeaning({ kind, state, product }: ResponseCredential): string {
  if (kind === null) return 'a name that is not known here'
  const { label, means } = credentialFacts[kind]
  const odd = state === 'odd' ? `; this value has not the form of one` : ''
  return `${label.toUpperCase()}: ${means}${product === null ? '' : ` (a name of ${product})`}${odd}`
}

function addressMeaning(url: string): string {
  const hook = otherHook(url)
  return hook ? `NO WEBHOOK: ${hook.label}. ${hook.means}` : ''
}

/** Returns the rest of a path after `at`, because the title already shows `at`. */
function inside(path: string, at: string): string {
  return path.startsWith(at) ? path.slice(at.length).replace(/^\./, '') : path
}
