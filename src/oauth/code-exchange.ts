import { firstSentence } from '../auth/refresh-errors.ts'
import { CliError } from '../errors.ts'
import { type Grant, readResponse } from '../responses/grant.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod } from '../slack/client/client.ts'
import { mayHaveArrived } from '../slack/client/network-error.ts'
import type { RequestContext } from '../slack/client/types.ts'
import type { InstallFlow } from './authorize-url.ts'

export interface CodeExchange {
  readonly flow: InstallFlow
  readonly apiUrl: string
  readonly clientId: string
  /** The client secret; null with PKCE, which sends the verifier instead. */
  readonly clientSecret: string | null
  readonly verifier?: string | undefined
  readonly code: string
  /** The redirect URL, exactly as it was sent to the authorize page. Slack compares the two values. */
  readonly redirectUri: string
}

export interface Exchanged {
  readonly method: (typeof methods)[InstallFlow]
  readonly grant: Grant
  /** The answer as it was received, with unknown fields. */
  readonly body: Readonly<Record<string, unknown>>
  /**
   * Milliseconds since 1970 when the answer arrived, by this computer's clock. The lifetime of a token starts at this
   * time.
   */
  readonly at: number
}

const methods = {
  v1: 'oauth.access',
  v2: 'oauth.v2.access',
  v2_user: 'oauth.v2.user.access',
} as const satisfies Record<InstallFlow, string>

/**
 * Exchanges the code for tokens. Sends the code only once, because Slack accepts a code only once.
 * @throws CliError with Slack's code, or a network error; `exchange_answer_lost`: the code was sent, but no answer
 * arrived; `no_token_in_answer`: the answer has no token and no webhook.
 */
export async function exchangeCode(exchange: CodeExchange, request: RequestContext): Promise<Exchanged> {
  const method = methods[exchange.flow]
  const { apiUrl, code, redirectUri, clientId, clientSecret, verifier } = exchange
  request.terminal.conceal(code)
  const args = { code, redirect_uri: redirectUri }
  // One of them proves who sends the code. Slack may accept both, but some developers then saw internal_error.
  const proof =
    clientSecret === null
      ? { args: { ...args, client_id: clientId, ...(verifier && { code_verifier: verifier }) } }
      : { args, client: { id: clientId, secret: clientSecret } }
  const { body } = await callMethod({ apiUrl, method, ...proof }, request).catch((error: unknown) => {
    throw error instanceof CliError && isAnswerLost(error) ? answerLost(method, error) : error
  })
  if (body['ok'] === false) throw slackError(method, body, { place: 'exchange' })
  const grant = readResponse(body, exchange.flow)
  if (!grant.bot && !grant.user && !grant.webhook) throw nothingGranted(method, body)
  return { method, grant, body, at: request.clock.now() }
}

/** Whether Slack may have exchanged the code, although its answer did not arrive. */
function isAnswerLost({ failure, code }: CliError): boolean {
  return failure === 'failed' && code !== 'unreadable_answer' && mayHaveArrived(code)
}

/** Returns the error for an exchange without an answer: the code may be used up, so only a new install helps. */
function answerLost(method: string, cause: CliError): CliError {
  // `timeout` is in no list of codes, because it is only printed.
  const slow = (cause.code as string) === 'timeout'
  return new CliError(
    'failed',
    `The code was sent to ${method}, but the answer was lost (${firstSentence(cause)}). The code works only once, and Slack may have installed the app`,
    {
      code: 'exchange_answer_lost',
      hint: `Begin again, for a new code${slow ? ' (more time for the answer: --http-timeout SECONDS)' : ''}: slack-tokens login`,
      cause,
    },
  )
}

function nothingGranted(method: string, body: Exchanged['body']): CliError {
  return new CliError('failed', `The answer of ${method} has no token and no webhook, so nothing was stored`, {
    code: 'no_token_in_answer',
    hint: 'Check the scopes that the login requests, then install again: slack-tokens login',
    // The details have only the names of the fields, because the value of an unknown field can be a secret.
    details: { fields: Object.keys(body).slice(0, 50) },
  })
}
