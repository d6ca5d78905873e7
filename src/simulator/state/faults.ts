import { type Fault, type FaultSpec, isKindOf, readKnownOrder, readOrder } from './fault-spec.ts'
import type { World } from './types.ts'

/** The parts of a request that decide which fault applies to it. */
interface FaultTarget {
  /** The API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly bringsToken: boolean
}

/**
 * Adds a fault. With `known`, it must not have an unknown error code.
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
 * Removes the faults whose `on` or `what` is `which`; all faults for `all` or without `which`.
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

/** Removes this fault, if it still exists. */
export function liftFault(world: World, fault: Fault): void {
  world.state.faults = world.state.faults.filter((one) => one !== fault)
  world.changed()
}

/** Returns the fault that applies to this request, and counts it; undefined when there is none. */
export function takeFault(world: World, request: FaultTarget): Fault | undefined {
  return takeFirst(world, (fault) => isMeant(fault, request))
}

/**
 * Returns the fault that applies to a delivery to an app, and counts it; undefined when there is none.
 * @param names the values of `on` that match this delivery: `event`, the type of the event, …
 */
export function takeDeliveryFault(
  world: World,
  { names, way }: { readonly names: readonly string[]; readonly way: 'http' | 'socket' },
): Fault | undefined {
  return takeFirst(world, ({ on, what }) => names.includes(on) && isKindOf(what, way))
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

/** Whether a fault applies to a request. A fault that expires or revokes a token requires a request with a token. */
function isMeant({ on, what }: Fault, request: FaultTarget): boolean {
  if (on !== request.what && on !== '*') return false
  return (what !== 'expire-token' && what !== 'revoke-token') || request.bringsToken
}
