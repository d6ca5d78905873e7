import type { App } from '../state/app-types.ts'
import { createHeldBack, type DeliveryFault, takeDeliveryFault } from './delivery-faults.ts'
import type { DeliveryLog } from './delivery-log.ts'
import { createFaultWarnings } from './fault-way.ts'
import { createQueue, type Queue } from './queue.ts'
import { isFinal, mayReceive } from './retry-rules.ts'
import type { Schedule } from './schedule.ts'
import { type Attempt, createSender, nowhere, type SenderOptions } from './sender.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { Delivery, Parcel } from './types.ts'
import { createUnsent } from './unsent.ts'
import { usesSocket } from './way-of.ts'

/** Milliseconds before the first, second and third retry. */
const retryDelays = [0, 60_000, 300_000] as const
/** Maximum number of simultaneous deliveries to one app. */
const atOnce = 16

/** Delivers events, commands and interactions to apps, over HTTP or over a socket. */
export interface Courier {
  /** Delivers an event. Resolves with the first attempt; retries follow when the app does not accept the event. */
  event(app: App, parcel: Parcel): Promise<Delivery>
  /** Delivers a command, an interaction or a challenge to `url` or over a socket, without retries. */
  once(app: App, parcel: Parcel, url: string | null): Promise<Delivery>
  /** Number of running and waiting deliveries. Retries that wait for their time are not counted. */
  readonly pending: number
  /** Delivers the events that an app missed. Call this function when the app opens a Socket Mode connection. */
  connected(appId: string): void
  /** Cancels all retries and all events that wait for a connection. */
  reset(): void
  close(): void
}

export interface CourierOptions extends SenderOptions {
  readonly log: DeliveryLog
  readonly schedule: Schedule
}

