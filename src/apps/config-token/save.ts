import type { ConfigTokenPair } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { withoutInterruption } from '../../runtime/critical-section.ts'
import { slackApiUrl } from '../../runtime/settings.ts'
import { callMethod } from '../../slack/client/client.ts'
import { configError } from './errors.ts'
import { type ConfigTokenInput, unnamedWorkspace } from './read.ts'
import { configTokenLifetime, sendRotation, withConfigToken } from './rotate.ts'

/** Returns a text about how long a pair is valid: "good until 2026-01-05 22:10 UTC, rotated automatically". */
export function goodUntil({ expiresAt, refreshToken }: ConfigTokenPair): string {
  const time = `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`
  return refreshToken === ''
    ? `good until ${time} at the latest; it has no refresh token`
    : `good until ${time}, rotated automatically`
}

/**
 * Checks the given tokens with Slack, stores them for their workspace, and returns the stored pair. If there is a
 * refresh token, rotates the pair, because Slack's answer then names the workspace.
 * @throws CliError with the exit reason `usage`, `noToken` or `wrongToken`: Slack does not accept the pair; `failed`:
 * the network or a file failed.
 */
export async function saveConfigToken(given: ConfigTokenInput, context: Context): Promise<ConfigTokenPair> {
  const { terminal, store, settings } = context
  const apiUrl = settings.apiUrl?.url ?? slackApiUrl
  const { token, refreshToken } = given
  for (const secret of [token, refreshToken]) if (secret !== null) terminal.conceal(secret)
  if (refreshToken === null) return await keepAccessAlone(token ?? '', apiUrl, context)
  try {
    return await withoutInterruption(context, 'the rotation', async (signal) =>
      store.whileLocked(async (locked) => sendRotation({ refreshToken, apiUrl }, locked, { ...context, signal })),
    )
  } catch (error) {
    if (token === null || !(error instanceof CliError && error.code === 'config_token_expired')) throw error
    const storedToken = await keepAccessAlone(token, apiUrl, context)
    terminal.warn('The refresh token was used before, so the access token works only for the rest of its 12 hours')
    return storedToken
  }
}

/**
 * Checks an access token that has no refresh token: makes a call that changes nothing. Then stores the token and
 * returns the pair. Slack's answer may not name the workspace.
 */
async function keepAccessAlone(token: string, apiUrl: string, context: Context): Promise<ConfigTokenPair> {
  const { settings, clock, store } = context
  await store.proveWritable()
  const wire = { ...context, http: await context.http(), timeout: settings.httpTimeout, maxWait: settings.maxWait }
  const method = 'apps.manifest.validate'
  const args = { manifest: JSON.stringify({ display_information: { name: 'slack-tokens' } }) }
  const { body } = await callMethod({ apiUrl, method, token, args }, wire)
  if (body['ok'] !== true) throw configError(method, body, { teamId: 'an unknown workspace' })
  const { body: who } = await callMethod({ apiUrl, method: 'auth.test', token }, wire)
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const storedToken: ConfigTokenPair = {
    ...{ token, refreshToken: '', apiUrl },
    teamId: text(who['team_id']) ?? unnamedWorkspace,
    userId: text(who['user_id']),
    expiresAt: new Date(clock.now() + configTokenLifetime).toISOString(),
  }
  await store.update((kept) => withConfigToken(kept, storedToken))
  return storedToken
}
