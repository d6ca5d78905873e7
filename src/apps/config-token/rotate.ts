import type { ConfigTokenPair } from '../../config/installation.ts'
import { savedOrRecovered } from '../../config/recovery.ts'
import { recovered } from '../../config/recovery-file.ts'
import type { Config, LockedStore } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { withoutInterruption } from '../../runtime/critical-section.ts'
import { callMethod } from '../../slack/client/client.ts'
import { configTokenEnded, rotationRefused } from './errors.ts'
import { workspaceWords } from './read.ts'

/** Milliseconds before expiry at which a pair is rotated, so that it does not expire during a long call. */
const margin = 10 * 60_000

/** Lifetime of an access token: twelve hours (docs.slack.dev/app-manifests/configuring-apps-with-app-manifests). */
export const configTokenLifetime = 12 * 60 * 60_000

/**
 * The time limit of the request in milliseconds. This process has the lock during the request, and other processes wait
 * at most 30 s for the lock, so the limit is shorter.
 */
const longest = { timeout: 20_000, maxWait: 0 }

/**
 * Returns the pair of tokens; rotates the pair first when it is about to expire.
 * @throws CliError with the exit reason `noToken`: the pair has expired and cannot be rotated.
 */
export async function freshConfigToken(storedToken: ConfigTokenPair, context: Context): Promise<ConfigTokenPair> {
  const left = Date.parse(storedToken.expiresAt) - context.clock.now()
  if (left > margin) return storedToken
  if (storedToken.refreshToken !== '') return await rotateConfigToken(storedToken, { lasts: left > 0 }, context)
  if (left > 0) return storedToken
  throw configTokenEnded(
    `The app configuration token of ${workspaceWords(storedToken.teamId)} has expired, and no refresh token is stored with it`,
  )
}

/**
 * Exchanges a stored pair for a new pair, and returns the new pair. A refresh token works once, so the file is locked
 * and read again first. If another process has already rotated the pair, returns that result and sends nothing.
 * @param lasts whether the old access token still works when the rotation fails.
 * @throws CliError with the exit reason `noToken`: another process removed the pair, or the refresh token was used;
 * `failed`: the network or a file failed.
 */
export async function rotateConfigToken(
  stale: ConfigTokenPair,
  { lasts }: { lasts: boolean },
  context: Context,
): Promise<ConfigTokenPair> {
  return await withoutInterruption(context, 'the rotation', async (signal) =>
    context.store.whileLocked(async (locked) => {
      const now = locked.config.configTokens?.[stale.teamId]
      if (!now)
        throw configTokenEnded(
          `Another command has removed the app configuration token of ${workspaceWords(stale.teamId)}`,
        )
      if (now.token !== stale.token) return now
      try {
        return await sendRotation(now, locked, { ...context, signal })
      } catch (error) {
        if (!lasts || !(error instanceof CliError) || error.code === 'save_failed') throw error
        context.terminal.warn(`The app configuration token could not be rotated: ${error.message}`)
        context.terminal.note(`  The present token is used until it expires, ${now.expiresAt}`)
        return now
      }
    }),
  )
}

/**
 * Sends one request to `tooling.tokens.rotate`, saves the new pair, and returns it. Call this function only while this
 * process has the lock.
 * @throws CliError with the exit reason `noToken`: the refresh token was used; `failed`: the file cannot
 * be written, the network failed, or the new pair was saved only in a recovery file.
 */
export async function sendRotation(
  old: Pick<ConfigTokenPair, 'refreshToken' | 'apiUrl'>,
  locked: LockedStore,
  context: Context,
): Promise<ConfigTokenPair> {
  const { terminal, clock, settings } = context
  locked.proveWritable()
  terminal.conceal(old.refreshToken)
  const timeout = Math.min(settings.httpTimeout, longest.timeout)
  const wire = { ...context, http: await context.http(), timeout, maxWait: longest.maxWait }
  const method = 'tooling.tokens.rotate'
  const args = { refresh_token: old.refreshToken }
  const { body } = await callMethod({ apiUrl: old.apiUrl, method, args }, wire)
  if (body['ok'] !== true) throw rotationRefused(body)
  const storedToken = readRotated(body, { apiUrl: old.apiUrl, now: clock.now() })
  terminal.conceal(storedToken.token)
  const recovery = () => recovered({ configTokens: { [storedToken.teamId]: storedToken } })
  const again = 'then make a new pair at https://api.slack.com/apps: the pair from Slack is lost'
  await savedOrRecovered(
    () => locked.save((config) => withConfigToken(config, storedToken)),
    { what: 'tokens', recovery, again },
    context,
  )
  return storedToken
}

/** Returns the config with this pair instead of the workspace's earlier pair. */
export function withConfigToken(config: Config, storedToken: ConfigTokenPair): Config {
  return { ...config, configTokens: { ...config.configTokens, [storedToken.teamId]: storedToken } }
}

/**
 * Returns the pair in Slack's answer. The expiry is the time of this computer's clock plus the difference between the
 * two times in the answer.
 */
function readRotated(
  body: Readonly<Record<string, unknown>>,
  { apiUrl, now }: { apiUrl: string; now: number },
): ConfigTokenPair {
  const { token, refresh_token: refreshToken, team_id: teamId, user_id: userId, iat, exp } = body
  if (typeof token !== 'string' || typeof refreshToken !== 'string' || typeof teamId !== 'string')
    throw new CliError('failed', 'tooling.tokens.rotate: Slack’s answer has no pair of tokens', {
      code: 'unreadable_answer',
      hint: 'The old pair no longer works. Make a new pair at https://api.slack.com/apps, then: slack-tokens app config-token',
    })
  const lifetime = typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * 1000 : configTokenLifetime
  return {
    ...{ token, refreshToken, teamId, apiUrl },
    userId: typeof userId === 'string' ? userId : null,
    expiresAt: new Date(now + lifetime).toISOString(),
  }
}
