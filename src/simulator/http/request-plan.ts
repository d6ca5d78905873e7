import type { Fault } from '../state/fault-spec.ts'
import { json, type Reply } from './http.ts'

/** A request before its answer, for faults and the log. */
export interface RequestPlan {
  /** API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  perform(): RequestOutcome
  /** An answer with a Slack error code, in the form of this place: JSON, a page, or the text of a webhook. */
  refuse(code: string): RequestOutcome
  /** Expires or revokes the token of the request, access or refresh token; left out when it has none. */
  endToken?(how: 'expire' | 'revoke'): void
  /** Shows the page that asks for an admin's approval. */
  requireApproval?(): RequestOutcome
}

/** The answer to a request, and what the log says about it. */
export interface RequestOutcome {
  readonly reply: Reply
  /** Slack's error code; null for a success. */
  readonly error: string | null
  /** Who the token acts as, `bot:U…` or `user:U…`. */
  readonly as: string | null
}

/** Answers as the fault says. With `cut`, `drop-after-commit` and `slow:MS` the request has its effect. */
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
    // The process may end before, unless somebody waits for the answer.
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
