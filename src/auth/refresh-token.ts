import type { RefreshProblem } from '../config/installation.ts'
import type { LockedStore } from '../config/store.ts'
import { findStoredToken, replaceStoredToken, type StoredToken } from '../config/stored-token.ts'
import { isStuck } from '../config/token-end.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { withoutInterruption } from '../runtime/critical-section.ts'
import { slackError } from '../slack/client/api-error.ts'
import { type Answer, callMethod } from '../slack/client/client.ts'
import { mayHaveArrived } from '../slack/client/network-error.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { type ClientCredentials, clientOf } from './client-credentials.ts'
import { noteSkew } from './clock-skew.ts'
import { httpFor } from './http-for-token.ts'
import {
  answerWasLost,
  doesNotRotate,
  needsReinstall,
  type RefreshCircumstances,
  refreshTokenSpent,
  wasRemoved,
} from './refresh-errors.ts'
import { saveNewToken } from './save-token.ts'
import { checkReplaceable } from './secret-value.ts'

export interface TokenRefreshOptions {
  /** Whether to send the refresh token even if an earlier refresh failed in a way that probably used it up. */
  readonly force?: boolean
}

export interface RefreshResult {
  readonly storedToken: StoredToken
  /** True when another process had already refreshed the token, so that nothing was sent. */
  readonly byAnother: boolean
}

const method = 'oauth.v2.access'
/** Maximum milliseconds for the request. Other processes wait 30 s for the lock, so the request must end earlier. */
export const patience = { timeout: 20_000, maxWait: 5_000 }
/** Slack's error codes after which the refresh may have taken effect. */
const doubtful: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
])

/**
 * Refreshes one token and returns the stored result. A refresh token works once, so this function locks the file and
 * reads it again. If another process has already refreshed the token, returns that result. Otherwise saves that a
 * refresh is pending, sends one request, and saves the new tokens at once. After a failure, the stored token does not
 * change.
 * @throws CliError with the exit reason `failed`: `refresh_answer_lost`, `save_failed` with the recovery file, network;
 * `noToken`: `invalid_refresh_token`, `needs_reinstall`; `usage`: `no_client_secret`, `not_rotating`; otherwise Slack's
 * code.
 */
export async function refreshStoredToken(
  storedToken: StoredToken,
  context: Context,
  options: TokenRefreshOptions = {},
): Promise<RefreshResult> {
  const { store } = context
  checkReplaceable(storedToken)
  const client = await clientOf(storedToken.installation, await store.read(), context)
  const http = await httpFor(storedToken.installation.simulator, context)
  return await store.whileLocked(async (locked) => {
    const now = findStoredToken(locked.config, storedToken)
    if (!now) throw wasRemoved(storedToken)
    checkReplaceable(now)
    if (now.access.token !== storedToken.access.token) return { storedToken: now, byAnother: true }
    const circumstances: RefreshCircumstances = { storedToken: now, config: locked.config, now: context.clock.now() }
    const before = now.access.refreshTrouble
    if (now.access.refreshToken === null) throw doesNotRotate(now)
    if (before && !options.force && isStuck(now.access)) throw needsReinstall(circumstances, before)
    locked.proveWritable()
    const tries = (before?.state === 'pending' ? before.tries : 0) + 1
    const pending: RefreshProblem = { state: 'pending', at: new Date(circumstances.now).toISOString(), tries }
    note(locked, now, pending)
    return await withoutInterruption(context, 'the refresh', async (signal) => {
      const request: RequestContext = {
        ...context,
        http,
        signal,
        maxWait: patience.maxWait,
        timeout: Math.min(context.settings.httpTimeout, patience.timeout),
      }
      const answer = await sendOnce({ circumstances, locked, client, before, pending }, request)
      return { storedToken: await saveNewToken(now, { locked, answer, method }, context), byAnother: false }
    })
  })
}

interface RefreshRequest {
  readonly circumstances: RefreshCircumstances
  readonly locked: LockedStore
  readonly client: ClientCredentials
  readonly before: RefreshProblem | undefined
  readonly pending: RefreshProblem
}

async function sendOnce(
  { circumstances, locked, client, before, pending }: RefreshRequest,
  request: RequestContext,
): Promise<Answer> {
  const { installation, access } = circumstances.storedToken
  const form = { grant_type: 'refresh_token', refresh_token: access.refreshToken ?? '' }
  const proof =
    client.secret === null
      ? { args: { ...form, client_id: client.id } }
      : { args: form, client: { id: client.id, secret: client.secret } }
  let answer: Answer
  try {
    answer = await callMethod({ apiUrl: installation.apiUrl, method, ...proof }, request)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    if (error.code !== 'ratelimited' && mayHaveArrived(error.code)) throw answerWasLost(circumstances, pending, error)
    note(locked, circumstances.storedToken, before)
    throw error
  }
  noteSkew(answer, request)
  if (answer.body['ok'] === true) return answer
  const refused = slackError(method, answer.body, { place: 'exchange' })
  if (doubtful.has(refused.code)) throw answerWasLost(circumstances, pending, refused)
  if (refused.code === 'invalid_refresh_token') {
    note(locked, circumstances.storedToken, { ...pending, state: 'refused' })
    throw refreshTokenSpent(circumstances, before?.state === 'pending' ? before : undefined)
  }
  note(locked, circumstances.storedToken, before)
  throw refused
}

/** Saves in the locked file that a refresh is pending or refused; undefined removes that state. */
function note(locked: LockedStore, storedToken: StoredToken, trouble: RefreshProblem | undefined): void {
  const { refreshTrouble: _before, ...access } = storedToken.access
  locked.save((now) => replaceStoredToken(now, storedToken, { ...access, ...(trouble && { refreshTrouble: trouble }) }))
}
