import { isLoopback } from '../../net/is-loopback.ts'
import type { App } from '../state/app-types.ts'
import type { World } from '../state/types.ts'
import type { DeliveryLog } from './delivery-log.ts'
import { createHttpWay } from './http-way.ts'
import { requestFor } from './request-form.ts'
import type { Schedule } from './schedule.ts'
import { signingSecretOf } from './signature.ts'
import type { SocketWay } from './socket-way.ts'
import { subscriptionsOf } from './subscriptions.ts'
import type { Delivery, DeliveryAnswer, Parcel } from './types.ts'

/** Milliseconds that an app has to answer (docs.slack.dev/apis/events-api). */
const httpPatience = 3000
/** Milliseconds after which an envelope that was not acknowledged comes again (slackapi/bolt-js#2487). */
const socketPatience = 4000
/** Milliseconds before each retry: at once, after a minute, after five more. */
const retryDelays = [0, 60_000, 300_000] as const
/** Deliveries to one app at a time. */
const atOnce = 16

/** Brings parcels to apps, by whichever way each app has. */
export interface Courier {
  /** Brings an event, again when the app does not take it. Resolves after the first attempt. */
  event(app: App, parcel: Parcel): Promise<Delivery>
  /** Brings something once: commands and interactions are not retried. */
  once(app: App, parcel: Parcel, url: string | null): Promise<Delivery>
  /** How many deliveries are under way or wait for their turn; retries that are minutes away are not counted. */
  readonly pending: number
  close(): void
}

export interface CourierOptions {
  readonly world: World
  readonly log: DeliveryLog
  readonly schedule: Schedule
  readonly sockets: () => SocketWay | undefined
  /** Milliseconds that an app has to answer, instead of Slack’s. */
  readonly patience?: number | undefined
  /** Names of other computers that requests may go to: none unless given. */
  readonly allowedHosts?: ReadonlySet<string> | undefined
  readonly warn: (text: string) => void
}

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
  let closed = false

  const queueOf = ({ id }: App) => {
    const known = queues.get(id)
    if (known) return known
    const made = createQueue(atOnce)
    queues.set(id, made)
    return made
  }

  const attempt = async (app: App, parcel: Parcel, { url, number, reason }: AttemptNote): Promise<Delivery> => {
    const { socketMode } = subscriptionsOf(app)
    const overSocket = parcel.kind !== 'verification' && (socketMode ?? (sockets()?.count(app) ?? 0) > 0)
    const note = { id: log.nextId(), at: world.now(), appId: app.id, attempt: number, ...parcel }
    const answer = overSocket
      ? await bySocket(sockets(), { app, parcel, patience: patience ?? socketPatience, number, reason })
      : await byHttp(app, parcel, { url, number, reason })
    const delivery = { ...note, ...answer }
    log.add(delivery)
    return delivery
  }

  const byHttp = async (app: App, parcel: Parcel, { url, number, reason }: AttemptNote): Promise<Way> => {
    if (url === null) return { ...nowhere, error: 'no_request_url' }
    const { hostname } = new URL(url)
    if (!isLoopback({ hostname }) && !allowedHosts.has(hostname)) {
      warn(
        `Nothing was sent to ${new URL(url).origin}: that is another computer. To allow it: --allow-host ${hostname}`,
      )
      return { ...nowhere, to: url, error: 'not_loopback' }
    }
    const retry = number > 0 ? { number, reason } : undefined
    const request = requestFor(parcel, { secret: signingSecretOf(world, app), now: world.now(), retry })
    return {
      by: 'http',
      to: url,
      ...(await http.send({ url, parcel, ...request, patience: patience ?? httpPatience })),
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
    if (wait === 0) next()
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
    close() {
      closed = true
      http.close()
    },
  }
}

interface AttemptNote {
  readonly url: string | null
  /** 0 for the first. */
  readonly number: number
  readonly reason: string
}

type Way = DeliveryAnswer & Pick<Delivery, 'by' | 'to'>

const nowhere = { by: 'nothing', to: null, ok: false, status: null, body: null, ms: 0 } as const

async function bySocket(
  sockets: SocketWay | undefined,
  { number, ...attempt }: { app: App; parcel: Parcel; patience: number; number: number; reason: string },
): Promise<Way> {
  const answer = await sockets?.send({ ...attempt, attempt: number })
  if (!answer) return { ...nowhere, error: 'no_connection' }
  const { connection, ...rest } = answer
  return { by: 'socket', to: String(connection), ...rest }
}

/** An app that is gone, or was uninstalled, gets no further attempt but of the events that say so. */
function mayReceive({ state }: World, app: App, { what }: Parcel): boolean {
  if (!state.apps.includes(app)) return false
  const isAboutItself = what === 'app_uninstalled' || what === 'tokens_revoked'
  return isAboutItself || state.tokens.some(({ appId, revoked }) => appId === app.id && !revoked)
}

/** Nothing to retry: there is no address, or the app asked for no retry. */
function isFinal({ error, noRetry }: Delivery): boolean {
  return error === 'no_request_url' || error === 'not_loopback' || noRetry === true
}

interface Queue {
  readonly size: number
  add<T>(work: () => Promise<T>): Promise<T>
}

/** Starts work in the order in which it came, so much at a time. */
function createQueue(most: number): Queue {
  let waiting: (() => void)[] = []
  let begun = 0
  let running = 0
  const start = () => {
    while (running < most) {
      const next = waiting[begun]
      if (!next) break
      begun += 1
      running += 1
      next()
    }
    // In one go for many: taking one off the front of a long list for each would cost more than the delivery.
    if (begun > 1000 || begun === waiting.length) {
      waiting = waiting.slice(begun)
      begun = 0
    }
  }
  return {
    get size() {
      return running + waiting.length - begun
    },
    add: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          work()
            .finally(() => {
              running -= 1
              start()
            })
            .then(resolve, reject)
        })
        start()
      }),
  }
}
