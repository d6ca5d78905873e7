import type { Request } from './http.ts'
import type { Site } from './types.ts'

/**
 * Whether a form was sent from a page of this simulator: it has the nonce of this run, and its `Origin` header is the
 * simulator's.
 */
export function isSameOriginForm({ nonce }: Site, request: Request, form: Readonly<Record<string, string>>): boolean {
  return form['nonce'] === nonce && isFromHere(request)
}

/**
 * Whether the `Origin` header of a POST matches its Host header, which can also be 127.0.0.1. Browsers send `Origin`
 * with every POST.
 */
function isFromHere({ headers: { origin, host } }: Request): boolean {
  return origin !== undefined && origin === `http://${host}`
}
