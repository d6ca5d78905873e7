import type { Fault } from '../state/fault-spec.ts'
import { json, type Reply } from './http.ts'

/** A request that has no answer yet, for faults and for the log. */
export interface RequestPlan {
  /** The API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  perform(): RequestOutcome
  /**
   * Returns an answer with a Slack error code, in the format of the address: JSON, a page, or plain text for a webhook.
   */
  refuse(code: string): RequestOutcome
  /** Expires or revokes the access or refresh token of the request; undefined when the request has no token. */
  endToken?(how: 'expire' | 'revoke'): void
  /** Shows the page that requests an admin's approval. */
  requireApproval?(): RequestOutcome
}

/** The answer to a request, and the facts about it for the log. */
export interface RequestOutcome {
  readonly reply: Reply
  /** Slack's error code; null for a success. */
  readonly error: string | null
  /** The bot or user that the token acts as, `bot:U…` or `user:U…`; null without a valid token. */
  readonly as: string | null
}

/** Answers a request with a fault. With `cut`, `drop-after-commit` and `slow:MS` the request still has its effect. */
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
    // This timer does not keep the process running; only a client that waits for the answer does.
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
