import type { App } from '../state/app-types.ts'
import type { Happening } from '../state/happening.ts'
import type { World } from '../state/types.ts'
import { type Courier, createCourier } from './courier.ts'
import { createDeliveryLog } from './delivery-log.ts'
import { draftsFor } from './drafts/drafts.ts'
import { envelope } from './envelope.ts'
import { authorizationsFor, isSubscribedAtAll } from './receivers.ts'
import { createSchedule } from './schedule.ts'
import { createSocketWay, type SocketWay } from './socket-way.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { Delivery, EventDraft, Parcel } from './types.ts'

/** Event contexts whose authorizations are remembered, the newest. */
const mostContexts = 1000

export interface EventHub {
  readonly sockets: SocketWay
  readonly courier: Courier
  /** Sends what happened to every app that is subscribed to it. */
  happened(world: World, happening: Happening): void
  /**
   * Does something, and waits for the first attempt to deliver each event that it caused. Events of other things that
   * happen meanwhile are not among them.
   */
  deliveriesOf(work: () => void): Promise<readonly Delivery[]>
  /** The newest deliveries, oldest first. */
  deliveries(): readonly Delivery[]
  /** How many there were since the simulator started, those that are forgotten too. */
  readonly total: number
  /** Does what has become due after the clock was advanced. */
  clockMoved(): void
  /** Forgets deliveries and retries. */
  reset(): void
  close(): void
}

export interface EventHubOptions {
  readonly world: World
  readonly warn: (text: string) => void
  /** Milliseconds that an app has to answer; 3000 unless given. */
  readonly patience?: number | undefined
}

/** What brings events to apps, and remembers how that went. */
export function createEventHub({ world: whole, warn, patience }: EventHubOptions): EventHub {
  const log = createDeliveryLog()
  const schedule = createSchedule(() => whole.now())
  const sockets = createSocketWay({ world: whole, warn })
  const courier = createCourier({ world: whole, log, schedule, sockets: () => sockets, patience })
  let collected: Promise<Delivery>[] | undefined

  const deliver = (app: App, parcel: Parcel) => {
    const delivery = courier.event(app, parcel)
    collected?.push(delivery)
  }

  return {
    sockets,
    courier,
    happened(world, happening) {
      for (const app of world.state.apps) {
        const subscriptions = subscriptionsOf(app)
        if (sockets.count(app) === 0 && subscriptions.eventsUrl === null && !subscriptions.socketMode) continue
        for (const draft of draftsFor(world, happening, app)) {
          const parcel = parcelFor(world, app, draft)
          if (parcel) deliver(app, parcel)
        }
      }
    },
    async deliveriesOf(work) {
      const before = collected
      const own: Promise<Delivery>[] = []
      collected = own
      try {
        work()
      } finally {
        collected = before
      }
      return await Promise.all(own)
    },
    deliveries: () => log.newest(),
    get total() {
      return log.total
    },
    clockMoved: () => schedule.run(),
    reset() {
      log.clear()
      schedule.clear()
    },
    close() {
      schedule.clear()
      sockets.close()
      courier.close()
    },
  }
}

/** The envelope for an app; undefined when the app does not get the event. */
export function parcelFor(world: World, app: App, draft: EventDraft): Parcel | undefined {
  const subscriptions = subscriptionsOf(app)
  const authorizations = draft.withoutToken ? [] : authorizationsFor(world, { app, subscriptions, draft })
  const receives = draft.withoutToken
    ? draft.appId === app.id && isSubscribedAtAll(subscriptions, draft)
    : authorizations.length > 0
  if (!receives) return undefined
  const event = draft.event()
  const payload = envelope(world, { app, draft, event, authorizations })
  world.contexts.set(payload.event_context, { appId: app.id, authorizations })
  const [oldest] = world.contexts.keys()
  if (world.contexts.size > mostContexts && oldest !== undefined) world.contexts.delete(oldest)
  return { kind: 'event', what: event.type, payload }
}
