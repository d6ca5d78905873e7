import type { Request } from './http.ts'
import type { Site } from './types.ts'

/** Whether a form was read from a page here: it carries the nonce of this run, and the browser says where it came from. */
export function isSameOriginForm({ nonce }: Site, request: Request, form: Readonly<Record<string, string>>): boolean {
  return form['nonce'] === nonce && isFromHere(request)
}

/** Browsers send the origin with every POST. It is compared with the name that was used: 127.0.0.1 is as good. */
function isFromHere({ headers: { origin, host } }: Request): boolean {
  return origin !== undefined && origin === `http://${host}`
}
