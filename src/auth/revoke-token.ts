import { forget } from '../config/forget.ts'
import { holdsSomething } from '../config/installation.ts'
import type { Kept } from '../config/store.ts'
import { findPair, type KeptPair, nameOf, replacePair } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod } from '../slack/client/client.ts'
import type { Wire } from '../slack/client/transport.ts'
import { httpFor } from './http-for-token.ts'

export interface Revoked {
  readonly name: string
  readonly identity: KeptPair['identity']
  readonly userId: string | null
  readonly userName: string | null
  /** What auth.test says of it now: the code that proves the end. */
  readonly proof: string
  /** The installation went with it: nothing else was left of it. */
  readonly forgotten: boolean
}

/** What auth.test and auth.revoke say of a token that is no more. */
export const dead: ReadonlySet<string> = new Set(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired'])

/**
 * Revokes a token at Slack, of a pair both halves, proves it with auth.test, and takes it out of the file; with the bot's
 * long-lived token go its webhooks.
 * @throws CliError failed, code `not_revoked`: auth.test still takes it; else by the row of Slack's error.
 */
export async function revokePair(pair: KeptPair, context: Context): Promise<Revoked> {
  const { store, settings } = context
  const { installation, access, identity, name } = pair
  const http = await httpFor(installation.simulator, context)
  const wire: Wire = { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait }
  // The refresh token first: the other half could only be refreshed with it.
  for (const token of [access.refreshToken, access.token]) if (token !== null) await revokeToken(token, pair, wire)
  const proof = await proveDead(pair, wire)
  let forgotten = false
  await store.update((kept) => {
    const found = findPair(kept, pair)
    if (!found) return kept
    const without = withoutWebhooks(replacePair(kept, found, null), found)
    const left = without.profiles[found.name]
    forgotten = left !== undefined && !holdsSomething(left)
    return forgotten ? forget(without, found.name) : without
  })
  return { name, identity, userId: access.userId, userName: access.userName, proof, forgotten }
}

async function revokeToken(token: string, { installation: { apiUrl } }: KeptPair, wire: Wire): Promise<void> {
  wire.terminal.conceal(token)
  const { body } = await callMethod({ apiUrl, method: 'auth.revoke', token }, wire)
  if (body['ok'] !== true && !dead.has(String(body['error']))) throw slackError('auth.revoke', body)
}

async function proveDead(pair: KeptPair, wire: Wire): Promise<string> {
  const { installation, access } = pair
  const { body } = await callMethod({ apiUrl: installation.apiUrl, method: 'auth.test', token: access.token }, wire)
  if (body['ok'] === true) {
    throw new CliError('failed', `auth.revoke was taken, yet auth.test still answers for ${nameOf(pair)}`, {
      code: 'not_revoked',
      hint: 'It is kept here. Try again in a minute; see also the app’s settings at Slack, under Install App',
    })
  }
  if (!dead.has(String(body['error']))) throw slackError('auth.test', body)
  return String(body['error'])
}

function withoutWebhooks(kept: Kept, { name, identity, access }: KeptPair): Kept {
  const installation = kept.profiles[name]
  if (!installation || identity !== 'bot' || access.refreshToken !== null) return kept
  return { ...kept, profiles: { ...kept.profiles, [name]: { ...installation, webhooks: [] } } }
}
