import { maskSecrets } from '../../slack/facts/mask.ts'
import { mask, maskWebhook } from '../../slack/facts/token-kinds.ts'
import type { RequestRecord, World } from './types.ts'

/** Number of requests that the log stores. */
export const logLength = 500

const longestValue = 1000
const secretNames = new Set([
  'token',
  'client_secret',
  'code',
  'refresh_token',
  'code_verifier',
  'assertion',
  'request',
])

export interface AnsweredRequest extends Pick<RequestRecord, 'verb' | 'what' | 'as' | 'status' | 'error'> {
  readonly args: Readonly<Record<string, string>>
  /** The fault that applied to the request. */
  readonly drill: string | undefined
}

/** Logs a request and its answer, with every secret masked. */
export function logRequest(world: World, { verb, what, args, status, as, error, drill: fault }: AnsweredRequest): void {
  const { log } = world.state
  world.state.requests += 1
  log.push({
    at: world.now(),
    verb,
    // An unknown path can contain a secret.
    what: what.startsWith('/') ? maskedText(maskWebhook(what)) : what,
    as,
    args: masked(args),
    status,
    ok: error === null && status < 400,
    error,
    ...(fault !== undefined && { drill: fault }),
  })
  // Removes many at once: removing one for each request would take longer than the request itself.
  if (log.length >= 2 * logLength) log.splice(0, log.length - logLength)
  world.changed()
}

/** Returns the newest requests, oldest first. */
export function newestRequests(world: World): readonly RequestRecord[] {
  return world.state.log.slice(-logLength)
}

function masked(args: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name in args) {
    const value = args[name] ?? ''
    // The name can be a secret too: a body that is not a form is read as one field, whose name is the body.
    shown[maskedText(name)] = secretNames.has(name) ? mask(value) : maskedText(value)
  }
  return shown
}

/**
 * Masks the secrets in a text, and shortens it. Most values are shorter than any secret, and checking the length is
 * faster than masking.
 */
function maskedText(value: string): string {
  const clear = value.length < 8 ? value : maskSecrets(value)
  return clear.length > longestValue ? `${clear.slice(0, longestValue)}…` : clear
}
