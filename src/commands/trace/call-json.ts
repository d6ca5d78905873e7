import type { TracedActor } from './token-book.ts'
import type { TracedCall } from './traced-call.ts'

/** Returns a call as an object for `--json`. */
export function callJson(call: TracedCall): Readonly<Record<string, unknown>> {
  const { kind, at, name, host, verb, as, isClient, status, ok, error, refusal, wanted, had, warnings } = call
  return {
    type: 'call',
    at: new Date(at).toISOString(),
    kind,
    name,
    host,
    verb,
    as: as ? actorJson(as) : isClient ? { kind: 'client' } : null,
    status,
    ok,
    error,
    ...(refusal && { why: refusal.why || null, next: refusal.next }),
    wanted,
    had,
    warnings,
    retryAfter: call.retryAfter,
    ms: Math.round(call.milliseconds * 10) / 10,
    sentBytes: call.sentBytes,
    receivedBytes: call.receivedBytes,
  }
}

export function actorJson(actor: TracedActor): Readonly<Record<string, unknown>> {
  const { number, kind, masked, userName, userId, team, teamId, profile } = actor
  return { number, kind, token: masked, userName, userId, team, teamId, profile }
}
