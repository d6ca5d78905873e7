import { type Fault, type FaultSpec, isKindOf, readKnownOrder, readOrder } from './fault-spec.ts'
import type { World } from './types.ts'

/** The properties of a request that decide which fault applies. */
interface FaultTarget {
  /** The name of the API method, `authorize`, `webhook`, or the request's path. */
  readonly what: string
  readonly bringsToken: boolean
}

/**
 * Adds a fault and returns it. With `known: true`, an unknown error code is invalid.
 * @throws TypeError when the fault is invalid
 */
export function addFault(world: World, order: FaultSpec, { known = false } = {}): Fault {
  const fault = known ? readKnownOrder(order) : readOrder(order)
  if ('message' in fault) {
    const { message, near } = fault
    throw new TypeError(near.length > 0 ? `${message}. Did you mean: ${near.join(', ')}` : message)
  }
  world.state.faults.push(fault)
  world.changed()
  return fault
}

/**
 * Removes the faults whose `on` or `what` equals `which`. Without `which`, or when it is `all`, removes every fault.
 * @returns the number of removed faults
 */
export function liftFaults(world: World, which?: string): number {
  const name = which === 'page' ? 'authorize' : which
  const kept =
    name === undefined || name === 'all'
      ? []
      : world.state.faults.filter(({ on, what }) => on !== name && what !== name)
  const lifted = world.state.faults.length - kept.length
  world.state.faults = kept
  world.changed()
  return lifted
}

/** Removes this fault, if it is still active. */
export function liftFault(world: World, fault: Fault): void {
  world.state.faults = world.state.faults.filter((one) => one !== fault)
  world.changed()
}

/**
 * Returns the first fault that applies to this request, and counts down its `times`; undefined when none applies. A
 * matching fault with `after` above 0 does not apply yet: only its `after` is counted down.
 */
export function takeFault(world: World, request: FaultTarget): Fault | undefined {
  return takeFirst(world, (fault) => isMeant(fault, request))
}

/**
 * Returns the first fault that applies to a delivery to an app, and counts it down as `takeFault` does; undefined when
 * none applies.
 * @param names the values of `on` that match this delivery: `event`, the type of the event, …
 */
export function takeDeliveryFault(
  world: World,
  { names, way }: { readonly names: readonly string[]; readonly way: 'http' | 'socket' },
): Fault | undefined {
  return takeFirst(world, ({ on, what }) => names.includes(on) && isKindOf(what, way))
}

/**
 * Returns the faults whose `on` matches a delivery, but that are not possible over the connection `way` of this
 * delivery.
 * @param names as in `takeDeliveryFault`
 */
export function faultsOfOtherWay(
  world: World,
  { names, way }: { readonly names: readonly string[]; readonly way: 'http' | 'socket' },
): Fault[] {
  return world.state.faults.filter(({ on, what }) => names.includes(on) && !isKindOf(what, way))
}

function takeFirst(world: World, isDue: (fault: Fault) => boolean): Fault | undefined {
  const { faults } = world.state
  if (faults.length === 0) return undefined
  for (const fault of faults) {
    if (!isDue(fault)) continue
    world.changed()
    if (fault.after > 0) {
      fault.after -= 1
      continue
    }
    fault.times -= 1
    if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1)
    return fault
  }
  return undefined
}

/** Whether a fault applies to a request. `expire-token` and `revoke-token` apply only to a request with a token. */
function isMeant({ on, what }: Fault, request: FaultTarget): boolean {
  if (on !== request.what && on !== '*') return false
  return (what !== 'expire-token' && what !== 'revoke-token') || request.bringsToken
}
