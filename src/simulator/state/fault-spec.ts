import { errorCodes } from '../../slack/facts/errors.ts'
import { events } from '../../slack/facts/events.ts'
import { methodFacts, methods } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import { type DeliveryKind, deliveryKinds, deliveryPlaces, kinds, places } from './fault-kinds.ts'

/** A fault: a way in which the next matching requests of an app, or deliveries to an app, fail. */
export interface Fault {
  /**
   * The name of the requests or deliveries that fail: an API method, `authorize`, `webhook`, `upload` or `*` for
   * requests; `event`, `command`, `interaction` or the name of an event for deliveries.
   */
  on: string
  /** How they fail: for requests a Slack error code or one of `kinds`; for deliveries one of `deliveryKinds`. */
  what: string
  /** Number of requests or deliveries that will still fail. */
  times: number
  /** Number of matching requests or deliveries that still succeed before the first one fails. */
  after: number
  /** Seconds in the Retry-After header of a 429. */
  retryAfter?: number
}

/**
 * A fault as a developer describes it: `times` is 1 and `after` is 0 by default, and `on` can be `page` for
 * `authorize`.
 */
export type FaultSpec = Pick<Fault, 'on' | 'what'> & Partial<Pick<Fault, 'times' | 'after' | 'retryAfter'>>

/** The error in the description of a fault, with known names that are similar to the wrong one. */
export interface FaultSpecProblem {
  readonly message: string
  readonly near: readonly string[]
}

const numbers = { times: 1, after: 0, retryAfter: 0 } as const

/**
 * Completes a fault with its defaults, or returns the error in its description. Accepts every error code of letters,
 * digits, `_` and `-`, even an unknown one, because Slack adds new codes.
 */
export function readOrder({ on, what, times = 1, after = 0, retryAfter }: FaultSpec): Fault | FaultSpecProblem {
  const place = on === 'page' ? 'authorize' : on
  const near = unknownPlace(on)
  if (near) {
    const others = [...Object.keys(places), ...Object.keys(deliveryPlaces)]
    return { message: `“${on}” is neither a method, an event nor one of ${others.join(', ')}`, near }
  }
  const wrong = isDelivery(place) ? wrongForDelivery(what, on) : wrongForRequest(what, on)
  if (wrong) return wrong
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

/**
 * Completes a fault with its defaults, or returns the error in its description. Rejects an error code that this version
 * does not know, because it can be a typing error.
 */
export function readKnownOrder(spec: FaultSpec): Fault | FaultSpecProblem {
  const order = readOrder(spec)
  const near = 'message' in order || isDelivery(order.on) ? undefined : unknownWhat(spec.what)
  return near ? { message: `“${spec.what}” is not a known error code; to use it anyway: "force": true`, near } : order
}

/** Returns similar names when `what` is neither a kind of fault nor a known error code; undefined when it is known. */
export function unknownWhat(what: string): readonly string[] | undefined {
  const codes = errorCodes()
  const own = [...Object.keys(kinds), ...Object.keys(deliveryKinds)].filter((kind) => !kind.includes(':'))
  const known = [...own, 'ratelimited', 'rate_limited', ...codes]
  if (/^slow:\d{1,6}$/.test(what) || kindOf(what) !== undefined || known.includes(what)) return undefined
  return nearest(what, [...new Set(known)])
}

/**
 * Returns similar names when `on` is not a method, an event, or a name in `places` or `deliveryPlaces`; undefined when
 * it is one of them.
 */
export function unknownPlace(on: string): readonly string[] | undefined {
  if (on === 'authorize' || Object.hasOwn(places, on) || isDelivery(on) || methodFacts(on) !== undefined) {
    return undefined
  }
  const deliveries = [...Object.keys(deliveryPlaces), ...Object.keys(events)]
  return nearest(on, [...Object.keys(methods), ...Object.keys(places), 'authorize', ...deliveries])
}

/** Whether a fault with this `on` concerns deliveries to an app. Any other fault concerns requests of an app. */
export function isDelivery(on: string): boolean {
  return Object.hasOwn(deliveryPlaces, on) || Object.hasOwn(events, on) || on === 'message'
}

/** Returns the ways in which `on` can fail, with their meaning, and whether an error code of Slack is one too. */
export function waysToFail(on: string): { kinds: Readonly<Record<string, string>>; codes: boolean } {
  const delivery = isDelivery(on)
  const table = delivery
    ? Object.entries(deliveryKinds).map(([kind, { help }]) => [kind, help] as const)
    : Object.entries(kinds)
  const fits = (what: string) => !('message' in readOrder({ on, what: what.replace('MS', '1') }))
  return {
    kinds: Object.fromEntries(table.filter(([kind]) => fits(kind))),
    codes: !delivery && unknownPlace(on) === undefined,
  }
}

/** Whether `what` is a fault that can happen to a delivery over this connection: HTTP or a socket. */
export function isKindOf(what: string, way: 'http' | 'socket'): boolean {
  const by = kindOf(what)?.by
  return by === 'both' || by === way
}

/**
 * Returns the only connection over which a fault of deliveries can happen; undefined when the fault can happen over
 * both connections.
 */
export function onlyOver(what: string): 'http' | 'socket' | undefined {
  const by = kindOf(what)?.by
  return by === 'both' ? undefined : by
}

/** Returns the faults of deliveries that can happen only over this connection. */
export function kindsOver(way: 'http' | 'socket'): string[] {
  return Object.keys(deliveryKinds).filter((kind) => onlyOver(kind) === way)
}

function kindOf(what: string): DeliveryKind | undefined {
  const name = /^slow:\d{1,6}$/.test(what) ? 'slow:MS' : what
  return Object.entries(deliveryKinds).find(([kind]) => kind === name)?.[1]
}

function wrongForDelivery(what: string, on: string): FaultSpecProblem | undefined {
  const kind = kindOf(what)
  if (!kind) {
    const known = Object.keys(deliveryKinds)
    return { message: `“${what}” is no way in which a delivery fails: ${known.join(', ')}`, near: nearest(what, known) }
  }
  return kind.eventsAlone && (on === 'command' || on === 'interaction') ? misplaced(what, 'an event', on) : undefined
}

function wrongForRequest(what: string, on: string): FaultSpecProblem | undefined {
  const known = Object.keys(kinds)
  const isRequestKind = Object.hasOwn(kinds, what) || /^slow:\d{1,6}$/.test(what)
  if (!isRequestKind && kindOf(what)) return misplaced(what, 'event, command or interaction', on)
  if (!/^(slow:\d{1,6}|[\w-]{1,80})$/.test(what) || what === 'slow') {
    return { message: `“${what}” is no way to fail: an error code of Slack’s, or ${known.join(', ')}`, near: [] }
  }
  return undefined
}

function misplaced(what: string, where: string, on: string): FaultSpecProblem {
  return { message: `${what} happens to ${where} alone, not to ${on}`, near: [] }
}
