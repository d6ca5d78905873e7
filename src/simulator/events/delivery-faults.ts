import { setTimeout as delay } from 'node:timers/promises'
import { eventFact } from '../../slack/facts/events.ts'
import type { App } from '../state/app-types.ts'
import type { Fault } from '../state/fault-spec.ts'
import { faultsOfOtherWay, takeDeliveryFault as take } from '../state/faults.ts'
import type { World } from '../state/types.ts'
import type { DisconnectReason } from './socket-way.ts'
import type { Parcel } from './types.ts'

/** A fault that applies to one attempt of a delivery. */
export type DeliveryFault = Pick<Fault, 'what'>

/**
 * Maximum number of milliseconds for which the fault `out-of-order` delays a delivery, so that the next delivery
 * arrives first.
 */
const longestHold = 1000
/**
 * The fault `old-timestamp` makes the time of a signature older by this many milliseconds. An app should refuse a
 * request that is older than 5 minutes.
 */
const tooOld = 10 * 60_000

/**
 * Returns the fault that applies to this attempt and counts it; undefined when none applies. No fault applies to a
 * challenge, because an app that fails the challenge gets no events at all.
 */
export function takeDeliveryFault(world: World, parcel: Parcel, way: 'http' | 'socket'): DeliveryFault | undefined {
  return parcel.kind === 'verification' ? undefined : take(world, { names: namesOf(parcel), way })
}

/**
 * Returns the faults that match this delivery, but are possible only over the other kind of connection (HTTP or
 * socket).
 */
export function unsuitableFaults(world: World, parcel: Parcel, way: 'http' | 'socket'): readonly Fault[] {
  return parcel.kind === 'verification' ? [] : faultsOfOtherWay(world, { names: namesOf(parcel), way })
}

/** Returns the values of a fault's `on` that match this delivery. */
function namesOf({ kind, what, payload }: Parcel): string[] {
  if (kind === 'command') return ['command']
  if (kind !== 'event') return ['interaction']
  const event: Readonly<Record<string, unknown>> = { ...(payload['event'] as object | undefined) }
  const subscription = what === 'message' ? `message.${plural[String(event['channel_type'])] ?? ''}` : what
  return ['event', what, ...(eventFact(subscription) ? [subscription] : [])]
}

const plural: Readonly<Record<string, string>> = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' }

interface Signer {
  readonly secret: string
  /** The time of the request, in milliseconds since 1970. */
  readonly now: number
}

/**
 * Returns the secret and the time for a signature. The faults `wrong-signature` and `old-timestamp` make one of them
 * wrong.
 */
export function signatureFor({ secret, now }: Signer, fault: DeliveryFault | undefined): Signer {
  if (fault?.what === 'wrong-signature') return { secret: `${secret}, but another one`, now }
  return fault?.what === 'old-timestamp' ? { secret, now: now - tooOld } : { secret, now }
}

/**
 * Returns the reason with which Slack asks the app to reconnect, for a fault `disconnect` or `disconnect:…`; undefined
 * for any other fault.
 */
export function disconnectReason(fault: DeliveryFault | undefined): DisconnectReason | undefined {
  const [kind, reason = 'refresh_requested'] = fault?.what.split(':') ?? []
  return kind === 'disconnect' ? (reason as DisconnectReason) : undefined
}

interface HeldBack {
  /** Waits when the fault is `slow:…` or `out-of-order`; otherwise resolves at once. */
  before(app: App, fault: DeliveryFault | undefined): Promise<void>
  /** Reports that a delivery was sent, so that an earlier delivery with the fault `out-of-order` can be sent now. */
  after(app: App, fault: DeliveryFault | undefined): void
  close(): void
}

/**
 * Returns functions that delay deliveries. The fault `slow:…` delays a delivery for the time in its name. The fault
 * `out-of-order` delays it until the next delivery was sent.
 */
export function createHeldBack(): HeldBack {
  const held = new Map<string, Set<() => void>>()
  const release = (id: string) => {
    for (const go of held.get(id) ?? []) go()
    held.delete(id)
  }
  const hold = ({ id }: App) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestHold)
      timer.unref()
      const waiting = held.get(id) ?? new Set()
      held.set(id, waiting)
      waiting.add(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  return {
    async before(app, fault) {
      if (fault?.what === 'out-of-order') await hold(app)
      else if (fault?.what.startsWith('slow:'))
        // The process can end while this timer runs.
        await delay(Number(fault.what.slice('slow:'.length)), undefined, { ref: false })
    },
    after({ id }, fault) {
      if (fault?.what !== 'out-of-order') release(id)
    },
    close() {
      for (const id of held.keys()) release(id)
    },
  }
}
