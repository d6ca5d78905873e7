import { errorCodes } from '../../slack/facts/errors.ts'
import { methodFacts, methods } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'

/** A staged failure: the next matching requests fail so. */
export interface Fault {
  /** API method, `authorize`, `webhook`, `upload`, or `*`. */
  on: string
  /** A Slack error code, or one of `kinds`. */
  what: string
  /** How many requests it still fails. */
  times: number
  /** How many go well before that. */
  after: number
  /** Seconds, of a 429. */
  retryAfter?: number
}

/** What a fault may be told to do: `times` is 1 and `after` 0 unless told. `page` is another name of `authorize`. */
export type FaultSpec = Pick<Fault, 'on' | 'what'> & Partial<Pick<Fault, 'times' | 'after' | 'retryAfter'>>

/** What fails beside methods of the API, each with what it is. */
export const places = {
  page: 'the consent page',
  webhook: 'incoming webhooks',
  upload: 'the address that the bytes of a file are sent to',
  '*': 'everything',
} as const

/** Ways to fail beside a Slack error code, each with what happens. */
export const kinds = {
  '429': 'too many requests, with Retry-After',
  '500': 'a server error',
  html: 'a page of a proxy instead of an answer',
  'slow:MS': 'the answer comes so many milliseconds late',
  cut: 'the answer breaks off in the middle; it was done',
  'drop-after-commit': 'it was done, and no answer comes',
  'expire-token': 'the token of the call has just expired',
  'revoke-token': 'the token of the call has just been revoked',
  'require-approval': 'the page asks for an admin’s approval (page)',
} as const satisfies Record<string, string>

/** What is wrong with an order, and names that may have been meant. */
export interface FaultSpecProblem {
  readonly message: string
  readonly near: readonly string[]
}

const numbers = { times: 1, after: 0, retryAfter: 0 } as const

/** The order in full, or what is wrong with it. Any code of letters, digits and `_-` is taken: Slack has new ones. */
export function readOrder({ on, what, times = 1, after = 0, retryAfter }: FaultSpec): Fault | FaultSpecProblem {
  const place = on === 'page' ? 'authorize' : on
  const near = unknownPlace(on)
  if (near) return { message: `“${on}” is neither a method nor one of ${Object.keys(places).join(', ')}`, near }
  const known = Object.keys(kinds)
  if (!/^(slow:\d{1,6}|[\w-]{1,80})$/.test(what) || what === 'slow') {
    return { message: `“${what}” is no way to fail: an error code of Slack’s, or ${known.join(', ')}`, near: [] }
  }
  const strikes = what === 'expire-token' || what === 'revoke-token'
  if (strikes && ['authorize', 'webhook', 'upload'].includes(place)) return misplaced(what, 'a method', on)
  if (what === 'require-approval' && place !== 'authorize') return misplaced(what, 'the page', on)
  const given = { times, after, retryAfter: retryAfter ?? 0 }
  for (const [name, least] of Object.entries(numbers)) {
    const value = given[name as keyof typeof numbers]
    if (!Number.isInteger(value) || value < least || value > 1_000_000) {
      return { message: `${name} is a whole number, from ${least}`, near: [] }
    }
  }
  return { on: place, what, times, after, ...(retryAfter !== undefined && { retryAfter }) }
}

/** The same, and a code that this version does not know is wrong: it may be misspelt. */
export function readKnownOrder(spec: FaultSpec): Fault | FaultSpecProblem {
  const order = readOrder(spec)
  const near = 'message' in order ? undefined : unknownWhat(spec.what)
  return near
    ? { message: `“${spec.what}” is no error code that is known here; as it stands: "force": true`, near }
    : order
}

/** Whether `what` is neither a kind nor a code that this version knows; then with the names that are near. */
export function unknownWhat(what: string): readonly string[] | undefined {
  const codes = errorCodes()
  const known = [...Object.keys(kinds).filter((kind) => kind !== 'slow:MS'), 'ratelimited', 'rate_limited', ...codes]
  if (/^slow:\d{1,6}$/.test(what) || known.includes(what)) return undefined
  return nearest(what, [...new Set(known)])
}

/** Whether `on` is neither a method nor one of `places`; then with the names that are near. */
export function unknownPlace(on: string): readonly string[] | undefined {
  if (on === 'authorize' || Object.hasOwn(places, on) || methodFacts(on) !== undefined) return undefined
  return nearest(on, [...Object.keys(methods), ...Object.keys(places), 'authorize'])
}

function misplaced(what: string, where: string, on: string): FaultSpecProblem {
  return { message: `${what} happens to ${where} alone, not to ${on}`, near: [] }
}
