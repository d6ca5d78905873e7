import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import {
  createHeldBack,
  type DeliveryFault,
  disconnectReason,
  signatureFor,
  takeDeliveryFault,
} from './delivery-faults.ts'
import type { DeliveryLog } from './delivery-log.ts'
import { createFaultWarnings } from './fault-way.ts'
import { createHttpWay } from './http-way.ts'
import { createQueue, type Queue } from './queue.ts'
import { requestFor } from './request-form.ts'
import { isFinal, mayReceive } from './retry-rules.ts'
import type { Schedule } from './schedule.ts'
import { signingSecretOf } from './signature.ts'
import type { SocketWay } from './socket-way.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { Delivery, DeliveryAnswer, Parcel } from './types.ts'
import { createUnsent } from './unsent.ts'
import { usesSocket } from './way-of.ts'

/** Milliseconds within which an app must answer over HTTP (docs.slack.dev/apis/events-api). */
const httpPatience = 3000
/** Milliseconds within which an app must acknowledge an envelope over a socket (slackapi/bolt-js#2487). */
const socketPatience = 4000
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

export interface CourierOptions {
  readonly world: World
  readonly log: DeliveryLog
  readonly schedule: Schedule
  readonly sockets: () => SocketWay | undefined
  /** Milliseconds within which an app must answer; by default 3000 over HTTP and 4000 over a socket, as at Slack. */
  readonly patience?: number | undefined
  /** Host names of other computers to which requests can be sent; by default none. */
  readonly allowedHosts?: ReadonlySet<string> | undefined
  readonly warn: (text: string) => void
}

