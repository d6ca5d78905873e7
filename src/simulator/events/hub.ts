import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '../state/app-types.ts'
import type { Happening } from '../state/happening.ts'
import type { World } from '../state/types.ts'
import { type Courier, createCourier } from './courier.ts'
import { createDeliveryLog, type NewestEntries } from './delivery-log.ts'
import { draftsFor } from './drafts/drafts.ts'
import { missedEvent } from './missed.ts'
import { parcelFor } from './parcel.ts'
import { createSchedule } from './schedule.ts'
import type { FoundWrongAck } from './socket-acks.ts'
import type { SocketWay } from './socket-way.ts'
import { type Subscriptions, subscriptionsOf } from './subscriptions.ts'
import type { Delivery, EventDraft, MissedEvent, Parcel, WrongAck } from './types.ts'
import { type Verification, verifyRequestUrl } from './verification.ts'

/** The default maximum wait of `settled`, in milliseconds. */
const longestSettling = 10_000
/** The maximum value of the option `quiet` of `settled`, in milliseconds. */
const longestQuiet = 5000

export interface EventHub {
  /** Loads and starts the Socket Mode server. A simulator without a Socket Mode app does not need this code. */
  loadSockets(): Promise<SocketWay>
  /** The Socket Mode server; undefined until an app has requested a connection. */
  readonly sockets: SocketWay | undefined
  readonly courier: Courier
  /** Sends the events about a change to every app that is subscribed to them. */
  happened(world: World, happening: Happening): void
  /** Runs `work`, and returns the first attempt of each event that `work` causes. */
  deliveriesOf(work: () => void): Promise<readonly Delivery[]>
  /** Sends one event to every app that can get it, without a change in the workspace. */
  send(world: World, draftFor: (app: App) => EventDraft): void
  /**
   * Runs `work`. Returns the result of `work`, and every event that an app missed. Only events before the first `await`
   * in `work` are included.
   */
  watchMissed<T>(work: () => Promise<T>): Promise<{ readonly result: T; readonly missed: readonly MissedEvent[] }>
  /** The names of other computers that are allowed as the host of a request URL. */
  readonly allowedHosts: Set<string>
  /**
   * Makes the next event to this app wait for a new challenge. Call it when the app's request URL did not answer the
   * first challenge.
   */
  verifyLater(app: App): void
  readonly deliveries: NewestEntries<Delivery>
  /** The frames from apps over Socket Mode that acknowledge no delivery. */
  readonly wrongAcks: NewestEntries<WrongAck>
  /** Reports that the simulator is answering a request of an app. Call the returned function when it has answered. */
  answering(): () => void
  /**
   * Resolves when no delivery and no request of an app has been running for `quiet` milliseconds. Retries that wait for
   * their time do not count.
   * @throws Error after `most` milliseconds, ten seconds by default; TypeError when `quiet` is not a number from 0 to
   * 5000
   */
  settled(options?: { readonly quiet?: number; readonly most?: number }): Promise<void>
  /** Starts the retries that are due because the clock was moved forward. */
  clockMoved(): void
  /** Removes all deliveries from the log, and cancels all retries. */
  reset(): void
  close(): void
}

export interface EventHubOptions {
  readonly world: World
  readonly warn: (text: string) => void
  /** Milliseconds within which an app must answer; by default 3000 over HTTP and 4000 over a socket, as in Slack. */
  readonly patience?: number | undefined
  /** The names of other computers that are allowed as the host of a request URL. */
  readonly allowHosts?: readonly string[] | undefined
}

