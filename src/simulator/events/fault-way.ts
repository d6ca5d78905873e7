import { type Fault, isDelivery, kindsOver, onlyOver } from '../state/fault-spec.ts'
import type { World } from '../state/types.ts'
import { unsuitableFaults } from './delivery-faults.ts'
import type { SocketWay } from './socket-way.ts'
import type { Parcel } from './types.ts'
import { wayOf } from './way-of.ts'

const names = { http: 'HTTP', socket: 'Socket Mode' } as const

/**
 * Returns a text when a delivery fault cannot happen, because it is possible only over HTTP and the apps use Socket
 * Mode, or because it is possible only over Socket Mode and the apps use HTTP. Returns null when the fault can happen,
 * or when no app has a connection yet.
 * @param sockets the Socket Mode server; undefined until an app has requested a connection
 */
export function impossibleFault(
  { state }: World,
  { on, what }: Pick<Fault, 'on' | 'what'>,
  sockets: SocketWay | undefined,
): string | null {
  const only = isDelivery(on) ? onlyOver(what) : undefined
  if (only === undefined) return null
  const ways = state.apps.flatMap((app) => wayOf(sockets, app) ?? [])
  const [other] = ways
  return other === undefined || ways.includes(only) ? null : wrongWay(what, only)
}

/**
 * Returns a function that warns of the faults that match a delivery, but are possible only over the other kind of
 * connection. It warns once of each fault.
 */
export function createFaultWarnings(
  world: World,
  warn: (text: string) => void,
): (parcel: Parcel, way: 'http' | 'socket') => void {
  const warned = new WeakSet<Fault>()
  return (parcel, way) => {
    if (world.state.faults.length === 0) return
    for (const fault of unsuitableFaults(world, parcel, way)) {
      if (warned.has(fault)) continue
      warned.add(fault)
      warn(wrongWay(fault.what, way === 'http' ? 'socket' : 'http'))
    }
  }
}

/**
 * Returns the text for a fault that is possible only over the kind of connection `only`, when the apps use the other
 * kind.
 */
function wrongWay(what: string, only: 'http' | 'socket'): string {
  const used = only === 'http' ? 'socket' : 'http'
  return `${what} happens over ${names[only]} alone, and the app gets everything over ${names[used]}. Over ${names[used]}: ${kindsOver(used).join(', ')}`
}
