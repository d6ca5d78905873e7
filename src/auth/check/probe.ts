import type { ChosenToken } from '../../config/choose-token.ts'
import type { Webhook } from '../../config/installation.ts'
import type { StoredToken } from '../../config/stored-token.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { callMethod, scopesOf } from '../../slack/client/client.ts'
import type { RequestContext, RequestTerminal } from '../../slack/client/types.ts'
import { probeWebhook, readWebhookUrl } from '../../slack/client/webhook.ts'
import { freshToken, renewal } from '../fresh-token.ts'
import { httpFor } from '../http-for-token.ts'
import { withTokenValue } from '../secret-value.ts'
import type { CheckState, CheckVerdict, Subject, TokenFinding, WebhookFinding } from './types.ts'

const fine: CheckVerdict = { state: 'ok', code: null, message: null, hint: null }
export const unchecked: CheckVerdict = { state: 'unchecked', code: null, message: null, hint: null }

/**
 * Returns the result of auth.test with one token. Refreshes the token first if it expires soon, unless it is external.
 * Returns an error of Slack or the network as a result, and does not throw it.
 */
export async function probeToken(storedToken: StoredToken, context: Context): Promise<TokenFinding> {
  const { installation, identity, access } = storedToken
  const { apiUrl, simulator, borrowed } = installation
  let scopes: readonly string[] | null = null
  let who: TokenFinding['who'] = null
  let fresh: ChosenToken = {
    ...{ token: access.token, identity, apiUrl, simulator },
    source: '--profile',
    stored: { name: storedToken.name, installation, access },
  }
  const verdict = await judged(context, async () => {
    fresh = borrowed ? await withTokenValue(fresh, context) : await freshToken(fresh, context)
    const renew = borrowed ? {} : { renew: renewal(fresh, context) }
    const request = { ...(await wireFor(simulator, context)), ...renew }
    const answer = await callMethod({ apiUrl, method: 'auth.test', token: fresh.token }, request)
    if (answer.body['ok'] !== true) throw slackError('auth.test', answer.body)
    who = answer.body
    scopes = answer.headers['x-oauth-scopes'] === undefined ? null : scopesOf(answer)
  })
  return { ...verdict, scopes, who, storedToken: { ...storedToken, access: fresh.stored?.access ?? access } }
}

/**
 * Error codes of a webhook that will never post again. After other codes, the webhook may post later, or an admin may
 * have to allow it.
 */
const endOfWebhook = [
  'invalid_token',
  'no_service',
  'no_service_id',
  'no_active_hooks',
  'No hooks',
  'no_team',
  'team_disabled',
  'channel_not_found',
]

/**
 * Returns whether a webhook can post, without posting. Returns an error of Slack as a result, and does not throw it.
 */
export async function probeOneWebhook(
  webhook: Webhook,
  { installation }: Subject,
  context: Context,
): Promise<WebhookFinding> {
  const verdict = await judged(context, async () => {
    const url = readWebhookUrl(webhook.url, 'What is stored')
    context.terminal.conceal(url.href)
    const refusal = await probeWebhook(url, await wireFor(installation.simulator, context))
    if (refusal) throw refusal
  })
  const ended = verdict.code !== null && endOfWebhook.includes(verdict.code)
  return { ...verdict, state: ended ? 'dead' : verdict.state, webhook }
}

const stateOf: Partial<Record<CliError['failure'], CheckState>> = { noToken: 'dead', failed: 'unreachable' }

async function judged({ signal }: Context, work: () => Promise<void>): Promise<CheckVerdict> {
  if (signal.aborted) return unchecked
  try {
    await work()
    return fine
  } catch (error) {
    if (signal.aborted) return unchecked
    if (!(error instanceof CliError)) throw error
    const { failure, code, message, hint } = error
    return { state: stateOf[failure] ?? 'refused', code, message, hint: hint ?? null }
  }
}

async function wireFor(simulator: boolean, context: Context): Promise<RequestContext> {
  const { settings, terminal } = context
  const http = await httpFor(simulator, context)
  return { ...context, http, terminal: quiet(terminal), timeout: settings.httpTimeout, maxWait: settings.maxWait }
}

/** Returns a terminal that prints no notes and no waiting lines, because one progress line reports on all calls. */
function quiet(terminal: RequestTerminal): RequestTerminal {
  return {
    paint: terminal.paint,
    conceal: (secret) => terminal.conceal(secret),
    trace: (text) => terminal.trace(text),
    note() {},
    warn() {},
    wait: async (_label, work) => await work,
  }
}
