import { forget } from '../config/forget.ts'
import { holdsSomething } from '../config/installation.ts'
import type { Config } from '../config/store.ts'
import { findStoredToken, nameOf, replaceStoredToken, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod } from '../slack/client/client.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { httpFor } from './http-for-token.ts'
import { tokenValue } from './secret-value.ts'

export interface Revoked {
  readonly name: string
  readonly identity: StoredToken['identity']
  readonly userId: string | null
  readonly userName: string | null
  /** The error code of auth.test after the revocation. The code proves that the token was revoked. */
  readonly proof: string
  /** Whether the whole installation was removed, because it had no other token or webhook. */
  readonly forgotten: boolean
}

/** The error codes of auth.test and auth.revoke for a token that no longer works. */
export const dead: ReadonlySet<string> = new Set(['invalid_auth', 'account_inactive', 'token_revoked', 'token_expired'])

/**
 * Revokes a token and its refresh token at Slack, and proves with auth.test that the token no longer works. Then
 * removes the token from the config file. For a bot token that does not expire, also removes the webhooks.
 * @throws CliError with the exit reason `failed` and the code `not_revoked` when auth.test still accepts the token;
 * otherwise with the exit reason of Slack's error.
 */
export async function revokeStoredToken(storedToken: StoredToken, context: Context): Promise<Revoked> {
  const { store, settings } = context
  const { installation, access, identity, name } = storedToken
  const http = await httpFor(installation.simulator, context)
  const request: RequestContext = { ...context, http, timeout: settings.httpTimeout, maxWait: settings.maxWait }
  // Revoke the refresh token first: if the second call fails, no program can get a new token.
  const value = await tokenValue(access.token, identity, context)
  for (const token of [access.refreshToken, value]) if (token !== null) await revokeToken(token, storedToken, request)
  const proof = await proveDead(storedToken, value, request)
  let forgotten = false
  await store.update((config) => {
    const found = findStoredToken(config, storedToken)
    if (!found) return config
    const without = withoutWebhooks(replaceStoredToken(config, found, null), found)
    const left = without.profiles[found.name]
    forgotten = left !== undefined && !holdsSomething(left)
    return forgotten ? forget(without, found.name) : without
  })
  return { name, identity, userId: access.userId, userName: access.userName, proof, forgotten }
}

async function revokeToken(
  token: string,
  { installation: { apiUrl } }: StoredToken,
  request: RequestContext,
): Promise<void> {
  request.terminal.conceal(token)
  const { body } = await callMethod({ apiUrl, method: 'auth.revoke', token }, request)
  if (body['ok'] !== true && !dead.has(String(body['error']))) throw slackError('auth.revoke', body)
}

async function proveDead(storedToken: StoredToken, token: string, request: RequestContext): Promise<string> {
  const { installation } = storedToken
  const { body } = await callMethod({ apiUrl: installation.apiUrl, method: 'auth.test', token }, request)
  if (body['ok'] === true) {
    throw new CliError('failed', `auth.revoke succeeded, but auth.test still accepts ${nameOf(storedToken)}`, {
      code: 'not_revoked',
      hint: 'The token is still stored. Try again in a minute; see also the app’s settings at Slack, under Install App',
    })
  }
  if (!dead.has(String(body['error']))) throw slackError('auth.test', body)
  return String(body['error'])
}

function withoutWebhooks(config: Config, { name, identity, access }: StoredToken): Config {
  const installation = config.profiles[name]
  if (!installation || identity !== 'bot' || access.refreshToken !== null) return config
  return { ...config, profiles: { ...config.profiles, [name]: { ...installation, webhooks: [] } } }
}
