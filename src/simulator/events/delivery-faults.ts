import { setTimeout as delay } from 'node:timers/promises'
import { eventFact } from '../../slack/facts/events.ts'
import type { App } from '../state/app-types.ts'
import type { Fault } from '../state/fault-spec.ts'
import { takeDeliveryFault as take } from '../state/faults.ts'
import type { World } from '../state/types.ts'
import type { DisconnectReason } from './socket-way.ts'
import type { Parcel } from './types.ts'

/** A staged fault that one attempt meets. */
export type DeliveryFault = Pick<Fault, 'what'>

/** Milliseconds that a delivery waits for the next one, which is to arrive before it. */
const longestHold = 1000
/** Milliseconds that an old timestamp lies back: receivers refuse what is older than five minutes. */
const tooOld = 10 * 60_000

/** The fault that this attempt meets, counted down. A challenge meets none: an app that fails it gets nothing at all. */
export function takeDeliveryFault(world: World, parcel: Parcel, way: 'http' | 'socket'): DeliveryFault | undefined {
  return parcel.kind === 'verification' ? undefined : take(world, { names: namesOf(parcel), way })
}

/** What a fault can be staged on to meet this parcel. */
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

/** What a request is signed with: for a fault another secret, or a time long ago. */
export function signatureFor({ secret, now }: Signer, fault: DeliveryFault | undefined): Signer {
  if (fault?.what === 'wrong-signature') return { secret: `${secret}, but another one`, now }
  return fault?.what === 'old-timestamp' ? { secret, now: now - tooOld } : { secret, now }
}

/** Why Slack asks the app to connect anew; undefined for any other fault. */
export function disconnectReason(fault: DeliveryFault | undefined): DisconnectReason | undefined {
  const [kind, reason = 'refresh_requested'] = fault?.what.split(':') ?? []
  return kind === 'disconnect' ? (reason as DisconnectReason) : undefined
}

interface HeldBack {
  /** Waits as the fault says: so many milliseconds, or until the next delivery to the app is done. */
  before(app: App, fault: DeliveryFault | undefined): Promise<void>
  /** A delivery is done: what was held back goes now. */
  after(app: App, fault: DeliveryFault | undefined): void
  close(): void
}

/** Deliveries that are late, or that the next one overtakes. */
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
        // Unless somebody waits for it, the process may end before.
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
