import type { TextSpan } from './candidate.ts'
import type { CodeMeaning } from './causes.ts'

const apart = 'Scopes and tokens have no part in it.'
const outage =
  'Look at slack-status.com, and whether this machine gets an answer: slack-tokens doctor; look whether the call took effect, then try again'

/**
 * Meanings of HTTP statuses in calls to Slack. The Web API answers most errors with status 200 and ok: false. Another
 * status comes from an incoming webhook, a rate limit, an outage, or a server in between (docs.slack.dev/apis/web-api).
 */
// biome-ignore format: one row a line
export const httpCodes = {
  http_200: { means: 'The call arrived and was answered. The Web API answers errors with 200, too: then ok is false, and error names the reason.', next: 'Read ok and error in the body of the answer, and look the code up: slack-tokens why CODE' },
  http_400: { means: 'The request was not understood. An incoming webhook says why in its plain text, such as invalid_payload; the Web API itself answers with 200 and ok: false.', next: 'Log the body of the answer and look its word up: slack-tokens why CODE; of a webhook, without posting: slack-tokens webhook --check' },
  http_401: { means: 'Somebody wants a login. The Web API tells of a bad token with 200 and ok: false, so this came from a proxy, from another address, or from the app itself, which refused Slack’s signature.', next: 'Log the address and the body of the answer; when the app answered Slack with it, set the Signing Secret of Basic Information; to test a token: slack-tokens whoami' },
  http_403: { means: 'An incoming webhook refused the message (its plain text says why, as invalid_token or action_prohibited), or a proxy or firewall does not let the call through.', next: 'Log the body of the answer: a word such as action_prohibited is explained by slack-tokens why CODE; a page is of a proxy: slack-tokens doctor' },
  http_404: { means: 'There is nothing at that address: a wrong path or base URL, or a webhook that was deleted.', next: 'Compare the address: the Web API is https://slack.com/api/METHOD; of a webhook, without posting: slack-tokens webhook --check' },
  http_408: { means: `The request came too slowly or was cut off on its way. ${apart}`, next: 'Look whether it took effect, then try again' },
  http_410: { means: 'The channel of the incoming webhook is archived, or the webhook is gone for good.', next: 'Look what it answers, without posting: slack-tokens webhook --check; for a new one: slack-tokens login --scopes incoming-webhook' },
  http_413: { means: `The body is too large for Slack, or for a proxy in between. ${apart}`, next: 'Send less at once; files go by their own way: slack-tokens upload FILE' },
  http_429: { means: `Too many calls of this method came in a minute, or too many messages a second. ${apart}`, next: 'Wait the seconds named by the Retry-After header, then call again; how many a method takes: slack-tokens which METHOD' },
  http_500: { means: `Slack, or a proxy, failed inside. A call that writes may have taken effect all the same. ${apart}`, next: outage },
  http_502: { means: `Whatever stands in front of Slack got no answer from it, for the moment. ${apart}`, next: outage },
  http_503: { means: `Slack, or a proxy, takes no calls for the moment. ${apart}`, next: outage },
  http_504: { means: `Slack did not answer what stands in front of it in time. A call that writes may have taken effect all the same. ${apart}`, next: outage },
} as const satisfies Record<string, CodeMeaning>

/**
 * Matches the ways in which programs print the status of an answer that they received. Does not match a server's log of
 * its own answers.
 */
const named =
  /\b(?:status(?:[ _-]?code)?|response code|HTTP error code|(?:HTTP|server|client) error|ClientResponseError|returned (?:an )?error|does not indicate success|resulted in an?|HTTP|(?:answered|returned|responded|failed|got|received)(?: with)?)["']?\s{0,2}(?:[:=]|=>|\bof\b|\bis\b)?\s{0,2}["'`([]{0,2}(\d{3})\b(?![.:]?\d)/gi

/** Matches the status line of an answer. In a server's log, a quotation mark follows the version. */
const statusLine = /\bHTTP\/[\d.]{1,3} (\d{3})\b/g

/** Matches a status with its reason phrase, as Python's requests, nginx and Go print it. */
const worded =
  /(?<!HTTP\/[\d.]{1,3}["'] )\b(\d{3})[ :]{1,2}(?:Server Error|Client Error|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Internal Server Error|Too Many Requests|Request Entity Too Large|Payload Too Large)/gi

/** Matches a status after the address of the call, as browsers and the logs of clients print it. */
const behindAddress = /\bhttps:\/\/(?:[\w-]{1,40}\.)?slack\.com\/[^\s"'<>]{0,200}["'>]?[\s:,-]{1,4}(\d{3})\b/g

/** Returns the known HTTP statuses of errors in a text, each with the position of its number. */
export function statusesIn(plain: string): (TextSpan & { readonly code: keyof typeof httpCodes })[] {
  return [named, statusLine, worded, behindAddress].flatMap((pattern) =>
    [...plain.matchAll(pattern)].flatMap(({ 0: whole, 1: status = '', index }) => {
      const code = `http_${status}`
      const start = index + whole.lastIndexOf(status)
      return isHttpCode(code) && code !== 'http_200' ? [{ code, start, end: start + status.length }] : []
    }),
  )
}

function isHttpCode(code: string): code is keyof typeof httpCodes {
  return Object.hasOwn(httpCodes, code)
}

/** Returns the code with which `why` explains an HTTP status; undefined for one that Slack is not known to use. */
export function codeOfStatus(status: number): string | undefined {
  if (status === 407) return 'network_proxy_login'
  const code = `http_${status}`
  return isHttpCode(code) ? code : undefined
}
