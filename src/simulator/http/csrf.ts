import type { Request } from './http.ts'
import type { Site } from './types.ts'

/**
 * Whether a form was sent from a page of this simulator: the form has the nonce of this run, and the `Origin` header
 * names this simulator.
 */
export function isSameOriginForm({ nonce }: Site, request: Request, form: Readonly<Record<string, string>>): boolean {
  return form['nonce'] === nonce && isFromHere(request)
}

/**
 * Whether the `Origin` header names the same host and port as the `Host` header. Both can also name 127.0.0.1. Browsers
 * send `Origin` with every POST.
 */
function isFromHere({ headers: { origin, host } }: Request): boolean {
  return origin !== undefined && origin === `http://${host}`
}
