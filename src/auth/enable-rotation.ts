import { loginAgain } from '../config/login-for.ts'
import { findStoredToken, nameOf, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { withoutInterruption } from '../runtime/critical-section.ts'
import { slackError } from '../slack/client/api-error.ts'
import { type Answer, callMethod } from '../slack/client/client.ts'
import { mayHaveArrived } from '../slack/client/network-error.ts'
import type { RequestContext } from '../slack/client/types.ts'
import { capital } from '../terminal/capital.ts'
import { clientOf } from './client-credentials.ts'
import { httpFor } from './http-for-token.ts'
import { firstSentence, wasRemoved } from './refresh-errors.ts'
import { patience } from './refresh-token.ts'
import { saveNewToken } from './save-token.ts'
import { checkReplaceable } from './secret-value.ts'

const method = 'oauth.v2.exchange'

/**
 * Exchanges a long-lived token for an expiring token with a refresh token, and returns the stored new token. An
 * exchange works once for a token and cannot be undone. The long-lived token works until the first refresh
 * (docs.slack.dev/authentication/using-token-rotation).
 * @throws CliError with the exit reason `failed`: `exchange_answer_lost`, `save_failed`; `usage`: `no_client_secret`;
 * otherwise Slack's code.
 */
export async function exchangeForRotating(storedToken: StoredToken, context: Context): Promise<StoredToken> {
  const { store, settings } = context
  checkReplaceable(storedToken)
  const client = await clientOf(storedToken.installation, await store.read(), context)
  const http = await httpFor(storedToken.installation.simulator, context)
  return await store.whileLocked(async (locked) => {
    const now = findStoredToken(locked.config, storedToken)
    if (!now) throw wasRemoved(storedToken)
    checkReplaceable(now)
    if (now.access.token !== storedToken.access.token) return now
    locked.proveWritable()
    return await withoutInterruption(context, 'the exchange', async (signal) => {
      const timeout = Math.min(settings.httpTimeout, patience.timeout)
      const request: RequestContext = { ...context, http, signal, timeout, maxWait: patience.maxWait }
      const { apiUrl } = now.installation
      const token = now.access.token
      const args = { token, client_id: client.id, ...(client.secret !== null && { client_secret: client.secret }) }
      const lost = loginAgain(locked.config, now.installation)
      const answer = await callMethod({ apiUrl, method, args }, request).catch((error: unknown) => {
        throw error instanceof CliError && mayHaveArrived(error.code) ? answerLost(now, lost, error) : error
      })
      if (answer.body['ok'] !== true) throw refused(now, lost, answer)
      return await saveNewToken(now, { locked, answer, method }, context)
    })
  })
}

function answerLost(storedToken: StoredToken, login: string, cause: CliError): CliError {
  return new CliError(
    'failed',
    `The exchange of ${nameOf(storedToken)} was sent, but its answer was lost (${firstSentence(cause)}). The long-lived token is still stored and still works`,
    {
      code: 'exchange_answer_lost',
      hint: `Run the command again. If Slack then answers token_already_exchanged, the new tokens are lost. To get new tokens: ${login}`,
      cause,
    },
  )
}

function refused(storedToken: StoredToken, login: string, { body }: Answer): CliError {
  const error = slackError(method, body, { place: 'exchange' })
  if (error.code !== 'token_already_exchanged') return error
  return new CliError(
    error.failure,
    `${error.message} ${capital(nameOf(storedToken))} is still stored and works until the new tokens are refreshed`,
    {
      code: error.code,
      hint: `If you do not have the new tokens, install again: ${login}`,
      details: error.details,
    },
  )
}
