import { setTimeout as delay } from 'node:timers/promises'
import { eventFact } from '../../slack/facts/events.ts'
import type { App } from '../state/app-types.ts'
import type { Fault } from '../state/fault-spec.ts'
import { takeDeliveryFault as take } from '../state/faults.ts'
import type { World } from '../state/types.ts'
import type { DisconnectReason } from './socket-way.ts'
import type { Parcel } from './types.ts'

/** A staged fault that applies to one attempt. */
export type DeliveryFault = Pick<Fault, 'what'>

/** Milliseconds that a delivery waits for the next one, which must arrive first. */
const longestHold = 1000
/** Milliseconds by which the fault `old-timestamp` sets the time back: receivers refuse what is older than 5 minutes. */
const tooOld = 10 * 60_000

/**
 * The fault of this attempt, counted down. No fault applies to a challenge: an app that fails it gets no events at all.
 */
export function takeDeliveryFault(world: World, parcel: Parcel, way: 'http' | 'socket'): DeliveryFault | undefined {
  return parcel.kind === 'verification' ? undefined : take(world, { names: namesOf(parcel), way })
}

/** The names under which a fault can be staged for this parcel. */
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
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Values for the signature of a request: a fault has another secret, or an old time. */
export function signatureFor({ secret, now }: Signer, fault: DeliveryFault | undefined): Signer {
  if (fault?.what === 'wrong-signature') return { secret: `${secret}, but another one`, now }
  return fault?.what === 'old-timestamp' ? { secret, now: now - tooOld } : { secret, now }
}

/** The reason for which Slack asks the app to reconnect; undefined for any other fault. */
export function disconnectReason(fault: DeliveryFault | undefined): DisconnectReason | undefined {
  const [kind, reason = 'refresh_requested'] = fault?.what.split(':') ?? []
  return kind === 'disconnect' ? (reason as DisconnectReason) : undefined
}

interface HeldBack {
  /** Waits for the fault's time, or until the next delivery to the app is done. */
  before(app: App, fault: DeliveryFault | undefined): Promise<void>
  /** Reports a finished delivery: held deliveries continue. */
  after(app: App, fault: DeliveryFault | undefined): void
  close(): void
}

/** Deliveries that are delayed, or overtaken by the next one. */
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
        // Without a wait for it, the process may exit first.
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
