import { neededAdvice } from '../../config/needed-scopes.ts'
import type { RelayFailure } from '../../proxy/exchange.ts'
import { slackError } from '../../slack/client/api-error.ts'
import { networkError } from '../../slack/client/network-error.ts'
import { type ErrorPlace, errorFacts } from '../../slack/facts/errors.ts'
import type { TracedActor } from './token-book.ts'
import type { CallKind, ExplainedRefusal } from './traced-call.ts'

export interface RefusedCall {
  readonly kind: CallKind
  readonly name: string
  readonly error: string
  readonly body: Readonly<Record<string, unknown>> | undefined
  readonly as: TracedActor | null
  readonly parameters: ReadonlyMap<string, string>
  readonly host: string
  readonly failure: RelayFailure | undefined
}

/** Explains a refused call with the same facts as `slack-tokens why`. */
export function explainRefusal(call: RefusedCall): ExplainedRefusal {
  const { kind, name, error, body, as, failure } = call
  if (failure) return explainFailure(failure, call.host)
  if (as?.simulated) return ofSimulator
  if (kind === 'webhook') {
    const facts = errorFacts(error, 'webhook')
    return { why: facts?.means ?? '', next: facts?.next ?? null }
  }
  if (body?.['ok'] !== false) return { why: httpErrors[error] ?? '', next: null }
  // The scopes are omitted here, because they are printed on separate lines.
  const { needed, provided, ...others } = body
  const advice =
    error === 'missing_scope' && typeof needed === 'string'
      ? neededAdvice({ needed, provided: typeof provided === 'string' ? provided : undefined })
      : undefined
  const { message, hint } = slackError(name, others, {
    place: placeOf(call),
    ...(advice !== undefined && { refusal: { next: advice } }),
  })
  const start = `${name}: ${error}`
  const why = message.startsWith(start) ? message.slice(start.length).replace(/^\. /, '') : message
  return { why, next: hint ?? null }
}

const ofSimulator: ExplainedRefusal = {
  why: 'The token belongs to the local Slack simulator, and the real Slack does not know it.',
  next: 'Run the program against the simulator: slack-tokens sim run -- CMD, and list its calls: slack-tokens sim log',
}

const httpErrors: Readonly<Record<string, string>> = {
  no_json: 'The answer is not JSON, as the answers of the Web API are.',
  ratelimited: 'The method was called too often.',
}

/** Returns the text that a program gets as its answer if there is no connection to Slack. */
export function describeFailure(host: string, error: unknown): string {
  const { message, next } = describeNetworkError(host, error)
  return `slack-tokens trace: ${message}. ${next}`
}

function explainFailure({ what, error }: RelayFailure, host: string): ExplainedRefusal {
  if (what === 'cancelled')
    return { why: 'The program closed the connection before the answer was complete.', next: null }
  const { message, next } = describeNetworkError(host, error)
  return { why: `${message}.`, next }
}

function describeNetworkError(host: string, error: unknown): { readonly message: string; readonly next: string } {
  const { message, hint } = networkError(error, { host, timeout: 15_000 })
  return { message, next: hint ?? 'Check the network and any proxy (HTTPS_PROXY)' }
}

function placeOf({ name, parameters }: RefusedCall): ErrorPlace {
  const renews = parameters.get('grant_type') === 'refresh_token' || name === 'tooling.tokens.rotate'
  if (renews || name === 'oauth.v2.exchange') return 'rotation'
  return /^oauth\.|^openid\.connect\.token$/.test(name) ? 'exchange' : 'api'
}
