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
const unchecked: CheckVerdict = { state: 'unchecked', code: null, message: null, hint: null }

/** Checks tokens and webhooks. Returns an error of Slack or of the network as a result, and does not throw it. */
export interface Probes {
  /**
   * Returns the result of auth.test with one token. Refreshes the token first if it expires soon, unless it is external.
   */
  token(storedToken: StoredToken): Promise<TokenFinding>
  /** Returns whether a webhook can post, without posting. */
  webhook(webhook: Webhook, subject: Subject): Promise<WebhookFinding>
}

/** Returns the probes, which share what is equal for thousands of calls. */
export function createProbes(context: Context): Probes {
  const requests = new Map<boolean, Promise<ProbeRequest>>()
  const requestFor = (simulator: boolean): Promise<ProbeRequest> => {
    const present = requests.get(simulator) ?? requestOver(simulator, context)
    requests.set(simulator, present)
    return present
  }
  return {
    token: (storedToken) => probeToken(storedToken, context, requestFor),
    webhook: (webhook, subject) => probeOneWebhook(webhook, subject, context, requestFor),
  }
}

type ProbeRequest = RequestContext & { readonly maxWait: number }
type RequestFor = (simulator: boolean) => Promise<ProbeRequest>

async function probeToken(storedToken: StoredToken, context: Context, requestFor: RequestFor): Promise<TokenFinding> {
  const { name, installation, identity, access } = storedToken
  const { apiUrl, simulator, borrowed } = installation
  let scopes: readonly string[] | null = null
  let who: TokenFinding['who'] = null
  const stored = { name, installation, access }
  let fresh: ChosenToken = { token: access.token, identity, apiUrl, simulator, source: '--profile', stored }
  const { state, code, message, hint } = await judged(context, async () => {
    fresh = borrowed ? await withTokenValue(fresh, context) : await freshToken(fresh, context)
    const request = await requestFor(simulator)
    const call = { apiUrl, method: 'auth.test', token: fresh.token }
    const answer = await callMethod(call, borrowed ? request : renewing(request, renewal(fresh, context)))
    if (answer.body['ok'] !== true) throw slackError('auth.test', answer.body)
    who = answer.body
    scopes = answer.headers['x-oauth-scopes'] === undefined ? null : scopesOf(answer)
  })
  const checked = fresh.stored?.access ?? access
  const after = checked === access ? storedToken : { ...storedToken, access: checked }
  return { state, code, message, hint, scopes, who, storedToken: after }
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

async function probeOneWebhook(
  webhook: Webhook,
  { installation }: Subject,
  context: Context,
  requestFor: RequestFor,
): Promise<WebhookFinding> {
  const verdict = await judged(context, async () => {
    const url = readWebhookUrl(webhook.url, 'What is stored')
    context.terminal.conceal(url.href)
    const refusal = await probeWebhook(url, await requestFor(installation.simulator))
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

// Each field by its name: V8 would describe thousands of objects that are made with a spread separately.
function renewing(
  { http, terminal, clock, signal, timeout, maxWait }: ProbeRequest,
  renew: NonNullable<RequestContext['renew']>,
): RequestContext {
  return { http, terminal, clock, signal, timeout, maxWait, renew }
}

async function requestOver(simulator: boolean, context: Context): Promise<ProbeRequest> {
  const { settings, terminal, clock, signal } = context
  const http = await httpFor(simulator, context)
  const { httpTimeout: timeout, maxWait } = settings
  return { http, terminal: quiet(terminal), clock, signal, timeout, maxWait }
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
