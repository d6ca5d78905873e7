/** The usual reason phrases of the statuses that `why` explains (RFC 9110, part 15), in lower case. */
const phrases: Readonly<Record<string, number>> = {
  'bad request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not found': 404,
  'proxy authentication required': 407,
  'request timeout': 408,
  gone: 410,
  'payload too large': 413,
  'content too large': 413,
  'too many requests': 429,
  'internal server error': 500,
  'bad gateway': 502,
  'service unavailable': 503,
  'gateway timeout': 504,
}

/** Matches a text that is an HTTP status and nothing else: `429`, `HTTP 429`, `status code: 429`, `429 Too Many Requests`. */
const alone =
  /^["'`“(]?(?:(?:HTTP|error|code|status(?:[ _-]?code)?)[ :=]{0,3}){0,3}([1-5]\d\d)(?: (?:error|[a-z][a-z -]{2,40}))?["'`”).]?$/i

/**
 * Returns the HTTP status that is the whole text, as a number or as its reason phrase; undefined for any other text. It
 * is a file of its own, so that `explain` loads the meanings only when it needs them.
 */
export function statusAlone(text: string): number | undefined {
  const plain = text.trim()
  if (plain.length > 100) return undefined
  const status = alone.exec(plain)?.[1]
  if (status !== undefined) return Number(status)
  const phrase = plain.toLowerCase()
  return Object.hasOwn(phrases, phrase) ? phrases[phrase] : undefined
}
