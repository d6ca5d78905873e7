import type { Request } from './http.ts'
import type { Site } from './types.ts'

/** Whether a page of this simulator sent the form: it has the nonce of this run, and the browser's origin matches. */
export function isSameOriginForm({ nonce }: Site, request: Request, form: Readonly<Record<string, string>>): boolean {
  return form['nonce'] === nonce && isFromHere(request)
}

/**
 * Whether the origin of a POST matches its Host header, which can be 127.0.0.1. Browsers send the origin with every
 * POST.
 */
function isFromHere({ headers: { origin, host } }: Request): boolean {
  return origin !== undefined && origin === `http://${host}`
}