/** Returns the courier, which delivers events and interactions to apps over HTTP and Socket Mode. */
export function createCourier({ log, schedule, ...options }: CourierOptions): Courier {
  const { world, sockets, warn } = options
  const sender = createSender(options)
  const queues = new Map<string, Queue>()
  const heldBack = createHeldBack()
  const unsent = createUnsent(() => world.now())
  const warnOfFaults = createFaultWarnings(world, warn)
  let closed = false
  let resets = 0

  const queueOf = ({ id }: App) => {
    const known = queues.get(id)
    if (known) return known
    const made = createQueue(atOnce)
    queues.set(id, made)
    return made
  }

  /**
   * Queues an attempt. If a reset happens before the attempt is sent, it is neither sent nor logged, because it belongs
   * to the earlier data.
   */
  const enqueue = (app: App, parcel: Parcel, planned: PlannedAttempt): Promise<Delivery> => {
    const era = resets
    return queueOf(app).add(() => attempt(app, parcel, { ...planned, isCurrent: () => era === resets }))
  }

  const attempt = async (app: App, parcel: Parcel, planned: CheckedAttempt): Promise<Delivery> => {
    const { copyOf, isCurrent, then, ...rest } = planned
    const { socketMode, interactivity } = subscriptionsOf(app)
    const overSocket = parcel.kind !== 'verification' && (socketMode ?? usesSocket(sockets(), app, planned.url))
    // Over a socket, `is_enabled: false` has no effect: Slack's assistant templates have this setting, and their
    // buttons work.
    const isOff = !overSocket && !interactivity && (parcel.kind === 'interaction' || parcel.kind === 'options')
    const way = overSocket ? 'socket' : 'http'
    if (isCurrent()) warnOfFaults(parcel, way)
    const fault = copyOf || isOff || !isCurrent() ? undefined : takeDeliveryFault(world, parcel, way)
    await heldBack.before(app, fault)
    const what = copyOf ?? fault?.what
    const note = { id: log.nextId(), at: world.now(), appId: app.id, attempt: planned.number, ...parcel }
    if (!isCurrent()) return { ...note, ...nowhere, error: 'reset' }
    const send = () => sender[overSocket ? 'overSocket' : 'overHttp']({ id: note.id, app, parcel, fault, ...rest })
    const sent = isOff ? { ...nowhere, error: 'interactivity_off' } : await send()
    // When the simulator stops, it breaks every connection. The app did not cause this error.
    const answer = closed && !sent.ok ? { ...sent, error: 'stopped' } : sent
    const delivery = { ...note, ...answer, ...(what !== undefined && { fault: what }) }
    heldBack.after(app, fault)
    if (!isCurrent()) return delivery
    log.add(delivery)
    if (fault) bringAgain(app, parcel, { fault, delivery, planned: rest })
    then?.(delivery)
    return delivery
  }

  /** Delivers a parcel a second time, to simulate the faults `twice` and `retry`. Call this function before `again`. */
  const bringAgain = (
    app: App,
    parcel: Parcel,
    { fault: { what }, delivery, planned }: { fault: DeliveryFault; delivery: Delivery; planned: PlannedAttempt },
  ) => {
    const isRetry = what === 'retry' && delivery.ok
    if (closed || (what !== 'twice' && !isRetry)) return
    const retry = isRetry && { number: 1, reason: delivery.by === 'socket' ? 'timeout' : 'http_timeout' }
    void enqueue(app, parcel, { ...planned, ...retry, copyOf: what })
  }

  /**
   * Plans the next retry of a delivery that the app did not accept.
   * @param due the time for which the failed attempt was planned. The wait starts at this time. So when the clock is
   * moved far forward, every retry that is due by then is sent
   */
  const again = (app: App, parcel: Parcel, { delivery, number, due }: FailedAttempt) => {
    const wait = retryDelays[number]
    if (closed || wait === undefined || delivery.ok || isFinal(delivery)) return
    const reason = delivery.error ?? 'unknown_error'
    const retry = (planned: number) => {
      if (!mayReceive(world, app, parcel)) return
      const { eventsUrl } = subscriptionsOf(app)
      const then = (done: Delivery) => again(app, parcel, { delivery: done, number: number + 1, due: planned })
      void enqueue(app, parcel, { url: eventsUrl, number: number + 1, reason, then })
    }
    const left = retryDelays.slice(number).reduce<number>((sum, one) => sum + one, 0)
    const next = due + wait
    if (delivery.error === 'no_connection')
      unsent.add(app.id, { until: world.now() + left, bring: () => retry(world.now()) })
    else if (next <= world.now()) retry(next)
    else schedule.add(next, () => retry(next))
  }

  return {
    get pending() {
      return [...queues.values()].reduce((sum, { size }) => sum + size, 0)
    },
    event(app, parcel) {
      const then = (delivery: Delivery) => again(app, parcel, { delivery, number: 0, due: world.now() })
      return enqueue(app, parcel, { url: subscriptionsOf(app).eventsUrl, number: 0, reason: '', then })
    },
    once: (app, parcel, url) => enqueue(app, parcel, { url, number: 0, reason: '' }),
    connected: (appId) => unsent.bringAll(appId),
    reset() {
      resets += 1
      unsent.clear()
      schedule.clear()
    },
    close() {
      closed = true
      unsent.clear()
      schedule.clear()
      heldBack.close()
      sender.close()
    },
  }
}

interface PlannedAttempt extends Pick<Attempt, 'url' | 'number' | 'reason'> {
  /** The fault that caused this additional copy; undefined for a usual attempt. No other fault applies to the copy. */
  readonly copyOf?: string | undefined
  /** The function that is called with the logged delivery. */
  readonly then?: (delivery: Delivery) => void
}

interface FailedAttempt {
  readonly delivery: Delivery
  /** The number of the failed attempt, from 0. */
  readonly number: number
  readonly due: number
}

interface CheckedAttempt extends PlannedAttempt {
  /** Whether no reset happened after the attempt was queued. */
  readonly isCurrent: () => boolean
}
