import { errorCodes } from '../../slack/facts/errors.ts'
import { methodFacts, methods } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'

/** A fault: the next matching requests fail in this way. */
export interface Fault {
  /** API method, `authorize`, `webhook`, `upload`, or `*`. */
  on: string
  /** A Slack error code, or one of `kinds`. */
  what: string
  /** How many requests it still fails. */
  times: number
  /** How many matching requests succeed before. */
  after: number
  /** Seconds, of a 429. */
  retryAfter?: number
}

/** A fault as it is ordered: `times` is 1 and `after` 0 by default. `page` is another name of `authorize`. */
export type FaultSpec = Pick<Fault, 'on' | 'what'> & Partial<Pick<Fault, 'times' | 'after' | 'retryAfter'>>

/** What can fail besides methods of the API. */
export const places = {
  page: 'the consent page',
  webhook: 'incoming webhooks',
  upload: 'the address that the bytes of a file are sent to',
  '*': 'everything',
} as const

/** Ways to fail besides a Slack error code. */
export const kinds = {
  '429': 'too many requests, with Retry-After',
  '500': 'a server error',
  html: 'a page of a proxy instead of an answer',
  'slow:MS': 'the answer comes after so many milliseconds',
  cut: 'the answer breaks off in the middle; the request had its effect',
  'drop-after-commit': 'the request has its effect, and no answer comes',
  'expire-token': 'the token of the call has just expired',
  'revoke-token': 'the token of the call has just been revoked',
  'require-approval': 'the page asks for an admin’s approval (page)',
} as const satisfies Record<string, string>

/** What is wrong with a fault, and similar names. */
export interface FaultSpecProblem {
  readonly message: string
  readonly near: readonly string[]
}

const numbers = { times: 1, after: 0, retryAfter: 0 } as const

/**
 * The complete fault, or what is wrong with it. Any code of letters, digits and `_-` is valid, as Slack adds new ones.
 */
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

/** The same, but rejects a code that this version does not know, as it may be misspelt. */
export function readKnownOrder(spec: FaultSpec): Fault | FaultSpecProblem {
  const order = readOrder(spec)
  const near = 'message' in order ? undefined : unknownWhat(spec.what)
  return near ? { message: `“${spec.what}” is not a known error code; to use it anyway: "force": true`, near } : order
}

/** Similar names when `what` is neither a kind nor a known code; else undefined. */
export function unknownWhat(what: string): readonly string[] | undefined {
  const codes = errorCodes()
  const known = [...Object.keys(kinds).filter((kind) => kind !== 'slow:MS'), 'ratelimited', 'rate_limited', ...codes]
  if (/^slow:\d{1,6}$/.test(what) || known.includes(what)) return undefined
  return nearest(what, [...new Set(known)])
}

/** Similar names when `on` is neither a method nor one of `places`; else undefined. */
export function unknownPlace(on: string): readonly string[] | undefined {
  if (on === 'authorize' || Object.hasOwn(places, on) || methodFacts(on) !== undefined) return undefined
  return nearest(on, [...Object.keys(methods), ...Object.keys(places), 'authorize'])
}

function misplaced(what: string, where: string, on: string): FaultSpecProblem {
  return { message: `${what} happens to ${where} alone, not to ${on}`, near: [] }
}
