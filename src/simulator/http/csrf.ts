import type { Request } from './http.ts'
import type { Site } from './types.ts'

/** Whether a form is from a page of this simulator: it has the nonce of this run, and the browser's origin fits. */
export function isSameOriginForm({ nonce }: Site, request: Request, form: Readonly<Record<string, string>>): boolean {
  return form['nonce'] === nonce && isFromHere(request)
}

/** Browsers send the origin with every POST. It has to match the host of the request, which may be 127.0.0.1. */
function isFromHere({ headers: { origin, host } }: Request): boolean {
  return origin !== undefined && origin === `http://${host}`
}
