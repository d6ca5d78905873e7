import type { Fault } from '../state/fault-spec.ts'
import { json, type Reply } from './http.ts'

/** A request that was read but not answered yet, so that a fault can change its answer. */
export interface RequestPlan {
  /** The name of the API method, `authorize`, `webhook`, or the request's path. */
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  perform(): RequestOutcome
  /**
   * Returns an answer with an error code of Slack, in the format that the client expects: JSON, a page, or plain text
   * for a webhook.
   */
  refuse(code: string): RequestOutcome
  /** Expires or revokes the access token or refresh token in the request; undefined when the request has none. */
  endToken?(how: 'expire' | 'revoke'): void
  /** Returns the page that asks for an admin's approval; undefined for a request that is not for the consent page. */
  requireApproval?(): RequestOutcome
}

/** The answer to a request, with the values that only the log needs. */
export interface RequestOutcome {
  readonly reply: Reply
  /** The error code of Slack; null on success. */
  readonly error: string | null
  /**
   * The user, bot user or app for which the token acts: `user:U…`, `bot:U…`, `configuration:U…` or `app:A…`; null
   * without a valid token.
   */
  readonly as: string | null
  /** The owner of the token, as `RequestRecord.owner`. */
  readonly owner?: string | undefined
}

/**
 * Answers a request to which a fault applies. With `cut`, `drop-after-commit` and `slow:MS`, the request still has its
 * effect.
 */
export async function applyFault(fault: Fault, plan: RequestPlan): Promise<RequestOutcome> {
  const { what } = fault
  if (what === '429' || what === 'ratelimited' || what === 'rate_limited') {
    const headers = { 'retry-after': String(fault.retryAfter ?? 1) }
    return failed(json(429, { ok: false, error: 'ratelimited' }, headers), 'ratelimited')
  }
  if (what === '500') return failed(json(500, { ok: false, error: 'internal_error' }), 'internal_error')
  if (what === 'html')
    return failed({ status: 502, headers: { 'content-type': 'text/html' }, body: badGateway }, 'html')
  if (what === 'cut' || what === 'drop-after-commit') {
    const { reply, as } = plan.perform()
    return { reply: { ...reply, broken: what === 'cut' ? 'cut' : 'dropped' }, error: what, as }
  }
  if (what.startsWith('slow:')) {
    // The process can end while this timer runs, unless a client waits for the answer.
    await new Promise((resolve) => setTimeout(resolve, Number(what.slice('slow:'.length))).unref())
    return plan.perform()
  }
  if (what === 'expire-token' || what === 'revoke-token') {
    plan.endToken?.(what === 'expire-token' ? 'expire' : 'revoke')
    return plan.perform()
  }
  if (what === 'require-approval' && plan.requireApproval) return plan.requireApproval()
  return plan.refuse(what)
}

const badGateway = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\n'

function failed(reply: Reply, error: string): RequestOutcome {
  return { reply, error, as: null }
}