/** Creates the event hub, which delivers events to apps and logs the deliveries. */
export function createEventHub({ world: whole, warn, patience, allowHosts = [] }: EventHubOptions): EventHub {
  const allowedHosts = new Set(allowHosts)
  const log = createDeliveryLog()
  const schedule = createSchedule(() => whole.now())
  let sockets: SocketWay | undefined
  const reach = { sockets: () => sockets, patience, allowedHosts }
  const courier = createCourier({ world: whole, log, schedule, warn, ...reach })
  const unverified = new Map<string, Promise<Verification> | undefined>()
  let collected: Promise<Delivery>[] | undefined
  let missed: MissedEvent[] | undefined
  let answering = 0
  let lastActivity = 0

  // An app in Socket Mode without a connection counts as listening, so that the log shows the events that it misses.
  const isListening = (app: App, { eventsUrl, socketMode }: Subscriptions) =>
    socketMode === true || eventsUrl !== null || (sockets?.wasConnected(app) ?? false)
  const deliver = (app: App, parcel: Parcel) => {
    const delivery = unverified.has(app.id)
      ? verifyFirst(app).then(() => courier.event(app, parcel))
      : courier.event(app, parcel)
    collected?.push(delivery)
  }
  /**
   * Sends one challenge for all events that wait. If the app does not answer the challenge, the next event causes a new
   * challenge.
   */
  const verifyFirst = async (app: App) => {
    const { eventsUrl } = subscriptionsOf(app)
    if (eventsUrl === null) return
    const asked = unverified.get(app.id) ?? verifyRequestUrl(courier, app, eventsUrl)
    unverified.set(app.id, asked)
    const { ok, delivery } = await asked
    if (unverified.get(app.id) !== asked) return
    if (ok || delivery.ok) unverified.delete(app.id)
    else unverified.set(app.id, undefined)
    if (!ok && delivery.ok) warn(`${eventsUrl} did not answer with the challenge: at Slack it could not be saved`)
  }
  const sendTo = (world: World, app: App, draft: EventDraft) => {
    const subscriptions = subscriptionsOf(app)
    const listens = isListening(app, subscriptions)
    const parcel = listens ? parcelFor(world, app, draft) : undefined
    if (parcel) return deliver(app, parcel)
    if (!missed || draft.withoutToken || (draft.appId !== undefined && draft.appId !== app.id)) return
    missed.push(missedEvent(world, { app, subscriptions, draft }))
  }

  return {
    get sockets() {
      return sockets
    },
    async loadSockets() {
      const { createSocketWay } = await import('./socket-way.ts')
      const wrongAck = (found: FoundWrongAck) => {
        warn(`App ${found.appId} sent ${found.message}, over connection ${found.to}: ${found.frame.slice(0, 60)}`)
        return log.addWrongAck(found, whole.now())
      }
      sockets ??= createSocketWay({ wrongAck, opened: (appId) => courier.connected(appId) })
      return sockets
    },
    courier,
    happened(world, happening) {
      for (const app of world.state.apps) {
        // For an app that receives no events, build no event, except when `watchMissed` needs the reason why the app
        // missed the event.
        if (!missed && !isListening(app, subscriptionsOf(app))) continue
        for (const draft of draftsFor(world, happening, app)) sendTo(world, app, draft)
      }
    },
    send(world, draftFor) {
      for (const app of world.state.apps) sendTo(world, app, draftFor(app))
    },
    async watchMissed(work) {
      const own: MissedEvent[] = []
      const before = missed
      missed = own
      let begun: ReturnType<typeof work>
      try {
        // Only events before the first `await` in `work` are added to `own`.
        begun = work()
      } finally {
        missed = before
      }
      return { result: await begun, missed: own }
    },
    allowedHosts,
    verifyLater: (app) => void unverified.set(app.id, undefined),
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
    deliveries: log,
    wrongAcks: log.wrongAcks,
    answering() {
      answering += 1
      return () => {
        answering -= 1
        lastActivity = performance.now()
      }
    },
    async settled({ quiet = 50, most = longestSettling } = {}) {
      if (!(quiet >= 0 && quiet <= longestQuiet))
        throw new TypeError(`quiet has to be a number of milliseconds from 0 to ${longestQuiet}`)
      const began = performance.now()
      const isBusy = () => answering > 0 || courier.pending > 0
      while (isBusy() || performance.now() - Math.max(lastActivity, began) < quiet) {
        if (courier.pending > 0) lastActivity = performance.now()
        if (performance.now() - began > most) throw new Error(`The app did not settle within ${most / 1000} seconds`)
        await delay(5)
      }
    },
    clockMoved: () => schedule.run(),
    reset() {
      log.clear()
      courier.reset()
      unverified.clear()
    },
    close() {
      sockets?.close()
      courier.close()
    },
  }
}