/** Returns the courier, which delivers events and interactions to apps over HTTP and Socket Mode. */
export function createCourier({
  world,
  log,
  schedule,
  sockets,
  patience,
  allowedHosts = new Set(),
  warn,
}: CourierOptions): Courier {
  const http = createHttpWay()
  const queues = new Map<string, Queue>()
  const heldBack = createHeldBack()
  const unsent = createUnsent(() => world.now())
  const warnOfFaults = createFaultWarnings(world, warn)
  let closed = false

  const queueOf = ({ id }: App) => {
    const known = queues.get(id)
    if (known) return known
    const made = createQueue(atOnce)
    queues.set(id, made)
    return made
  }

  const attempt = async (app: App, parcel: Parcel, planned: AttemptNote): Promise<Delivery> => {
    const { socketMode, interactivity } = subscriptionsOf(app)
    const overSocket = parcel.kind !== 'verification' && (socketMode ?? usesSocket(sockets(), app, planned.url))
    // Over a socket, `is_enabled: false` has no effect: Slack's assistant templates have it, and their buttons work.
    const isOff = !overSocket && !interactivity && (parcel.kind === 'interaction' || parcel.kind === 'options')
    const way = overSocket ? 'socket' : 'http'
    warnOfFaults(parcel, way)
    const fault = planned.copyOf || isOff ? undefined : takeDeliveryFault(world, parcel, way)
    await heldBack.before(app, fault)
    const what = planned.copyOf ?? fault?.what
    const note = { id: log.nextId(), at: world.now(), appId: app.id, attempt: planned.number, ...parcel }
    const send = () =>
      overSocket
        ? bySocket(sockets(), { app, parcel, patience: patience ?? socketPatience, fault, ...planned })
        : byHttp(app, parcel, { fault, ...planned })
    const answer: Way = isOff ? { ...nowhere, error: 'interactivity_off' } : await send()
    const delivery = { ...note, ...answer, ...(what !== undefined && { fault: what }) }
    log.add(delivery)
    heldBack.after(app, fault)
    if (fault) bringAgain(app, parcel, { fault, delivery, planned })
    return delivery
  }

  /** Delivers a parcel a second time, to simulate `twice` and `retry`. Call this function before `again`. */
  const bringAgain = (
    app: App,
    parcel: Parcel,
    { fault: { what }, delivery, planned }: { fault: DeliveryFault; delivery: Delivery; planned: AttemptNote },
  ) => {
    const isRetry = what === 'retry' && delivery.ok
    if (closed || (what !== 'twice' && !isRetry)) return
    const retry = isRetry && { number: 1, reason: delivery.by === 'socket' ? 'timeout' : 'http_timeout' }
    void queueOf(app).add(() => attempt(app, parcel, { ...planned, ...retry, copyOf: what }))
  }

  const byHttp = async (app: App, parcel: Parcel, { url, number, reason, fault }: FaultyAttempt): Promise<Way> => {
    if (url === null) return { ...nowhere, error: 'no_request_url' }
    const { hostname } = new URL(url)
    if (!isLoopback({ hostname }) && !allowedHosts.has(hostname)) {
      warn(
        `Nothing was sent to ${new URL(url).origin}: that is another computer. To allow it: --allow-host ${hostname}`,
      )
      return { ...nowhere, to: url, error: 'not_loopback' }
    }
    const retry = number > 0 ? { number, reason } : undefined
    const signed = signatureFor({ secret: signingSecretOf(world, app), now: world.now() }, fault)
    const request = { ...requestFor(parcel, { ...signed, retry }), patience: patience ?? httpPatience }
    const { headers } = request
    return {
      by: 'http',
      to: url,
      headers,
      ...(await http.send({ url, parcel, ...request, cut: fault?.what === 'cut' })),
    }
  }

  const again = (app: App, parcel: Parcel, { delivery, number }: { delivery: Delivery; number: number }) => {
    const wait = retryDelays[number]
    if (closed || wait === undefined || delivery.ok || isFinal(delivery)) return
    const reason = delivery.error ?? 'unknown_error'
    const next = () => {
      if (!mayReceive(world, app, parcel)) return
      const { eventsUrl } = subscriptionsOf(app)
      void queueOf(app).add(async () => {
        const done = await attempt(app, parcel, { url: eventsUrl, number: number + 1, reason })
        again(app, parcel, { delivery: done, number: number + 1 })
      })
    }
    const left = retryDelays.slice(number).reduce<number>((sum, one) => sum + one, 0)
    if (delivery.error === 'no_connection') unsent.add(app.id, { until: world.now() + left, bring: next })
    else if (wait === 0) next()
    else schedule.add(world.now() + wait, next)
  }

  return {
    get pending() {
      return [...queues.values()].reduce((sum, { size }) => sum + size, 0)
    },
    event: (app, parcel) =>
      queueOf(app).add(async () => {
        const { eventsUrl } = subscriptionsOf(app)
        const delivery = await attempt(app, parcel, { url: eventsUrl, number: 0, reason: '' })
        again(app, parcel, { delivery, number: 0 })
        return delivery
      }),
    once: (app, parcel, url) => queueOf(app).add(() => attempt(app, parcel, { url, number: 0, reason: '' })),
    connected: (appId) => unsent.bringAll(appId),
    reset() {
      unsent.clear()
      schedule.clear()
    },
    close() {
      closed = true
      unsent.clear()
      schedule.clear()
      heldBack.close()
      http.close()
    },
  }
}

interface AttemptNote {
  readonly url: string | null
  /** The number of the attempt; 0 for the first one. */
  readonly number: number
  readonly reason: string
  /** The fault that caused this additional copy; undefined for a usual attempt. No other fault applies to the copy. */
  readonly copyOf?: string
}

interface FaultyAttempt extends AttemptNote {
  readonly fault: DeliveryFault | undefined
}

type Way = DeliveryAnswer & Pick<Delivery, 'by' | 'to' | 'headers'>

const nowhere = { by: 'nothing', to: null, ok: false, status: null, body: null, ms: 0 } as const

async function bySocket(
  sockets: SocketWay | undefined,
  { number, fault, ...attempt }: FaultyAttempt & { readonly app: App; readonly parcel: Parcel; patience: number },
): Promise<Way> {
  const reason = disconnectReason(fault)
  if (reason) sockets?.disconnect(reason, attempt.app)
  const answer = await sockets?.send({ ...attempt, attempt: number, drop: fault?.what === 'drop-socket' })
  if (!answer) return { ...nowhere, error: 'no_connection' }
  const { connection, ...rest } = answer
  return { by: 'socket', to: String(connection), ...rest }
}
