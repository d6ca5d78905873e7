import type { Fault } from '../state/fault-spec.ts'
import { json, type Reply } from './http.ts'

/** A request that is understood and not answered yet: where staged failures come in, and what the log says of it. */
export interface RequestPlan {
  /** API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  perform(): RequestOutcome
  /** The answer that carries a Slack error code in this place: JSON, a page, or the text of a webhook. */
  refuse(code: string): RequestOutcome
  /** Ends the token that the request brings, access or refresh token; left out when it brings none. */
  endToken?(how: 'expire' | 'revoke'): void
  /** The page that asks for an admin's approval instead. */
  requireApproval?(): RequestOutcome
}

/** How a request was answered, or is to be. */
export interface RequestOutcome {
  readonly reply: Reply
  /** Slack's error code; null when it went well. */
  readonly error: string | null
  /** Who acts, `bot:U…` or `user:U…`. */
  readonly as: string | null
}

/** Answers as the fault says. `cut`, `drop-after-commit` and `slow:MS` do what was asked first. */
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
    // Unless somebody waits for the answer, the process may end before.
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
