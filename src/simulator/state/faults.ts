import { type Fault, type FaultSpec, isKindOf, readKnownOrder, readOrder } from './fault-spec.ts'
import type { World } from './types.ts'

/** The part of a request that faults are matched against. */
interface FaultTarget {
  /** API method, `authorize`, `webhook` or the path. */
  readonly what: string
  readonly bringsToken: boolean
}

/**
 * Adds a fault.
 * @throws TypeError when it is invalid, or with `known` when it names a code that this version does not know
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

/** Removes faults: those of this place or kind, or all with `all` or without a name. @returns how many */
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

/** Removes this fault, if it is still there. */
export function liftFault(world: World, fault: Fault): void {
  world.state.faults = world.state.faults.filter((one) => one !== fault)
  world.changed()
}

/** Takes the fault that applies to this request and counts it down; undefined when none does. */
export function takeFault(world: World, request: FaultTarget): Fault | undefined {
  return takeFirst(world, (fault) => isMeant(fault, request))
}

/**
 * The fault that is due for a delivery to an app, counted down; undefined when there is none.
 * @param names what it may be staged on: `event`, the type of the event, …
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

/** A fault that ends a token applies only to a request with one. */
function isMeant({ on, what }: Fault, request: FaultTarget): boolean {
  if (on !== request.what && on !== '*') return false
  return (what !== 'expire-token' && what !== 'revoke-token') || request.bringsToken
}
